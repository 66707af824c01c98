import type { FeedItem, KnownOrRead } from '../../sources/index.js';
import { hashed } from '../podcast-ids.js';

/** An episode as it is kept, as far as it tells which item of the feed it is. */
export interface KnownEpisode {
  readonly key: number;
  readonly identity: string;
  readonly itemHash: string;
  readonly title: string;
  readonly publishedAtMs?: number;
  readonly address: string;
  readonly isGone: boolean;
}

/** What a feed says now, beside what is kept. */
export interface EpisodeChanges {
  /** As they were, and there. */
  readonly unchanged: readonly KnownEpisode[];
  readonly changed: readonly { readonly episode: KnownEpisode; readonly item: FeedItem }[];
  readonly added: readonly FeedItem[];
  /** They were in the feed, and are not any more. */
  readonly gone: readonly KnownEpisode[];
}

/** What a feed knows an item by: its guid, else the address of its audio. */
export function identityOf({ guid, enclosure }: Pick<FeedItem, 'guid' | 'enclosure'>): string {
  return guid === undefined ? hashed('address', enclosure.url) : hashed('guid', guid);
}

/**
 * Finds which item is which episode. A guid tells, else the address of the audio, else that address without its query when
 * title and date are the same: only a token in it has changed. A guid that was changed is known by the same title at the
 * same address, as long as the former is not in the feed; the address alone says nothing, as hourly news keep theirs.
 * @param isWhole whether what is not among the items has left the feed
 */
export function matchEpisodes(
  known: readonly KnownEpisode[],
  items: readonly KnownOrRead[],
  isWhole: boolean,
): EpisodeChanges {
  const byHash = new Map(known.map((episode) => [episode.itemHash, episode]));
  const byIdentity = new Map(known.map((episode) => [episode.identity, episode]));
  const unchanged = new Set<KnownEpisode>();
  const read: FeedItem[] = [];
  for (const item of items) {
    const same = byHash.get(item.hash);
    if (same) unchanged.add(same);
    else if ('title' in item) read.push(item);
  }
  const changed = new Map<KnownEpisode, FeedItem>();
  const unknown: FeedItem[] = [];
  for (const item of read) {
    const episode = byIdentity.get(identityOf(item));
    if (episode && !unchanged.has(episode) && !changed.has(episode)) changed.set(episode, item);
    else if (!episode) unknown.push(item);
  }
  const left = known.filter((episode) => !unchanged.has(episode) && !changed.has(episode));
  const added: FeedItem[] = [];
  const byLooks = new Map(left.map((episode) => [looksOf(episode), episode]));
  const byAudio = new Map(left.map((episode) => [audioOf(episode.title, episode.address), episode]));
  for (const item of unknown) {
    const { title, enclosure, publishedAtMs } = item;
    const episode =
      item.guid === undefined
        ? byLooks.get(looksOf({ title, address: enclosure.url, ...(publishedAtMs !== undefined && { publishedAtMs }) }))
        : byAudio.get(audioOf(title, enclosure.url));
    if (episode && !changed.has(episode)) changed.set(episode, item);
    else added.push(item);
  }
  const gone = isWhole ? left.filter((episode) => !changed.has(episode) && !episode.isGone) : [];
  return {
    unchanged: [...unchanged],
    changed: [...changed].map(([episode, item]) => ({ episode, item })),
    added,
    gone,
  };
}

function looksOf({ title, address, publishedAtMs }: Pick<KnownEpisode, 'title' | 'address' | 'publishedAtMs'>): string {
  return `${title}\n${address.split('?')[0]}\n${publishedAtMs ?? ''}`;
}

function audioOf(title: string, address: string): string {
  return `${title}\n${address}`;
}
