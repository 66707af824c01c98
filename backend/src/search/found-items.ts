import type { FoundItem } from '../browse/index.js';
import { sortKey } from '../common/index.js';
import type { Found } from '../library/index.js';
import type { SearchAnswer } from './search-answer.js';

/** Things of a source as an answer, in their order. */
export function answerOf(
  items: readonly FoundItem[],
): Pick<SearchAnswer, 'albums' | 'artists' | 'tracks' | 'playlists'> {
  const named = <View>(view: View, name: string): Found<View> => ({ view, name: sortKey(name) });
  return {
    albums: items.flatMap((item) => (item.kind === 'album' ? [named(item.view, item.view.title)] : [])),
    artists: items.flatMap((item) => (item.kind === 'artist' ? [named(item.view, item.view.name)] : [])),
    tracks: items.flatMap((item) => (item.kind === 'track' ? [named(item.view, item.view.title)] : [])),
    playlists: items.flatMap((item) => (item.kind === 'playlist' ? [named(item.view, item.view.title)] : [])),
  };
}
