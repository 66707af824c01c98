import { fieldsOf, present, type Fields } from '../../../common/index.js';
import type { RemoteAlbum, RemoteArtistRef, RemotePlaylist, RemoteTrack } from '../../remote-catalogue.js';
import { artworkOf, idOf, listOf, pageOf, wordsOf } from './reading.js';
import { readTrack } from './tracks.js';
import { readUser } from './users.js';

/** A track of a set: all that is told of it, or its id alone. */
export interface Entry {
  readonly nativeId: string;
  readonly track?: RemoteTrack;
}

/** What SoundCloud calls a set: an album, or a list that somebody has made. */
export interface ReadSet {
  readonly item: RemoteAlbum | RemotePlaylist;
  /** In their order, each once. */
  readonly entries: readonly Entry[];
  /** As told. */
  readonly trackCount: number;
  /** Of a set that only those find who have its link. */
  readonly secret?: string;
}

const ALBUM_TYPES: Readonly<Record<string, RemoteAlbum['type']>> = {
  album: 'album',
  ep: 'ep',
  single: 'single',
  compilation: 'album',
};
const SECRET = /^s-\w{1,60}$/;
/** There was no music to be sold before. */
const FIRST_YEAR = 1860;

export function readSet(value: unknown): ReadSet | undefined {
  const fields = fieldsOf(value);
  const nativeId = idOf(value, 'playlists');
  const title = wordsOf(fields.title);
  const isSet = fields.kind === undefined || fields.kind === 'playlist';
  if (!isSet || nativeId === undefined || title === undefined) return undefined;
  const entries = entriesOf(fields.tracks);
  const told = fields.track_count;
  const isCount = typeof told === 'number' && Number.isSafeInteger(told) && told >= 0;
  const trackCount = isCount ? told : entries.length;
  const artwork = artworkOf(fields.artwork_url, ...listOf(fields.tracks).map((track) => fieldsOf(track).artwork_url));
  const about = { nativeId, title, artwork };
  const item = isAlbum(fields)
    ? albumOf(fields, entries, about)
    : present({ kind: 'playlist' as const, ...about, owner: readUser(fields.user)?.name, trackCount });
  return present({ item, entries, trackCount, secret: secretOf(fields) });
}

/** What lets those in who have its link. */
export function secretOf({ secret_token: secret }: Fields): string | undefined {
  return typeof secret === 'string' && SECRET.test(secret) ? secret : undefined;
}

function albumOf(
  fields: Fields,
  entries: readonly Entry[],
  about: Pick<RemoteAlbum, 'nativeId' | 'title'> & { readonly artwork: RemoteAlbum['artwork'] | undefined },
): RemoteAlbum {
  const { set_type: type, release_date: released, published_at: published } = fields;
  const whole = entries.flatMap(({ track }) => track ?? []);
  return present({
    kind: 'album' as const,
    ...about,
    artists: artistsOf(whole, fields.user),
    type: typeof type === 'string' ? ALBUM_TYPES[type] : undefined,
    year: yearOf(released) ?? yearOf(published),
    isExplicit: whole.some(({ isExplicit }) => isExplicit),
    webAddress: pageOf(fields.permalink_url),
  });
}

/** Labels upload, too: where all tracks have the same artists, they are those of the album. */
function artistsOf(tracks: readonly RemoteTrack[], user: unknown): readonly RemoteArtistRef[] {
  const [first] = tracks;
  const names = (track: RemoteTrack): string => JSON.stringify(track.artists.map(({ name }) => name));
  if (first && tracks.every((track) => names(track) === names(first))) return first.artists;
  const { name, nativeId } = readUser(user) ?? {};
  return name === undefined ? [] : [present({ name, nativeId })];
}

function entriesOf(tracks: unknown): Entry[] {
  const byId = new Map<string, Entry>();
  for (const value of listOf(tracks)) {
    const nativeId = idOf(value, 'tracks');
    if (nativeId === undefined || byId.has(nativeId)) continue;
    byId.set(nativeId, present({ nativeId, track: readTrack(value) }));
  }
  return [...byId.values()];
}

function isAlbum({ is_album: isOne, set_type: type }: Fields): boolean {
  return isOne === true || (typeof type === 'string' && Object.hasOwn(ALBUM_TYPES, type));
}

function yearOf(value: unknown): number | undefined {
  const [, year] = typeof value === 'string' ? (/^(\d{4})-/.exec(value) ?? []) : [];
  return Number(year) >= FIRST_YEAR ? Number(year) : undefined;
}
