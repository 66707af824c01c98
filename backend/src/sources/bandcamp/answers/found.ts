import { fieldsOf, present } from '../../../common/index.js';
import type { RemoteAlbum, RemoteArtist, RemoteTrack } from '../../remote-catalogue.js';
import { nativeIdOf } from './native-id.js';
import { coverOf, idOf, listOf, portraitOf, webAddressOf, wordsOf } from './reading.js';

export type Found = RemoteAlbum | RemoteArtist | RemoteTrack;

/** Rows of the search box of the site, or of the app. */
export function rowsOf(answer: unknown): readonly unknown[] {
  const { auto, results } = fieldsOf(answer);
  return [...listOf(fieldsOf(auto).results), ...listOf(results)];
}

/** Fans and places are found as well: nothing that Pyxis shows. */
export function readFound(row: unknown): Found | undefined {
  const fields = fieldsOf(row);
  const [id, bandId, name] = [idOf(fields.id), idOf(fields.band_id), wordsOf(fields.name)];
  if (id === undefined || name === undefined) return undefined;
  if (fields.type === 'b') {
    return present({
      kind: 'artist' as const,
      nativeId: nativeIdOf('b', id),
      name,
      artwork: portraitOf(fields.img_id),
    });
  }
  if (bandId === undefined) return undefined;
  const performer = wordsOf(fields.band_name);
  const common = {
    // Who performs may not be who has the page.
    artists: performer === undefined ? [] : [{ name: performer }],
    isExplicit: false,
    webAddress: webAddressOf(lastAddressIn(fields.item_url_path ?? fields.url)),
    artwork: coverOf(fields.art_id),
  };
  if (fields.type === 'a') {
    return present({ kind: 'album' as const, nativeId: nativeIdOf('a', bandId, id), title: name, ...common });
  }
  if (fields.type !== 't') return undefined;
  const [albumId, albumTitle] = [idOf(fields.album_id), wordsOf(fields.album_name)];
  const album = albumTitle === undefined ? undefined : present({ title: albumTitle, nativeId: albumId && nativeIdOf('a', bandId, albumId) }); // prettier-ignore
  const flags = { isPlayable: true, isVideo: false };
  return present({ kind: 'track' as const, nativeId: nativeIdOf('t', bandId, id), title: name, album, ...common, ...flags }); // prettier-ignore
}

/** Where the page of a row is; of a performer the front page, with a slash at its end. */
export function addressOfRow(row: unknown): string | undefined {
  const { type, item_url_root: root, item_url_path: path, url } = fieldsOf(row);
  return webAddressOf(lastAddressIn(type === 'b' ? root : (path ?? url)));
}

/** The app is told the addresses of performer and item one behind the other, without a gap. */
function lastAddressIn(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(Math.max(0, value.lastIndexOf('https://'))) : undefined;
}
