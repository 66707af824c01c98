import { fieldsOf, present } from '../../../common/index.js';
import type { RemoteAlbum, RemoteArtist } from '../../remote-catalogue.js';
import { nativeIdOf } from './native-id.js';
import { coverOf, idOf, instantOf, linesOf, listOf, portraitOf, wordsOf, yearOf } from './reading.js';

/** Who has a page: a performer, or a label. */
export interface ReadBand {
  readonly artist: RemoteArtist;
  readonly description?: string;
  /** As their page lists them, each once; tracks that are on no album as well. */
  readonly albums: readonly RemoteAlbum[];
  /** Whom a label publishes. */
  readonly artists: readonly RemoteArtist[];
}

export function readBand(answer: unknown): ReadBand | undefined {
  const fields = fieldsOf(answer);
  const [id, name] = [idOf(fields.id), wordsOf(fields.name)];
  if (id === undefined || name === undefined) return undefined;
  const artist = present({ kind: 'artist' as const, nativeId: nativeIdOf('b', id), name, artwork: portraitOf(fields.bio_image_id) }); // prettier-ignore
  const albums = listOf(fields.discography).flatMap((entry) => releaseOf(entry, { id, name }) ?? []);
  const artists = listOf(fields.artists).flatMap((entry) => artistOf(entry) ?? []);
  return present({ artist, description: linesOf(fields.bio), albums: distinct(albums), artists: distinct(artists) });
}

function artistOf(entry: unknown): RemoteArtist | undefined {
  const fields = fieldsOf(entry);
  const [id, name] = [idOf(fields.id), wordsOf(fields.name)];
  if (id === undefined || name === undefined) return undefined;
  return present({
    kind: 'artist' as const,
    nativeId: nativeIdOf('b', id),
    name,
    artwork: portraitOf(fields.image_id),
  });
}

function releaseOf(entry: unknown, owner: { readonly id: string; readonly name: string }): RemoteAlbum | undefined {
  const {
    item_id: item,
    item_type: type,
    title: told,
    artist_name: performer,
    band_name: band,
    ...more
  } = fieldsOf(entry);
  const [id, title] = [idOf(item), wordsOf(told)];
  if (id === undefined || title === undefined || (type !== 'album' && type !== 'track')) return undefined;
  const bandId = idOf(more.band_id) ?? owner.id;
  const bandName = wordsOf(band) ?? (bandId === owner.id ? owner.name : undefined);
  const other = wordsOf(performer);
  const name = other ?? bandName;
  const isOwn = other === undefined || other === bandName;
  const artists = name === undefined ? [] : [isOwn ? { name, nativeId: nativeIdOf('b', bandId) } : { name }];
  return present({
    kind: 'album' as const,
    nativeId: nativeIdOf(type === 'track' ? 't' : 'a', bandId, id),
    title,
    artists,
    type: type === 'track' ? ('single' as const) : undefined,
    year: yearOf(instantOf(more.release_date)),
    isExplicit: false,
    artwork: coverOf(more.art_id),
  });
}

function distinct<Item extends { readonly nativeId: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.nativeId, item])).values()];
}
