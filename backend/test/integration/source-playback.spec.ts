import { afterEach, beforeEach, expect, it } from 'vitest';
import request from 'supertest';
import { ArtworkModule } from '../../src/artwork/index.js';
import { HistoryModule } from '../../src/history/index.js';
import type { ListenPage } from '../../src/history/listens.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { FAR_AWAY, FakeSource, type FakeMusic } from '../support/fake-source.js';
import { PNG } from '../support/one-pixel.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const ID = 'fake:77';
describeOnEachEngine('a track of a source, in no library', (database) => {
  let music: FakeMusic;
  let source: FakeSource;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');

  beforeEach(async () => {
    ({ music, source } = await FakeSource.start());
    music.tracks.set('77', FAR_AWAY);
    music.audio = Buffer.alloc(1_000_000, 'sound');
    music.picture = PNG;
    const modules = [StreamingModule, ArtworkModule, HistoryModule];
    pyxis = await PlaybackApp.start(database(), { sources: [source], modules });
  });
  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  it('plays from the queue over http into the history', async () => {
    await pyxis.output('desktop1');
    const player = await pyxis.tell('/play', { trackIds: [ID], outputId: 'desktop1' });
    expect(player.current?.track).toMatchObject({ id: ID, title: 'Far away', artist: 'Somebody Else' });

    const whole = await request(api()).get(`/stream/${ID}`).buffer(true);
    expect([whole.status, whole.headers['content-type']]).toEqual([200, 'audio/mpeg']);
    expect(Buffer.compare(whole.body as Buffer, music.audio)).toBe(0);
    const part = await request(api()).get(`/stream/${ID}`).set('Range', 'bytes=999000-').buffer(true);
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 999000-999999/1000000']);

    const artworkId = player.current?.track.artworkId ?? '';
    const cover = await request(api()).get(`/art/${artworkId}`);
    expect([cover.status, cover.headers['content-type']]).toEqual([200, 'image/jpeg']);

    pyxis.clock.pass(60_000);
    expect((await pyxis.report('desktop1', 'progress', 60_000)).status).toBe(200);
    pyxis.clock.pass(40_000);
    expect((await pyxis.report('desktop1', 'ended', 100_000)).status).toBe(200);
    const { items } = (await request(api()).get('/history/listens').expect(200)).body as ListenPage;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      title: 'Far away',
      artist: 'Somebody Else',
      album: 'Elsewhere',
      source: 'fake',
      heardMs: 100_000,
      outcome: 'finished',
    });
  });

  it('stays in the queue while its source is away, and says so when it is to sound', async () => {
    await pyxis.output('desktop1');
    await pyxis.tell('/play', { trackIds: [ID], outputId: 'desktop1' });
    music.lastingFault = { status: 500, body: '' };
    expect(await pyxis.titles()).toBe('Far away');
    const answer = await request(api()).get(`/stream/${ID}`);
    expect([answer.status, (answer.body as { type?: string }).type]).toEqual([503, 'urn:pyxis:problem:upstream-server-error']); // prettier-ignore
  });
});
