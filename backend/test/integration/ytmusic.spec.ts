import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
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
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');
  const search = async (q: string): Promise<SearchResponse> =>
    (await request(api()).get('/search').query({ q }).expect(200)).body as SearchResponse;

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    parts.tell(parts.song);
    const modules = [SearchModule, StreamingModule, ArtworkModule, HistoryModule];
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
