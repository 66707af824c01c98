import { readFileSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { listOf, at } from './walk.js';
import { readLyrics } from './lyrics-answer.js';
import { readNext } from './next-answer.js';
import { readAlbum, readArtist, readGrid, readPlaylist } from './pages.js';
import type { Row, TrackRow } from './rows.js';
import { readSearch, readSuggestions } from './search-answer.js';

const FIXTURES = new URL('../../../../test/fixtures/ytmusic/', import.meta.url);
const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
/** What an independent reading of the same answers has found. */
const expected = recorded('expected.json');

interface ExpectedRow {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly durationSeconds?: number;
  readonly artists?: readonly { readonly id?: string; readonly name: string }[];
  readonly album?: { readonly id: string; readonly name: string };
  readonly musicVideoType?: string;
  readonly explicit?: boolean;
  readonly playable?: boolean;
  readonly pageType?: string;
}

const EPISODE = 'MUSIC_VIDEO_TYPE_PODCAST_EPISODE';
const rowsAt = (...path: (string | number)[]): ExpectedRow[] => listOf(at(expected, ...path)) as ExpectedRow[];

function asExpected(row: Row): Partial<ExpectedRow> {
  if (row.kind === 'artist') return { kind: 'artist', id: row.nativeId, title: row.name };
  if (row.kind === 'playlist') return { kind: 'playlist', id: `VL${row.nativeId}`, title: row.title };
  const artists = row.artists.map(({ name, nativeId }) => ({ ...(nativeId !== undefined && { id: nativeId }), name }));
  const common = {
    id: row.nativeId,
    title: row.title,
    ...(artists.length > 0 && { artists }),
    explicit: row.isExplicit,
  };
  if (row.kind === 'album') return { kind: 'album', ...common };
  return {
    kind: 'track',
    ...common,
    ...(row.durationMs !== undefined && { durationSeconds: row.durationMs / 1000 }),
    ...(row.album?.nativeId !== undefined && { album: { id: row.album.nativeId, name: row.album.title } }),
    ...(row.videoType !== undefined && { musicVideoType: row.videoType }),
    playable: row.isPlayable,
  };
}

/** What is not told of here, or by what is told in another place. */
function wanted({ musicVideoType, playable, ...row }: ExpectedRow): Partial<ExpectedRow> {
  const { explicit, artists, ...rest } = row;
  if (row.kind === 'artist' || row.kind === 'playlist') return { kind: row.kind, id: row.id, title: row.title };
  const common = { ...rest, ...(artists && { artists }), explicit };
  const left = Object.fromEntries(Object.entries(common).filter(([key]) => key !== 'subtitle'));
  if (row.kind === 'album') return left;
  return { ...left, ...(musicVideoType !== undefined && { musicVideoType }), playable };
}

function expectRows(rows: readonly Row[], ...path: (string | number)[]): void {
  const found = new Map(rows.map((row) => [row.kind === 'playlist' ? `VL${row.nativeId}` : row.nativeId, row]));
  const all = rowsAt(...path).filter(({ musicVideoType }) => musicVideoType !== EPISODE);
  expect(all.length + 1).toBeGreaterThan(0);
  for (const one of all) {
    const row = found.get(one.id);
    const { artists, ...rest } = (row && asExpected(row)) ?? {};
    // Performers without a page are told as well.
    expect({ ...rest, ...(one.artists && { artists }) }, one.title).toEqual(wanted(one));
  }
}

describe('A recorded answer', () => {
  it.each([
    'songs',
    'songs.continuation',
    'songs.corrected',
    'albums',
    'artists',
    'playlists',
    'videos',
    'all.top-result',
  ])('of a search is read whole: %s', (name) => {
    const file = `search/${name}.json`;
    const { rows, continuation } = readSearch(recorded(file));
    const shelves = listOf(at(expected, file, 'shelves'));
    shelves.forEach((_, i) => {
      expectRows(rows, file, 'shelves', i, 'first');
    });
    const count = shelves.reduce<number>((sum, shelf) => sum + Number(at(shelf, 'count')), 0);
    // Podcasts and people are no music.
    expect(rows.length).toBeGreaterThanOrEqual(name === 'videos' ? 10 : count);
    expect(continuation !== undefined).toBe(shelves.some((shelf) => at(shelf, 'hasContinuation') === true));
  });

  it('of a search says what was looked for instead, and that nothing was found', () => {
    expect(readSearch(recorded('search/songs.corrected.json')).corrected).toBe('no copyright sounds');
    expect(readSearch(recorded('search/no-results.json'))).toEqual({ rows: [] });
    expect(readSearch(recorded('search/all.top-result.json')).rows[0]).toMatchObject({
      kind: 'track',
      title: "Mother's Cake - Off The Beaten Track (Full Album)",
      artists: [{ name: "Mother's Cake", nativeId: 'UC3JS-RRY9Ay0wTHHR_4KIoQ' }],
      durationMs: 2_469_000,
      isVideo: true,
    });
    expect(readSuggestions(recorded('search/suggestions.synthetic.json'))[0]).toBe('fake song');
  });

  it.each(['album/album.2026-05.json', 'album/various-artists.json'])('of an album: %s', (file) => {
    const page = readAlbum(recorded(file));
    expect(page).toMatchObject({
      album: { title: at(expected, file, 'title'), artists: [{ name: at(expected, file, 'owner') }], type: 'album' },
      trackCount: at(expected, file, 'trackCount'),
      listId: at(expected, file, 'audioPlaylistId'),
    });
    expect(page?.tracks).toHaveLength(Number(at(expected, file, 'trackCount')));
    expect(page?.continuation).toBeUndefined();
    expectRows(page?.tracks ?? [], file, 'tracks');
  });

  it('of an artist, with the list of all songs and the pages of all albums', () => {
    const file = 'artist/artist.2026-05.json';
    const page = readArtist(recorded(file));
    expect(page?.artist.name).toBe(at(expected, file, 'name'));
    expectRows(page?.rows ?? [], file, 'shelves', 0, 'first');
    expect(page?.songs).toEqual({ id: 'VLOLAK5uy_nEdP9bp8c7oZ_p_4F7ipSRnfZt32crS94', params: 'ggMCCAI%3D' });
    expect(page?.albums.map(({ params }) => params)).toEqual(['ggMIegYIARoCAQI%3D', 'ggMIegYIAhoCAQI%3D']);
    const ids = new Set(page?.rows.map(({ nativeId }) => nativeId));
    for (const { id } of rowsAt(file, 'carousels', 0, 'first')) expect(ids).toContain(id);
  });

  it('of all albums of an artist', () => {
    const { rows } = readGrid(recorded('artist/all-albums.json'));
    expect(rows).toHaveLength(24);
    expect(rows[0]).toMatchObject({ kind: 'album', nativeId: 'MPREb_E7NpKw54NIT', title: 'KID A MNESIA', year: 2021 });
  });

  it.each(['playlist/album-audio-playlist.json', 'playlist/collaborative.json', 'playlist/own-small.json'])(
    'of a playlist: %s',
    (file) => {
      const page = readPlaylist(recorded(file));
      expect(page.playlist?.title).toBe(at(expected, file, 'title'));
      expectRows(page.tracks, file, 'tracks');
      const episodes = rowsAt(file, 'tracks').filter(({ musicVideoType }) => musicVideoType === EPISODE).length;
      expect(page.tracks).toHaveLength(Number(at(expected, file, 'trackCount')) - episodes);
    },
  );

  it('of a radio: the songs, and not once more the videos that are their counterparts', () => {
    const file = 'next/up-next-radio.json';
    const { tracks, continuation, lyricsId, relatedId } = readNext(recorded(file));
    expect(tracks).toHaveLength(50);
    expect(tracks.map(({ nativeId }) => nativeId)).not.toContain('dQw4w9WgXcQ');
    expect(tracks.slice(0, 5).map(brief)).toEqual(
      rowsAt(file, 'first').map(({ id, title, durationSeconds }) => ({ id, title, durationSeconds })),
    );
    expect(tracks[0]).toMatchObject({
      artists: [{ name: 'Rick Astley' }],
      album: { title: 'Whenever You Need Somebody' },
    });
    expect({ lyricsId, relatedId }).toEqual({
      lyricsId: at(expected, file, 'lyricsBrowseId'),
      relatedId: at(expected, file, 'relatedBrowseId'),
    });
    expect(continuation).toBeDefined();
  });

  it('of lyrics, plain, timed and none', () => {
    const plain = readLyrics(recorded('lyrics/plain.json'));
    expect(plain).toMatchObject({ isTimed: false, origin: 'Source: LyricFind' });
    expect(plain?.text.split('\n')).toHaveLength(Number(at(expected, 'lyrics/plain.json', 'lines')));
    const timed = readLyrics(recorded('lyrics/timed.synthetic.json'));
    expect(timed).toMatchObject({ isTimed: true, origin: 'Source: LyricFind' });
    expect(timed?.text.split('\n').slice(0, 2)).toEqual(['[00:00.00]♪', '[00:08.20]placeholder line 1']);
    expect(readLyrics(recorded('lyrics/none.synthetic.json'))).toBeUndefined();
  });
});

function brief({ nativeId, title, durationMs = 0 }: TrackRow): object {
  return { id: nativeId, title, durationSeconds: durationMs / 1000 };
}
