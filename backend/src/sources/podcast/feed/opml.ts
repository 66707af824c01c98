import { MalformedError, ParseError, parseOpml, type Opml } from 'feedsmith';
import { present, textOf } from '../../../common/index.js';
import { decodeText } from './decode-text.js';
import { documentRoot } from './document-root.js';

/** More are no subscriptions of one person. */
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 50;
const MAX_TITLE = 1_000;
const MAX_ADDRESS = 4_096;
/** Ways to write an address that mean `http:` (https://en.wikipedia.org/wiki/Feed_URI_scheme and names of programs). */
const FEED_SCHEME = /^(?:feed|pcast|itpc|podcast|rss):(?:\/\/)?(?=(https?:\/\/)?)/i;

/** A line of a list of subscriptions, with its address or the reason why it has none. */
export interface OpmlEntry {
  /** As the list calls it, else its address. */
  readonly title: string;
  /** Folders that it is in, joined; absent at the top. */
  readonly group?: string;
  /** Of the web, unified; absent where it cannot be subscribed to. */
  readonly address?: string;
  /** Why not, in a sentence. */
  readonly refusal?: string;
}

export type OpmlDocument =
  | { readonly kind: 'list'; readonly entries: readonly OpmlEntry[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads a list of subscriptions. Every outline that is no folder becomes an entry, in its order. */
export function readOpml(bytes: Uint8Array): OpmlDocument {
  const root = documentRoot(decodeText(bytes));
  if (root?.name !== 'opml') return { kind: 'refused', reason: 'This is no OPML file.' };
  if (root.hasEntities) return { kind: 'refused', reason: 'This file defines entities of its own. Export it anew.' };
  try {
    const entries: OpmlEntry[] = [];
    collect(parseOpml(root.text).body?.outlines ?? [], [], entries, new Set());
    return { kind: 'list', entries };
  } catch (error) {
    const isUnreadable = error instanceof MalformedError || error instanceof ParseError || error instanceof RangeError;
    if (!isUnreadable) throw error;
    return { kind: 'refused', reason: 'This OPML file is damaged. Export it anew.' };
  }
}

function collect(
  outlines: readonly Opml.Outline<string>[],
  folders: readonly string[],
  entries: OpmlEntry[],
  seen: Set<string>,
): void {
  for (const outline of outlines) {
    if (entries.length >= MAX_ENTRIES) return;
    const { outlines: below = [] } = outline;
    const title = textOf(outline.title ?? outline.text)?.slice(0, MAX_TITLE);
    const isFolder = below.length > 0 && outline.xmlUrl === undefined;
    if (!isFolder) entries.push(entryOf(outline, title, folders, seen));
    // A folder without a name is but a pair of brackets.
    const inside = isFolder && title !== undefined ? [...folders, title] : folders;
    if (folders.length < MAX_DEPTH) collect(below, inside, entries, seen);
  }
}

function entryOf(
  { xmlUrl, url, type }: Opml.Outline<string>,
  title: string | undefined,
  folders: readonly string[],
  seen: Set<string>,
): OpmlEntry {
  const written = (xmlUrl ?? (type === 'rss' ? url : undefined))?.trim();
  const named = { title: title ?? written?.slice(0, MAX_TITLE) ?? 'An entry without a name' };
  const group = folders.join(' / ').slice(0, MAX_TITLE) || undefined;
  const entry = (found: { address?: string; refusal?: string }): OpmlEntry => present({ ...named, group, ...found });
  if (written === undefined || written === '') return entry({ refusal: 'It names no feed.' });
  const address = feedAddressOf(written);
  if (address === undefined) return entry({ refusal: 'Its address is none of the web.' });
  if (seen.has(address)) return entry({ refusal: 'It is in the list twice.' });
  seen.add(address);
  return entry({ address });
}

/** An address as people and programs write that of a feed, `feed:` included; undefined where it is none of the web. */
export function feedAddressOf(written: string): string | undefined {
  const text = written.trim();
  if (text.length > MAX_ADDRESS) return undefined;
  const plain = text.replace(FEED_SCHEME, (_, scheme?: string) => (scheme === undefined ? 'http://' : ''));
  const whole = /^[a-z][a-z\d+.-]*:/i.test(plain) && !/^[\w.-]+:\d+(?:\/|$)/.test(plain) ? plain : `https://${plain}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  return url.href;
}
