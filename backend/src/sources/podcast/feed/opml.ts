import { generateOpml, MalformedError, ParseError, parseOpml, type Opml } from 'feedsmith';
import { present, textOf } from '../../../common/index.js';
import type { ExportedSubscription, ListedSubscription, SubscriptionList } from '../../podcasts.js';
import { decodeText } from './decode-text.js';
import { documentRoot } from './document-root.js';
import { feedAddressOf } from './feed-address-of.js';

/** More are no subscriptions of one person. */
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 50;
const MAX_TITLE = 1_000;
/** Reads a list of subscriptions. Every outline that is no folder becomes an entry, in its order. */
export function readOpml(bytes: Uint8Array): SubscriptionList {
  const root = documentRoot(decodeText(bytes));
  if (root?.name !== 'opml') return { kind: 'refused', reason: 'This is no OPML file.' };
  if (root.hasEntities) return { kind: 'refused', reason: 'This file defines entities of its own. Export it anew.' };
  try {
    const entries: ListedSubscription[] = [];
    collect(parseOpml(root.text).body?.outlines ?? [], [], entries, new Set());
    return { kind: 'list', entries };
  } catch (error) {
    const isUnreadable = error instanceof MalformedError || error instanceof ParseError || error instanceof RangeError;
    if (!isUnreadable) throw error;
    return { kind: 'refused', reason: 'This OPML file is damaged. Export it anew.' };
  }
}

/** Writes a list that other programs take: a folder for each group, those without one at the top. */
export function writeOpml(entries: readonly ExportedSubscription[]): string {
  const outlines: Opml.Outline<string>[] = [];
  const folders = new Map<string, Opml.Outline<string>[]>();
  for (const { title, address, link, group } of entries) {
    const outline = { type: 'rss', text: title, title, xmlUrl: address, ...(link !== undefined && { htmlUrl: link }) };
    if (group === undefined) outlines.push(outline);
    else folders.set(group, [...(folders.get(group) ?? []), outline]);
  }
  for (const [text, inside] of folders) outlines.push({ text, title: text, outlines: inside });
  return generateOpml({ head: { title: 'Podcasts of Pyxis' }, body: { outlines } });
}

function collect(
  outlines: readonly Opml.Outline<string>[],
  folders: readonly string[],
  entries: ListedSubscription[],
  seen: Set<string>,
): void {
  for (const outline of outlines) {
    if (entries.length >= MAX_ENTRIES) return;
    const { outlines: below = [] } = outline;
    const title = (textOf(outline.title) ?? textOf(outline.text))?.slice(0, MAX_TITLE);
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
): ListedSubscription {
  const written = (xmlUrl ?? (type === 'rss' ? url : undefined))?.trim();
  const named = { title: title ?? written?.slice(0, MAX_TITLE) ?? 'An entry without a name' };
  const group = folders.join(' / ').slice(0, MAX_TITLE) || undefined;
  const entry = (found: { address?: string; refusal?: string }): ListedSubscription =>
    present({ ...named, group, ...found });
  if (written === undefined || written === '') return entry({ refusal: 'It names no feed.' });
  const address = feedAddressOf(written);
  if (address === undefined) return entry({ refusal: 'Its address is none of the web.' });
  if (seen.has(address)) return entry({ refusal: 'It is in the list twice.' });
  seen.add(address);
  return entry({ address });
}
