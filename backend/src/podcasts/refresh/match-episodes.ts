import type { FeedItem, KnownOrRead } from '../../sources/index.js';
import { hashed } from '../podcast-ids.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** What comes anew each hour or each day has nothing older. */
const EDITIONS_MS = 2 * DAY_MS;

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
  /** Those of them that stand below some that are known: feeds have what is new at their top. */
  readonly addedBelow: ReadonlySet<FeedItem>;
  /** They were in the feed, and are not any more. */
  readonly gone: readonly KnownEpisode[];
}

/** What a feed knows an item by: its guid, else the address of its audio. */
export function identityOf({ guid, enclosure }: Pick<FeedItem, 'guid' | 'enclosure'>): string {
  return guid === undefined ? hashed('address', enclosure.url) : hashed('guid', guid);
}

/** An address without its query, which may hold a token. */
export function fileOf(address: string): string {
  return address.split('?')[0] ?? address;
}

/**
 * Finds which item is which episode. A guid tells, else the address of the audio. What has neither of a known episode is one
 * all the same where it looks like one that is not in the feed any more: by title and date with the same address but for its
 * query, in which only a token has changed; by title and date alone where no other has both; by date and address where each has
 * its own. Title and address say so where each item has its own and the dates have but moved a little, and only then: hourly
 * news keep an address, a title, and sometimes even the guid.
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
    if (!episode || (items.length === 1 && isNextEdition(episode, item))) unknown.push(item);
    else if (!unchanged.has(episode) && !changed.has(episode)) changed.set(episode, item);
  }
  const left = known.filter((episode) => !unchanged.has(episode) && !changed.has(episode));
  const added: FeedItem[] = [];
  const find = lookFor(left, unknown, [...unchanged, ...read.map(looksOf)]);
  for (const item of unknown) {
    const episode = find(item).find((found) => !changed.has(found));
    if (episode) changed.set(episode, item);
    else added.push(item);
  }
  const gone = isWhole ? left.filter((episode) => !changed.has(episode) && !episode.isGone) : [];
  const isAdded = new Set<KnownOrRead>(added);
  const firstKnown = items.findIndex((item) => !isAdded.has(item));
  const below = new Set(firstKnown < 0 ? [] : items.slice(firstKnown));
  return {
    unchanged: [...unchanged],
    changed: [...changed].map(([episode, item]) => ({ episode, item })),
    added,
    addedBelow: new Set(added.filter((item) => below.has(item))),
    gone,
  };
}

/** What of an episode and of an item can be compared where neither guid nor address tells. */
type Looks = Pick<KnownEpisode, 'title' | 'address' | 'publishedAtMs'>;

function looksOf({ title, enclosure, publishedAtMs }: FeedItem): Looks {
  return { title, address: enclosure.url, ...(publishedAtMs !== undefined && { publishedAtMs }) };
}

/** The feed has one item whose guid is ever the same, and tells of the show. */
function isNextEdition(known: Looks, item: FeedItem): boolean {
  const dates = [known.publishedAtMs, item.publishedAtMs];
  return !dates.includes(undefined) && dates[0] !== dates[1] && item.title !== known.title;
}

/**
 * @param left episodes that are not in the feed, as far as can be told
 * @param unknown items of which nobody knows yet which episodes they are
 * @param present all that is in the feed
 * @returns what finds the episodes of these that an item looks like, the likeliest first
 */
function lookFor(
  left: readonly KnownEpisode[],
  unknown: readonly FeedItem[],
  present: readonly Looks[],
): (item: FeedItem) => KnownEpisode[] {
  const byFile = new Map(left.map((episode) => [`${timeOf(episode)}\n${fileOf(episode.address)}`, episode]));
  const byTime = onlyOnes(left, timeOf);
  const itemByTime = onlyOnes(unknown.map(looksOf), timeOf);
  const byAudio = new Map(left.map((episode) => [audioOf(episode), episode]));
  const byMoment = new Map(left.map((episode) => [momentOf(episode), episode]));
  const hasOwnFile = areDifferent(present.map(({ address }) => fileOf(address)));
  const isEachItsOwn = hasOwnFile && areDifferent(present.map(({ title }) => title));
  const areDatesTheSame = datesOf(present);
  return (item) => {
    const looks = looksOf(item);
    const isDated = looks.publishedAtMs !== undefined;
    const isTold = isDated || isEachItsOwn || item.guid === undefined;
    const sameFile = isTold ? byFile.get(`${timeOf(looks)}\n${fileOf(looks.address)}`) : undefined;
    const sameMoment = isDated && hasOwnFile ? byMoment.get(momentOf(looks)) : undefined;
    const sameTime = isDated && itemByTime.has(timeOf(looks)) ? byTime.get(timeOf(looks)) : undefined;
    const sameAudio = byAudio.get(audioOf(looks));
    const isAnyDated = isDated || sameAudio?.publishedAtMs !== undefined;
    const isSameAudio = isAnyDated ? isEachItsOwn && sameAudio && areDatesTheSame(sameAudio, looks) : true;
    return [sameFile, sameMoment, sameTime, isSameAudio ? sameAudio : undefined].filter(
      (episode) => episode !== undefined,
    );
  };
}

/**
 * Whether two dates may be that of one episode. Programs write them in another zone one day; but where everything is of the
 * same days, another date is another edition.
 */
function datesOf(present: readonly Looks[]): (one: Looks, other: Looks) => boolean {
  const dates = present.flatMap(({ publishedAtMs }) => publishedAtMs ?? []);
  const isOfManyDays = Math.max(...dates) - Math.min(...dates) > EDITIONS_MS;
  return ({ publishedAtMs: one }, { publishedAtMs: other }) =>
    one === undefined || other === undefined || (isOfManyDays && Math.abs(one - other) < DAY_MS);
}

function timeOf({ title, publishedAtMs }: Looks): string {
  return `${title}\n${publishedAtMs ?? ''}`;
}

function momentOf({ address, publishedAtMs }: Looks): string {
  return `${publishedAtMs ?? ''}\n${fileOf(address)}`;
}

/** What one alone has says nothing of whether the next has it, too. */
function areDifferent(texts: readonly string[]): boolean {
  return texts.length > 1 && new Set(texts).size === texts.length;
}

function audioOf({ title, address }: Looks): string {
  return `${title}\n${address}`;
}

/** Those that have a key to themselves, by it. */
function onlyOnes<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  const several = new Set<string>();
  for (const one of all) {
    const key = keyOf(one);
    if (found.has(key)) several.add(key);
    found.set(key, one);
  }
  for (const key of several) found.delete(key);
  return found;
}
