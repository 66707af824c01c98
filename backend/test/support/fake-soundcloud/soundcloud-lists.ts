import { createHash } from 'node:crypto';
import { API, timeOf, type Json } from './soundcloud-answers.js';
import type { Marked } from './soundcloud-world.js';

const USUAL_LIMIT = 10;
const MOST = 200;

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? USUAL_LIMIT);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, MOST) : USUAL_LIMIT;
}

/** @param extra what the next address has beside place and limit */
function pageAt<T>(
  path: string,
  all: readonly T[],
  query: URLSearchParams,
  extra: Readonly<Record<string, string>>,
): { items: readonly T[]; next: string | undefined } {
  const [limit, from] = [limitOf(query), Number(query.get('offset') ?? 0)];
  const next = new URLSearchParams({ ...extra, offset: String(from + limit), limit: String(limit) });
  return { items: all.slice(from, from + limit), next: from + limit < all.length ? hrefOf(path, next) : undefined };
}

function hrefOf(path: string, query: URLSearchParams): string {
  return `${API}${path}?${query.toString().replaceAll('+', '%20')}`;
}

/** What was found: how many there are, and on its last page no word of a next one. */
export function foundList<T>(
  path: string,
  all: readonly T[],
  query: URLSearchParams,
  toAnswer: (item: T) => Json,
): Json {
  const q = query.get('q') ?? '';
  const urn = `soundcloud:search:${createHash('md5').update(`${path} ${q}`).digest('hex')}`;
  const { items, next } = pageAt(path, all, query, { query_urn: urn, q });
  return {
    collection: items.map(toAnswer),
    total_results: all.length,
    ...(next !== undefined && { next_href: next }),
    query_urn: urn,
  };
}

/** A list with places that are numbers. @param extra what its next address has besides */
export function numberedList<T>(
  path: string,
  all: readonly T[],
  query: URLSearchParams,
  toAnswer: (item: T) => Json,
  extra: Readonly<Record<string, string>> = {},
): Json {
  const { items, next } = pageAt(path, all, query, extra);
  return { collection: items.map(toAnswer), next_href: next ?? null, query_urn: null };
}

/**
 * A list whose places are instants, of which no two are in the same second, latest first. Behind its first page there is an
 * empty one, which goes on where there is more: nobody can tell from it whether the list is at its end.
 * @param hasGap whether there is
 */
export function datedList<T extends Marked>(
  path: string,
  all: readonly T[],
  query: URLSearchParams,
  toAnswer: (item: T) => Json,
  hasGap: boolean,
): Json {
  const limit = limitOf(query);
  const [time = ''] = (query.get('offset') ?? '').split(',');
  // Clients begin with an offset of 0.
  const beforeMs = time.includes('T') ? Date.parse(time) : Infinity;
  const left = all.filter(({ atMs }) => atMs < beforeMs).sort((one, other) => other.atMs - one.atMs);
  const isGap = hasGap && all.some(({ atMs }) => atMs === beforeMs);
  const items = isGap ? [] : left.slice(0, limit);
  const last = items.at(-1);
  const isFirst = beforeMs === Infinity;
  const placeAt = (atMs: number): string => `${timeOf(atMs).replace('Z', '.000Z')},tracks,${'7'.padStart(20, '0')}`;
  let place: string | undefined;
  if (isGap && left.length > 0) place = placeAt(beforeMs - 1_000);
  else if (last && isFirst && hasGap) place = placeAt(last.atMs);
  else if (last && left.length > limit) place = placeAt(last.atMs - 1_000);
  const next = place === undefined ? null : hrefOf(path, new URLSearchParams({ offset: place, limit: String(limit) }));
  return { collection: items.map(toAnswer), next_href: next, query_urn: null };
}
