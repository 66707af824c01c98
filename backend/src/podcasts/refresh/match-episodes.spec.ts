import { expect, it } from 'vitest';
import type { FeedItem } from '../../sources/index.js';
import { identityOf, matchEpisodes, type EpisodeChanges, type KnownEpisode } from './match-episodes.js';

interface Sketch {
  readonly guid?: string;
  readonly title?: string;
  readonly url?: string;
  readonly at?: number;
}

function item({ guid, title = 't', url = 'https://a.example/1.mp3', at }: Sketch): FeedItem {
  return {
    hash: JSON.stringify([guid, title, url, at]),
    ...(guid !== undefined && { guid }),
    title,
    enclosure: { url },
    ...(at !== undefined && { publishedAtMs: at }),
    alternates: [],
    kind: 'full',
    isExplicit: false,
    persons: [],
    chapters: [],
    transcripts: [],
    soundbites: [],
  };
}

function known(sketches: readonly Sketch[]): KnownEpisode[] {
  return sketches.map((sketch, key) => {
    const { hash, title, enclosure, publishedAtMs, ...rest } = item(sketch);
    return {
      key,
      identity: identityOf({ enclosure, ...rest }),
      itemHash: hash,
      title,
      address: enclosure.url,
      isGone: false,
      ...(publishedAtMs !== undefined && { publishedAtMs }),
    };
  });
}

function told({ unchanged, changed, added, gone }: EpisodeChanges): object {
  return {
    unchanged: unchanged.map(({ key }) => key),
    changed: changed.map(({ episode }) => episode.key),
    added: added.map(({ title }) => title),
    gone: gone.map(({ key }) => key),
  };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const A = { guid: 'a', title: 'A', url: 'https://a.example/a.mp3' };
/** One whose guid and address hold the token of a session. */
const session = (n: number, token: string): Sketch => ({
  guid: `https://a.example/${n}?session=${token}`,
  title: `No. ${n}`,
  url: `https://a.example/${n}.mp3?session=${token}`,
  at: n,
});
const undated = ({ at: _, ...rest }: Sketch): Sketch => rest;
const B = { guid: 'b', title: 'B', url: 'https://a.example/b.mp3' };

it.each([
  ['nothing has changed', [A, B], [A, B], { unchanged: [0, 1] }],
  ['one is new', [A], [B, A], { unchanged: [0], added: ['B'] }],
  ['one has left', [A, B], [A], { unchanged: [0], gone: [1] }],
  ['one is called otherwise', [A], [{ ...A, title: 'A!' }], { changed: [0] }],
  ['one has another address', [A], [{ ...A, url: 'https://b.example/a.mp3' }], { changed: [0] }],
  ['a guid was changed, title and audio are the same', [A], [{ ...A, guid: 'x' }], { changed: [0] }],
  ['hourly news: another guid and title at the same address', [A], [{ ...A, guid: 'x', title: 'Later' }], { added: ['Later'], gone: [0] }],
  ['the former guid is there, too', [A], [A, { ...A, guid: 'x' }], { unchanged: [0], added: ['A'] }],
  ['no guid, the same address', [{ url: 'https://a.example/1.mp3?id=1' }], [{ url: 'https://a.example/1.mp3?id=1', title: 'new' }], { changed: [0] }],
  ['no guid, another token', [{ url: 'https://a.example/1.mp3?t=1', at: 5 }], [{ url: 'https://a.example/1.mp3?t=2', at: 5 }], { changed: [0] }],
  ['a guid that is an address with the token of a session, and so is that of the audio', [1, 2].map((n) => session(n, 'x')), [1, 2].map((n) => session(n, 'y')), { changed: [0, 1] }],
  ['the same without dates', [1, 2].map((n) => undated(session(n, 'x'))), [1, 2].map((n) => undated(session(n, 'y'))), { changed: [0, 1] }],
  ['a guid in capitals', [A], [{ ...A, guid: 'A' }], { changed: [0] }],
  ['guids made anew, dates in another zone, each title and address its own', [{ ...A, at: 0 }, { ...B, at: 7 * DAY_MS }], [{ ...A, guid: 'x', at: HOUR_MS }, { ...B, guid: 'y', at: 7 * DAY_MS + HOUR_MS }], { changed: [0, 1] }],
  ['hourly news and weather, each at its address', [{ ...A, at: 0 }, { ...B, at: 5 }], [{ ...A, guid: 'x', at: HOUR_MS }, { ...B, guid: 'y', at: HOUR_MS + 5 }], { added: ['A', 'B'], gone: [0, 1] }],
  ['a magazine for each day of the week, each at its address', [{ ...A, at: 0 }, { ...B, at: 6 * DAY_MS }], [{ ...A, guid: 'x', at: 7 * DAY_MS }, { ...B, at: 6 * DAY_MS }], { added: ['A'], gone: [0], unchanged: [1] }],
  ['another host, which made other guids and addresses', [{ ...A, at: 5 }], [{ guid: 'x', title: 'A', url: 'https://b.example/9.mp3', at: 5 }], { changed: [0] }],
  ['guid and title corrected, among several', [{ ...A, at: 5 }, B], [{ ...A, guid: 'x', title: 'A, corrected', at: 5 }, B], { changed: [0], unchanged: [1] }],
  ['the same, and another with that title and date', [{ ...A, at: 5 }], [1, 2].map((n) => ({ guid: `x${n}`, title: 'A', url: `https://b.example/${n}.mp3`, at: 5 })), { added: ['A', 'A'], gone: [0] }],
  ['hourly news: another guid, title and address the same', [{ ...A, at: 5 }], [{ ...A, guid: 'x', at: 6 }], { added: ['A'], gone: [0] }],
  ['hourly news: one guid for ever, another title', [{ ...A, at: 5 }], [{ ...A, title: 'Later', at: 6 }], { added: ['Later'], gone: [0] }],
  ['one of several is called otherwise, and dated otherwise', [{ ...A, at: 5 }, B], [{ ...A, title: 'A!', at: 6 }, B], { changed: [0], unchanged: [1] }],
  ['the same guid at another address, at another date', [{ ...A, at: 5 }], [{ ...A, url: 'https://a.example/a2.mp3', at: 6 }], { changed: [0] }],
  ['no guid, another id', [{ url: 'https://a.example/get?id=1', title: 'A' }], [{ url: 'https://a.example/get?id=2', title: 'B' }], { added: ['B'], gone: [0] }],
] as [string, Sketch[], Sketch[], object][])('%s', (_, before, now, expected) => {
  const changes = matchEpisodes(known(before), now.map(item), true);
  expect(told(changes)).toEqual({ unchanged: [], changed: [], added: [], gone: [], ...expected });
}); // prettier-ignore

it('takes nothing for gone that a page of an archive does not have', () => {
  expect(told(matchEpisodes(known([A]), [item(B)], false))).toMatchObject({ added: ['B'], gone: [] });
});
