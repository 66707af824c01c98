import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCover, encodeTone, scratchFolder } from '../../../test/support/audio-samples.js';
import { describeSourceContract } from '../../../test/contract/source.contract.js';
import { LocalSource } from './local-source.js';

const root = scratchFolder();

describeSourceContract('Local files', () => {
  const album = join(root, 'Artist/Album');
  mkdirSync(album, { recursive: true });
  encodeTone(join(album, '01 First.flac'), { title: 'First', artist: 'Artist', album: 'Album', date: '2001-02' });
  encodeTone(join(album, '02 Second.mp3'), { title: 'Second', artist: 'Artist', album: 'Album' });
  encodeCover(join(album, 'cover.jpg'));
  writeFileSync(join(album, '03 Broken.ogg'), 'This is no music.');
  return Promise.resolve({
    adapter: new LocalSource({ paths: [root] }, { nowMs: () => 1_000 }),
    capabilities: ['collection', 'playlistFiles', 'streams', 'artwork'],
    unknownTrack: join(root, 'nothing.flac'),
    unknownArtwork: join(root, 'nothing.jpg'),
    secrets: [],
  });
});
