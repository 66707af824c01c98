import type { RemoteAlbum, RemoteArtistRef } from '../../remote-catalogue.js';
import { titleOf, type Run } from './walk.js';

/** What a second line says: `Song • A, B & C • An album • 3:48`. */
export interface Line {
  readonly artists: readonly RemoteArtistRef[];
  readonly album?: { readonly title: string; readonly nativeId?: string };
  readonly type?: string;
  readonly durationMs?: number;
  readonly year?: number;
}

/** Of artists whose page anybody can open. */
const CHANNEL = /^(?:MPLA)?UC[\w-]{10,60}$/;
const DOT = /\s?•\s?/;
const JOINT = /^\s*(?:,|&|and|x|،|、)\s*$/i;
const DURATION = /^\d{1,3}(?::[0-5]\d){1,2}$/;
const YEAR = /^(?:19|20)\d\d$/;
/** Words for what something is, as they come in English, which is asked for. */
const TYPES: ReadonlySet<string> = new Set(
  'song video album single ep audiobook artist playlist podcast episode profile station'.split(' '),
);
const COUNT = /^[\d.,]+[KMB]?\s(?:plays?|views?|likes?|subscribers?|songs?|tracks?|episodes?|monthly audience)$/i;

/**
 * Reads a second line. Who performs is told by links and by the place in the line, not by what a name looks like: “1.2M Kites”
 * may well be one.
 */
export function readLine(runs: readonly Run[]): Line {
  const groups = groupsOf(runs);
  const [first] = groups;
  const hasType = first !== undefined && !isLinked(first) && TYPES.has(textOf(first).toLowerCase());
  const told = hasType ? groups.slice(1) : groups;
  const album = told.flat().find(({ page }) => isAlbumPage(page?.type));
  const durations = told.filter((group) => !isLinked(group)).map(textOf);
  const duration = durations.findLast((text) => DURATION.test(text));
  const year = durations.findLast((text) => YEAR.test(text));
  const type = hasType ? textOf(first).toLowerCase() : undefined;
  return {
    artists: artistsOf(told),
    ...(album && { album: albumOf(album) }),
    ...(type !== undefined && { type }),
    ...(duration !== undefined && { durationMs: spanOf(duration) }),
    ...(year !== undefined && { year: Number(year) }),
  };
}

/** A length as it is written, `3:48` or `1:02:33`. @returns undefined where it is none */
export function durationOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  return DURATION.test(trimmed) ? spanOf(trimmed) : undefined;
}

/** How many something has, of “11 songs • 22 minutes”, “1,244 tracks” or “100+ songs”. */
export function countOf(runs: readonly Run[]): number | undefined {
  for (const group of groupsOf(runs)) {
    const [, digits] = /^([\d.,]+)\+?\s(?:songs?|tracks?|videos?|episodes?)$/i.exec(textOf(group)) ?? [];
    const count = Number(digits?.replaceAll(/[.,]/g, ''));
    if (Number.isSafeInteger(count) && digits !== undefined) return count;
  }
  return undefined;
}

/** Names in a list of their own, such as the performers of an album. */
export function namesOf(runs: readonly Run[]): RemoteArtistRef[] {
  const parts = runs.filter(({ text }) => !JOINT.test(text) && text.trim() !== '•');
  return parts.flatMap(({ text, page }): RemoteArtistRef[] => {
    const name = titleOf(text);
    if (name === undefined) return [];
    const nativeId = page && isArtistPage(page) && CHANNEL.test(page.id) ? artistIdOf(page.id) : undefined;
    return [{ name, ...(nativeId !== undefined && { nativeId }) }];
  });
}

/** The id of an artist: some are told in a form of their own. */
export function artistIdOf(id: string): string {
  return id.startsWith('MPLA') ? id.slice('MPLA'.length) : id;
}

export function isAlbumPage(type: string | undefined): boolean {
  return type === 'MUSIC_PAGE_TYPE_ALBUM' || type === 'MUSIC_PAGE_TYPE_AUDIOBOOK';
}

export function albumTypeOf(type: string | undefined): RemoteAlbum['type'] {
  return type === 'album' || type === 'ep' || type === 'single' || type === 'audiobook' ? type : undefined;
}

/** Those that stand in one group with a performer who has a page; else the first group that says nothing else. */
function artistsOf(groups: readonly (readonly Run[])[]): RemoteArtistRef[] {
  const linked = groups.filter((group) => group.some(({ page }) => page && isArtistPage(page)));
  if (linked.length > 0)
    return linked.flatMap((group) => namesOf(group.filter(({ page }) => !isAlbumPage(page?.type))));
  const open = groups.filter((group) => !isLinked(group) && !DURATION.test(textOf(group)));
  const [first] = open;
  if (!first || COUNT.test(textOf(first)) || (open.length === 1 && YEAR.test(textOf(first)))) return [];
  // Only where it is the first: behind an album or a length stands something else.
  return groups[0] === first ? namesOf(first) : [];
}

/** The parts of a line between its dots. One piece without a link may hold several of them. */
function groupsOf(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [[]];
  for (const run of runs) {
    if (run.page !== undefined) {
      groups.at(-1)?.push(run);
      continue;
    }
    const [head = '', ...others] = run.text.split(DOT);
    groups.at(-1)?.push({ text: head });
    groups.push(...others.map((text) => [{ text }]));
  }
  return groups.filter((group) => textOf(group) !== '');
}

function isLinked(group: readonly Run[]): boolean {
  return group.some(({ page }) => page !== undefined);
}

function isArtistPage({ id, type }: NonNullable<Run['page']>): boolean {
  if (type === undefined) return id.startsWith('UC') || id.startsWith('MPLAUC');
  return (
    type === 'MUSIC_PAGE_TYPE_ARTIST' || type === 'MUSIC_PAGE_TYPE_USER_CHANNEL' || type === 'MUSIC_PAGE_TYPE_UNKNOWN'
  );
}

function albumOf({ text, page }: Run): NonNullable<Line['album']> {
  return { title: titleOf(text) ?? text, ...(page && { nativeId: page.id }) };
}

function textOf(group: readonly Run[]): string {
  return group
    .map(({ text }) => text)
    .join('')
    .trim();
}

function spanOf(duration: string): number {
  return duration.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1_000;
}
