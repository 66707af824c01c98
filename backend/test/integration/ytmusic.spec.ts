import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ArtworkModule } from '../../src/artwork/index.js';
import { HistoryModule } from '../../src/history/index.js';
import type { ListenPage } from '../../src/history/listens.dto.js';
import { SearchModule } from '../../src/search/index.js';
import type { SearchResponse } from '../../src/search/search.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

describeOnEachEngine('a song of YouTube Music', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-ytmusic-forms-'));
  const forms = new MediaForms(folder);
  const modules = [SearchModule, StreamingModule, ArtworkModule, HistoryModule];
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');
  const search = async (q: string): Promise<SearchResponse> =>
    (await request(api()).get('/search').query({ q }).expect(200)).body as SearchResponse;

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    parts.tell(parts.song);
    pyxis = await PlaybackApp.start(database(), { sources: [parts.source()], modules });
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is found by its pasted address, heard, shown with its cover, and counted', async () => {
    const { id } = parts.song;
    const trackId = `ytmusic:${id}`;
    const { tracks, top, missing } = await search(`https://music.youtube.com/watch?v=${id}&si=x`);
    expect(tracks).toMatchObject([{ id: trackId, title: 'Harbour Lights', artist: 'Night Ferry' }]);
    expect([top, missing]).toEqual([{ kind: 'track', id: trackId }, []]);

    await pyxis.output('desktop1');
    const player = await pyxis.tell('/play', { trackIds: [trackId], outputId: 'desktop1' });
    expect(player.current?.track).toMatchObject({
      id: trackId,
      album: { title: 'Harbour Lights' },
      durationMs: 203_000,
    });
    const sound = await request(api()).get(`/stream/${trackId}`).buffer(true);
    expect(Buffer.compare(sound.body as Buffer, parts.soundOf(parts.song))).toBe(0);
    expect((await request(api()).get(`/art/${player.current?.track.artworkId ?? ''}`)).status).toBe(200);

    pyxis.clock.pass(203_000);
    expect((await pyxis.report('desktop1', 'ended', 203_000)).status).toBe(200);
    const { items } = (await request(api()).get('/history/listens').expect(200)).body as ListenPage;
    expect(items).toMatchObject([
      { title: 'Harbour Lights', source: 'ytmusic', heardMs: 203_000, outcome: 'finished' },
    ]);
  });

  it('is as loud as the others once it was heard, saved or not, and after the end of the server', async () => {
    const [album] = parts.fake.world.albums;
    const trackId = `ytmusic:${parts.song.id}`;
    await search(`https://youtu.be/${parts.song.id}`);
    const events = await pyxis.output('desktop1');
    const asIt = {
      subject: { kind: 'album', id: `ytmusic:${album?.id}` },
      startTrackId: trackId,
      outputId: 'desktop1',
    };
    const before = await pyxis.tell('/play', asIt);
    expect(before.current?.track).not.toHaveProperty('replayGain');
    await request(api()).get(`/stream/${trackId}`).expect(200);
    // Whoever plays it is told while it begins.
    await events.until(({ data }) => data.current?.track.replayGain?.trackGainDb === -3.5);

    const saved = await request(api()).put(`/remote/albums/ytmusic:${album?.id}/saved`).expect(200);
    const { id } = saved.body as { id: string };
    await pyxis.tell('/play', { subject: { kind: 'album', id }, outputId: 'desktop1' });
    const gainsOfSaved = async (): Promise<(number | undefined)[]> =>
      (await pyxis.queue()).items.map(({ track }) => track.replayGain?.trackGainDb);
    expect(await gainsOfSaved()).toEqual([-3.5, undefined, undefined, undefined]);
    // Another song of it, which is heard only now that it is saved.
    const second = album?.songs[1];
    if (!second) throw new Error('There is no second song.');
    parts.tell(second);
    const { items } = await pyxis.queue();
    await request(api()).get(`/stream/${items[1]?.track.id}`).expect(200);
    await vi.waitFor(async () => expect((await gainsOfSaved())[1]).toBe(-3.5), 10_000);

    await pyxis.tell('/play', { trackIds: [trackId], outputId: 'desktop1' });
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { sources: [parts.source()], modules });
    expect((await pyxis.player()).current?.track).toMatchObject({ id: trackId, replayGain: { trackGainDb: -3.5 } });
  });

  it.each([
    ['youtu.be/<id>?t=30', 1],
    ['music.youtube.com/watch?v=<id>', 1],
    ['https://www.youtube.com/shorts/<id>', 1],
    ['https://music.youtube.com/watch?v=00000000000', 0],
    ['https://example.org/watch?v=<id>', 0],
    ['harbour lights', 1],
  ])('is found by %s: %i', async (query, count) => {
    const asked = parts.fake.requests.length;
    const { tracks, missing } = await search(query.replace('<id>', parts.song.id));
    expect([tracks.length, missing]).toEqual([count, []]);
    // Whatever is no address of it is not told to it.
    if (count === 0 && !query.includes('youtu')) expect(parts.fake.requests).toHaveLength(asked);
  });

  it('is missing by name where the service does not answer', async () => {
    parts.fake.lastingFault = { status: 500, body: '' };
    const { missing } = await search(`https://youtu.be/${parts.song.id}`);
    expect(missing).toMatchObject([{ sourceId: 'ytmusic' }]);
  });
});
