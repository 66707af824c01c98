import { createHash } from 'node:crypto';
import type { PodcastNs, RssFeed } from 'feedsmith';
import { fieldsOf, present, textOf } from '../../../common/index.js';
import { webAddressOf, type Addresses } from './addresses.js';
import { readChaptersOfNotes, readSimpleChapters } from './chapters.js';
import { readEnclosures } from './enclosures.js';
import type { EpisodeKind, FeedItem, FeedPerson, FeedSoundbite, FeedTranscript } from './feed.js';
import { instantOf } from './instants.js';
import { linesOf, sanitizeNotes } from './notes.js';
import { lengthMsOf } from './spans.js';

/** Part of each hash: a later reader that makes something else of the same item counts this up. */
const READER_VERSION = '2';
const MAX_TITLE = 1_000;
const MAX_GUID = 2_000;
const MAX_PERSONS = 50;
const MAX_SOUNDBITES = 50;
/** Best first: what has times and is written for it. */
const TRANSCRIPT_TYPES = [
  ...['text/vtt', 'application/x-subrip', 'application/srt', 'text/srt', 'application/json', 'text/html', 'text/plain'],
];
const MAX_TRANSCRIPTS = 20;

type RssItem = RssFeed.Item<string>;

/** Tells whether an item is as it was, before any work is done with it. */
export function hashOfItem(item: RssItem, base: string): string {
  const text = JSON.stringify([READER_VERSION, base, item]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** @returns undefined where it has no audio: it is no episode */
export function readItem(item: RssItem, hash: string, addresses: Addresses): FeedItem | undefined {
  const enclosures = readEnclosures(item, addresses);
  if (!enclosures) return undefined;
  const { itunes, podcast, psc } = item;
  const publishedAtMs = instantOf(item.pubDate ?? item.dc?.dates?.[0]);
  const notes = sanitizeNotes(item.content?.encoded ?? item.description ?? summaryOf(itunes), {
    base: webAddressOf(item.link, addresses) ?? addresses.base,
    withTimes: true,
  });
  const simple = readSimpleChapters(psc?.chapters ?? [], addresses);
  const ofNotes = simple.length > 0 || notes === undefined ? [] : readChaptersOfNotes(linesOf(notes));
  const chaptersAddress = webAddressOf(podcast?.chapters?.url, addresses);
  return present({
    hash,
    guid: item.guid?.value?.trim().slice(0, MAX_GUID) || undefined,
    title: titleOf(item, enclosures.main.url, publishedAtMs),
    link: webAddressOf(item.link, addresses),
    notes,
    author: textOf(itunes?.author ?? item.authors?.[0]?.name)?.slice(0, MAX_TITLE),
    publishedAtMs,
    durationMs: lengthMsOf(itunes?.duration),
    enclosure: enclosures.main,
    alternates: enclosures.alternates,
    season: seasonOf(item),
    episode: episodeOf(item),
    kind: kindOf(itunes?.episodeType),
    artwork: webAddressOf(itunes?.image ?? podcast?.images?.[0]?.href ?? item.media?.thumbnails?.[0]?.url, addresses),
    isExplicit: itunes?.explicit ?? false,
    persons: readPersons(podcast?.persons, addresses),
    chaptersAddress,
    chapters: simple.length > 0 ? simple : ofNotes,
    hasChaptersOfNotes: simple.length === 0 && ofNotes.length > 0 ? true : undefined,
    transcripts: readTranscripts(podcast?.transcripts, addresses),
    soundbites: readSoundbites(podcast?.soundbites),
  });
}

/** Directories read it no longer; feeds still write it. */
export function summaryOf(itunes: object | undefined): string | undefined {
  const { summary } = fieldsOf(itunes);
  return typeof summary === 'string' ? summary : undefined;
}

export function readPersons(persons: readonly PodcastNs.Person[] = [], addresses: Addresses): FeedPerson[] {
  return persons.slice(0, MAX_PERSONS).flatMap(({ display, role, href, img }) => {
    const name = textOf(display)?.slice(0, MAX_TITLE);
    if (name === undefined) return [];
    const link = webAddressOf(href, addresses);
    return [
      present({ name, role: textOf(role)?.toLowerCase() ?? 'host', link, picture: webAddressOf(img, addresses) }),
    ];
  });
}

function titleOf(item: RssItem, url: string, publishedAtMs: number | undefined): string {
  const title = textOf(item.title) ?? textOf(item.itunes?.title);
  if (title !== undefined) return title.slice(0, MAX_TITLE);
  if (publishedAtMs !== undefined) return new Date(publishedAtMs).toISOString().slice(0, 10);
  const { pathname, hostname } = new URL(url);
  return (
    decoded(pathname.slice(pathname.lastIndexOf('/') + 1))
      .replace(/\.\w{1,5}$/, '')
      .slice(0, MAX_TITLE) || hostname
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

function seasonOf({ itunes, podcast }: RssItem): FeedItem['season'] {
  const number = podcast?.season?.number ?? itunes?.season;
  if (!isCount(number)) return undefined;
  return present({ number, name: textOf(podcast?.season?.name)?.slice(0, MAX_TITLE) });
}

function episodeOf({ itunes, podcast }: RssItem): FeedItem['episode'] {
  const number = podcast?.episode?.number ?? itunes?.episode;
  if (number === undefined || !(number >= 0 && number < 1e6)) return undefined;
  return present({ number, display: textOf(podcast?.episode?.display)?.slice(0, 100) });
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < 1e6;
}

function kindOf(type: string | undefined): EpisodeKind {
  const kind = type?.toLowerCase();
  return kind === 'trailer' || kind === 'bonus' ? kind : 'full';
}

function readTranscripts(written: readonly PodcastNs.Transcript[] = [], addresses: Addresses): FeedTranscript[] {
  const rank = ({ mimeType }: FeedTranscript): number => TRANSCRIPT_TYPES.indexOf(mimeType);
  return written
    .slice(0, MAX_TRANSCRIPTS)
    .flatMap(({ url: address, type, language }) => {
      const url = webAddressOf(address, addresses);
      const mimeType = type?.trim().toLowerCase().split(';')[0] ?? '';
      return url === undefined || !TRANSCRIPT_TYPES.includes(mimeType) ? [] : [present({ url, mimeType, language })];
    })
    .sort((a, b) => rank(a) - rank(b));
}

function readSoundbites(written: readonly PodcastNs.Soundbite[] = []): FeedSoundbite[] {
  return written.slice(0, MAX_SOUNDBITES).flatMap(({ startTime, duration, display }) => {
    const durationMs = lengthMsOf(duration);
    if (durationMs === undefined || startTime === undefined || !(startTime >= 0)) return [];
    return [
      present({ startMs: Math.round(startTime * 1_000), durationMs, title: textOf(display)?.slice(0, MAX_TITLE) }),
    ];
  });
}
