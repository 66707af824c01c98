import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { SavedAlbumView } from '../../src/browse/browse.dto.js';
import { BrowseModule } from '../../src/browse/index.js';
import type { AlbumPage } from '../../src/library/albums.dto.js';
import type { AlbumView } from '../../src/library/library.dto.js';
import type { TrackPage } from '../../src/library/tracks.dto.js';
import type { SearchResponse } from '../../src/search/search.dto.js';
import { SearchModule } from '../../src/search/index.js';
import type { SourceAdapter } from '../../src/sources/index.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const OFF = { isMissing: true, offSourceId: 'ytmusic' };

describeOnEachEngine('a saved album whose source is switched off', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-sources-off-'));
  const forms = new MediaForms(folder);
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let albumId: string;

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    await start([parts.source()]);
    const nativeId = parts.fake.world.albums[0]?.id ?? '';
    const saved = await request(pyxis.url.replace('/playback', '')).put(`/remote/albums/ytmusic:${nativeId}/saved`);
    albumId = (saved.body as SavedAlbumView).id;
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(sources: SourceAdapter[]): Promise<void> {
    const modules = [BrowseModule, SearchModule, StreamingModule];
    pyxis = await PlaybackApp.start(database(), { clock: parts.clock, sources, modules });
    await pyxis.output('desktop1');
  }

  async function get<Answer>(path: string): Promise<Answer> {
    const response = await request(pyxis.url.replace('/playback', '')).get(path).expect(200);
    return response.body as Answer;
  }

  /** Everything that lists it and its first track. */
  async function shown(): Promise<object[]> {
    const album = await get<AlbumView>(`/albums/${albumId}`);
    const [track] = album.discs.flatMap(({ tracks }) => tracks);
    const isIt = ({ id }: { readonly id: string }): boolean => id === albumId || id === track?.id;
    const found = await get<SearchResponse>('/search?q=harbour lights');
    const queued = (await pyxis.queue()).items.map((item) => item.track);
    return [
      album,
      track,
      ...(await get<AlbumPage>('/albums?placement=discovery')).items,
      ...(await get<TrackPage>('/tracks')).items.filter(isIt),
      await get<object>(`/tracks/${track?.id ?? ''}`),
      ...[...found.albums, ...found.tracks].filter(isIt),
      ...queued.filter(isIt),
    ].flatMap((one) => one ?? []);
  }

  it('stays listed everywhere, as what does not play and why, and plays again once it is on', async () => {
    await pyxis.tell('/play', { subject: { kind: 'album', id: albumId }, outputId: 'desktop1' });
    const before = await shown();
    expect(before.length).toBeGreaterThanOrEqual(8);
    for (const one of before) expect(one).toMatchObject({ isMissing: false });
    await pyxis.close();
    await start([]);
    const off = await shown();
    expect(off).toHaveLength(before.length);
    for (const one of off) expect(one).toMatchObject(OFF);
    expect(await get('/albums?placement=collection')).not.toMatchObject({ items: [OFF] });
    await pyxis.close();
    await start([parts.source()]);
    for (const one of await shown()) expect(one).not.toHaveProperty('offSourceId');
  });

  it('plays as far as another source has its tracks', async () => {
    await pyxis.close();
    await database().write(({ sql }) =>
      sql.run(
        `INSERT INTO track_source (track_key, source, locator, is_missing)
         SELECT t.key, 'local', 'another copy', ? FROM track t JOIN album a ON a.key = t.album_key
         WHERE a.id = ? AND t.title = ?`,
        [false, albumId, 'Fog Signal'],
      ),
    );
    await start([]);
    const album = await get<AlbumView>(`/albums/${albumId}`);
    expect(album.isMissing).toBe(false);
    const tracks = album.discs.flatMap((disc) => disc.tracks);
    expect(tracks.filter(({ isMissing }) => !isMissing).map(({ title }) => title)).toEqual(['Fog Signal']);
  });
});
