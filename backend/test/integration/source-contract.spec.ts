import { afterEach } from 'vitest';
import { describeSourceContract } from '../contract/source.contract.js';
import { FakeSource, type FakeMusic } from '../support/fake-source.js';

const running: FakeMusic[] = [];
afterEach(() => Promise.all(running.splice(0).map((music) => music.stop())));

// What the other specs take for a source is one.
describeSourceContract('A service with tracks by id', async () => {
  const { music, source } = await FakeSource.start();
  running.push(music);
  music.tracks.set('1', { title: 'One', artists: [{ name: 'A', role: 'main' }], artwork: { locator: '/picture', version: '1' } }); // prettier-ignore
  source.lost.add('2');
  return {
    adapter: source,
    capabilities: ['tracks', 'streams', 'artwork'],
    track: '1',
    unknownTrack: '2',
    unknownArtwork: '/nothing',
    secrets: ['Bearer secret'],
  };
});
