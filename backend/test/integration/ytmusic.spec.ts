import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ArtworkModule } from '../../src/artwork/index.js';
import { HistoryModule } from '../../src/history/index.js';
import type { ListenPage } from '../../src/history/listens.dto.js';
import type { RemoteAlbumView } from '../../src/browse/browse.dto.js';
import type { AlbumView } from '../../src/library/library.dto.js';
import { SearchModule } from '../../src/search/index.js';
import type { SearchResponse } from '../../src/search/search.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { hasFfmpeg } from '../support/streaming-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

/** How long some sound is. */
function secondsOf(sound: Buffer): number {
  const words = '-v error -i pipe:0 -f s16le -ac 1 -ar 8000 -'.split(' ');
  return execFileSync('ffmpeg', words, { input: sound, maxBuffer: 64 * 1024 ** 2 }).length / 16_000;
}

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

  it.skipIf(!hasFfmpeg)('that is long and has chapters is an album of them, heard and saved as any other', async () => {
    const [video] = parts.fake.world.videos;
    const { id, title } = video!;
    // Where no cluster of the file begins.
    const [starts, titles] = [
      [0, 31.3, 58.7],
      ['Harbour Lights', 'Slack Water', 'Fog Signal'],
    ];
    const chapters = titles.map((name, i) => ({ title: `${i + 1}. ${name}`, start_time: starts[i] }));
    parts.tell(video!, { chapters });
    const found = await search(`https://www.youtube.com/watch?v=${id}`);
    expect(found).toMatchObject({ tracks: [{ id: `ytmusic:${id}`, mayHaveChapters: true }], missing: [] });
    expect(found.albums).toMatchObject([{ id: `ytmusic:${id}`, title, artist: 'Night Ferry' }]);
    expect([parts.fake.asked('next').length, parts.asked]).toEqual([1, [id]]);

    const album = (await request(api()).get(`/remote/albums/ytmusic:${id}`).expect(200)).body as RemoteAlbumView;
    expect(album.tracks.map((track) => [track.title, track.durationMs])).toEqual([
      ['Harbour Lights', 31_300],
      ['Slack Water', 27_400],
      ['Fog Signal', 31_300],
    ]);
    const [first, second] = album.tracks;
    expect(second).toMatchObject({ id: `ytmusic:${id}@31300-58700`, album: { id: `ytmusic:${id}`, title } });

    const heard = (trackId: string): request.Test => request(api()).get(`/stream/${trackId}`).buffer(true);
    const part = await heard(second!.id);
    expect([part.status, part.headers['content-type']]).toEqual([200, 'audio/webm']);
    expect(secondsOf(part.body as Buffer)).toBeCloseTo(27.4, 1);
    const asked = parts.media.requests.length;
    expect(secondsOf((await heard(first!.id)).body as Buffer)).toBeCloseTo(31.3, 1);
    const ranged = await heard(second!.id).set('range', 'bytes=100-199');
    expect([ranged.status, (ranged.body as Buffer).equals((part.body as Buffer).subarray(100, 200))]).toEqual([
      206,
      true,
    ]);
    // The video was looked for and fetched once, for all that is in it.
    expect([parts.asked, parts.media.requests.length]).toEqual([[id], asked]);

    const saved = await request(api()).put(`/remote/albums/ytmusic:${id}/saved`).expect(200);
    const { id: libraryId } = saved.body as { id: string };
    const { discs } = (await request(api()).get(`/albums/${libraryId}`).expect(200)).body as AlbumView;
    const [, kept] = discs[0]?.tracks ?? [];
    expect(kept).toMatchObject({ title: 'Slack Water', trackNumber: 2, durationMs: 27_400 });
    expect(((await heard(kept!.id)).body as Buffer).equals(part.body as Buffer)).toBe(true);
    expect(parts.asked).toEqual([id]);
  });

  it('is on an album that is found by the address of its list, as albums are shared', async () => {
    const [album] = parts.fake.world.albums;
    const { albums, playlists, missing } = await search(
      `https://music.youtube.com/playlist?list=${album!.listId}&si=x`,
    );
    expect([albums.map(({ id }) => id), playlists, missing]).toEqual([[`ytmusic:${album!.id}`], [], []]);
  });

  it('that is long and has no chapters is told to have none', async () => {
    const [video] = parts.fake.world.videos;
    parts.tell(video!);
    const { albums, tracks, missing } = await search(`https://youtu.be/${video!.id}`);
    expect([albums, tracks.length, missing]).toEqual([[], 1, []]);
    const answer = await request(api()).get(`/remote/albums/ytmusic:${video!.id}`);
    expect([answer.status, (answer.body as { detail: string }).detail]).toEqual([
      404,
      expect.stringContaining('no chapters'),
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
