import { present, type Fields } from '../../../common/index.js';
import type { RemoteAlbum, RemoteArtist, RemoteArtistRef, RemotePlaylist } from '../../remote-catalogue.js';
import { continuationOf } from './continuation.js';
import { albumTypeOf, countOf, namesOf, readLine } from './lines.js';
import { artworkOf, rowsOf, tracksIn, type Row, type TrackRow } from './rows.js';
import { at, find, findFirst, listOf, pageOf, runsOf, wordsOf } from './walk.js';

export interface AlbumPage {
  readonly album: Omit<RemoteAlbum, 'nativeId'>;
  /** As the heading says, which may be more than there are rows. */
  readonly trackCount?: number;
  /** Rows without performers are by those of the album. */
  readonly tracks: readonly TrackRow[];
  /** The list that has the same songs, without videos in their place. */
  readonly listId?: string;
  readonly continuation?: string;
}

export interface PlaylistPage {
  /** Absent: the list has no heading, as those of albums. */
  readonly playlist?: Omit<RemotePlaylist, 'nativeId'>;
  readonly trackCount?: number;
  readonly tracks: readonly TrackRow[];
  readonly continuation?: string;
}

/** Where more of a kind opens. */
export interface More {
  readonly id: string;
  readonly params?: string;
}

export interface ArtistPage {
  readonly artist: Omit<RemoteArtist, 'nativeId'>;
  readonly description?: string;
  /** Some of each, in their order. */
  readonly rows: readonly Row[];
  /** The list of all songs. */
  readonly songs?: More;
  /** Pages with all albums, and with all singles. */
  readonly albums: readonly More[];
}

/** Has the heading within it. */
const EDITABLE_HEADER = 'musicEditablePlaylistDetailHeaderRenderer';
const HEADERS = ['musicResponsiveHeaderRenderer', 'musicDetailHeaderRenderer', EDITABLE_HEADER] as const;
const ARTIST_HEADERS = ['musicImmersiveHeaderRenderer', 'musicVisualHeaderRenderer', 'musicHeaderRenderer'] as const;
/** What else a page of an album or playlist shows: other editions, what others heard. */
const ASIDE: ReadonlySet<string> = new Set(['musicCarouselShelfRenderer']);
const AUDIO_LIST = /^OLAK5uy_[\w-]{10,60}$/;

/** Whether a list is one that belongs to an album, or to all songs of an artist. */
export function isListOfAlbum(id: string): boolean {
  return AUDIO_LIST.test(id);
}

/** @returns undefined where the answer shows no album */
export function readAlbum(answer: unknown): AlbumPage | undefined {
  const header = headerOf(answer, HEADERS);
  const title = wordsOf(header?.title);
  if (!header || title === undefined) return undefined;
  const line = readLine(runsOf(header.subtitle));
  const artists = [...namesOf(runsOf(header.straplineTextOne)), ...line.artists];
  const shelf = shelfOf(answer);
  return present({
    album: present({
      kind: 'album' as const,
      title,
      artists,
      type: albumTypeOf(line.type),
      year: line.year,
      isExplicit: listOf(header.subtitleBadge ?? header.subtitleBadges).length > 0,
      artwork: artworkOf(findFirst(header.thumbnail, 'thumbnail')),
    }),
    trackCount: countOf(runsOf(header.secondSubtitle)),
    tracks: tracksIn(shelf).map((track) => inherit(track, artists)),
    listId: listIdOf(answer, header),
    continuation: continuationOf(shelf),
  });
}

export function readPlaylist(answer: unknown): PlaylistPage {
  const header = headerOf(answer, HEADERS);
  const title = wordsOf(header?.title);
  const shelf = shelfOf(answer);
  const trackCount = header && countOf(runsOf(header.secondSubtitle));
  const owner =
    wordsOf(at(header, 'facepile', 'avatarStackViewModel', 'text')) ??
    namesOf(runsOf(header?.straplineTextOne))[0]?.name;
  return present({
    playlist:
      header && title !== undefined
        ? present({
            kind: 'playlist' as const,
            title,
            owner,
            trackCount,
            // Only what belongs to whoever asks can be edited.
            isOwn: findFirst(answer, EDITABLE_HEADER) ? (true as const) : undefined,
            artwork: artworkOf(findFirst(header.thumbnail, 'thumbnail')),
          })
        : undefined,
    trackCount,
    tracks: tracksIn(shelf),
    continuation: continuationOf(shelf),
  });
}

/** A further page of a list. */
export function readMoreTracks(answer: unknown): Pick<PlaylistPage, 'tracks' | 'continuation'> {
  return present({ tracks: tracksIn(answer), continuation: continuationOf(answer) });
}

/** @returns undefined where the answer shows no artist */
export function readArtist(answer: unknown): ArtistPage | undefined {
  const header = headerOf(answer, ARTIST_HEADERS);
  const name = wordsOf(header?.title);
  if (!header || name === undefined) return undefined;
  const more = [...find(answer, new Set(['musicShelfRenderer', 'musicCarouselShelfRenderer']))].map(moreOf);
  return present({
    artist: present({ kind: 'artist' as const, name, artwork: artworkOf(findFirst(header.thumbnail, 'thumbnail')) }),
    description: wordsOf(header.description),
    rows: rowsOf(at(answer, 'contents')),
    songs: more.find((one) => one?.of === 'songs')?.more,
    albums: more.flatMap((one) => (one?.of === 'albums' ? [one.more] : [])),
  });
}

/** All that a page of “all albums” shows, or the next page of it. */
export function readGrid(answer: unknown): { rows: Row[]; continuation?: string } {
  const continuation = continuationOf(answer);
  return { rows: rowsOf(answer), ...(continuation !== undefined && { continuation }) };
}

/** By what its page is, never by its title, which is in some language. The list of all videos is another's. */
function moreOf({
  name,
  fields,
}: {
  name: string;
  fields: Fields;
}): { of: 'songs' | 'albums'; more: More } | undefined {
  const header = findFirst(fields.header, 'musicCarouselShelfBasicHeaderRenderer');
  const endpoint =
    fields.bottomEndpoint ??
    at(header, 'moreContentButton', 'buttonRenderer', 'navigationEndpoint') ??
    titleLink(fields);
  const page = pageOf(endpoint);
  if (!page) return undefined;
  const params = at(endpoint, 'browseEndpoint', 'params');
  const more = { id: page.id, ...(typeof params === 'string' && { params }) };
  if (page.type === 'MUSIC_PAGE_TYPE_ARTIST_DISCOGRAPHY') return { of: 'albums', more };
  const isList = page.type === 'MUSIC_PAGE_TYPE_PLAYLIST';
  if (name === 'musicShelfRenderer' && isList) return { of: 'songs', more };
  // Before there were pages of discographies, all albums stood on the artist's own.
  const holds = rowsOf(fields.contents)[0]?.kind;
  return name === 'musicCarouselShelfRenderer' && holds === 'album' && !isList ? { of: 'albums', more } : undefined;
}

function titleLink(shelf: Fields): unknown {
  return at(shelf, 'title', 'runs', 0, 'navigationEndpoint');
}

function headerOf(answer: unknown, names: readonly string[]): Fields | undefined {
  for (const { name, fields } of find(answer, new Set(names), ASIDE)) {
    // One's own lists have their heading within one that can be edited.
    return name.startsWith('musicEditable') ? headerOf(fields, HEADERS) : fields;
  }
  return undefined;
}

/** The list of the page itself. */
function shelfOf(answer: unknown): unknown {
  const aside = at(answer, 'contents', 'twoColumnBrowseResultsRenderer', 'secondaryContents', 'sectionListRenderer');
  const sections = aside ?? at(answer, 'contents');
  return (
    findFirst(sections, 'musicPlaylistShelfRenderer') ?? findFirst(sections, 'musicShelfRenderer') ?? { sections: null }
  );
}

function listIdOf(answer: unknown, header: Fields): string | undefined {
  const canonical = at(answer, 'microformat', 'microformatDataRenderer', 'urlCanonical');
  const fromAddress =
    typeof canonical === 'string' && URL.canParse(canonical) ? new URL(canonical).searchParams.get('list') : undefined;
  const fromButton = findFirst(header.buttons, 'offlinePlaylistEndpoint')?.playlistId;
  const fromRow = findFirst(shelfOf(answer), 'watchEndpoint')?.playlistId;
  for (const id of [fromAddress, fromButton, fromRow]) if (typeof id === 'string' && AUDIO_LIST.test(id)) return id;
  return undefined;
}

function inherit(track: TrackRow, artists: readonly RemoteArtistRef[]): TrackRow {
  return track.artists.length > 0 ? track : { ...track, artists };
}
