import { fieldsOf, present } from '../../../common/index.js';
import type { RemoteAlbum } from '../../remote-catalogue.js';
import { nativeIdOf } from './native-id.js';
import type { ReadPage } from './page.js';
import { coverOf, idOf, listOf, webAddressOf, wordsOf } from './reading.js';

/** Somebody whose collection everybody may see. */
export interface ReadFan {
  readonly id: string;
  readonly name: string;
}

/** Some of what a fan has bought, or wishes for. */
export interface ReadShelf {
  readonly albums: readonly RemoteAlbum[];
  /** What has to be asked for what is older; absent: there is no more. */
  readonly next?: string;
}

const MOST_TOKEN_LETTERS = 200;

/** @returns undefined where it is the page of no fan */
export function readFan({ data }: ReadPage): ReadFan | undefined {
  const { fan_id: told, name, username } = fieldsOf(fieldsOf(data.get('blob')).fan_data);
  const [id, shown] = [idOf(told), wordsOf(name) ?? wordsOf(username)];
  return id === undefined || shown === undefined ? undefined : { id, name: shown };
}

/** @param username whose row it is to be @returns undefined where it is that of somebody else */
export function readFoundFan(row: unknown, username: string): ReadFan | undefined {
  const { type, id: told, name, username: called, url } = fieldsOf(row);
  const isIt = called === username || webAddressOf(url) === `https://bandcamp.com/${username}`;
  const id = idOf(told);
  return type === 'f' && isIt && id !== undefined ? { id, name: wordsOf(name) ?? username } : undefined;
}

export function readShelf(answer: unknown): ReadShelf {
  const { items, more_available: hasMore, last_token: token } = fieldsOf(answer);
  const albums = listOf(items).flatMap((item) => releaseOf(item) ?? []);
  const isToken = typeof token === 'string' && token !== '' && token.length <= MOST_TOKEN_LETTERS;
  return present({ albums, next: hasMore === true && isToken ? token : undefined });
}

/** A single track is shown as the single that it can be opened as; a record is its album. */
function releaseOf(item: unknown): RemoteAlbum | undefined {
  const { tralbum_id: tralbumId, tralbum_type: type, band_id: band, item_title: told, ...more } = fieldsOf(item);
  const [id, bandId, title] = [idOf(tralbumId), idOf(band), wordsOf(told) ?? wordsOf(more.album_title)];
  if ((type !== 'a' && type !== 't') || id === undefined || bandId === undefined || title === undefined)
    return undefined;
  const performer = wordsOf(more.band_name);
  return present({
    kind: 'album' as const,
    nativeId: nativeIdOf(type, bandId, id),
    title,
    artists: performer === undefined ? [] : [{ name: performer }],
    type: type === 't' ? ('single' as const) : undefined,
    isExplicit: false,
    webAddress: webAddressOf(more.item_url),
    artwork: coverOf(more.item_art_id),
  });
}
