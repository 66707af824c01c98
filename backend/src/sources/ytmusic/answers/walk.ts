import { fieldsOf, recordOf, textOf, type Fields } from '../../../common/index.js';

/** Deeper than any answer that was seen; nobody is to have us walk for ever. */
const MAX_DEPTH = 60;
const MAX_TEXT = 1_000;

/** Follows a path of keys and positions. @returns undefined where it leads nowhere */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    here =
      typeof step === 'number' ? (Array.isArray(here) ? (here as unknown[])[step] : undefined) : fieldsOf(here)[step];
  }
  return here;
}

/** A list, or nothing. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * All that bears one of these names, in its order. What is found is not looked into again, and neither is what stands under a
 * name in `without`.
 */
export function* find(
  value: unknown,
  names: ReadonlySet<string>,
  without: ReadonlySet<string> = NOTHING,
  depth = 0,
): Generator<Found> {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* find(one, names, without, depth + 1);
    return;
  }
  for (const [name, inner] of Object.entries(recordOf(value) ?? {})) {
    const fields = names.has(name) ? recordOf(inner) : undefined;
    if (fields) yield { name, fields };
    else if (!without.has(name)) yield* find(inner, names, without, depth + 1);
  }
}

export interface Found {
  readonly name: string;
  readonly fields: Fields;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The first that bears this name. */
export function findFirst(value: unknown, name: string): Fields | undefined {
  for (const { fields } of find(value, new Set([name]))) return fields;
  return undefined;
}

/** One piece of a text, and where it leads. */
export interface Run {
  readonly text: string;
  /** Where a page opens: its id, and of what kind it is, such as `MUSIC_PAGE_TYPE_ALBUM`. */
  readonly page?: { readonly id: string; readonly type?: string };
}

/** The pieces of a text: `{ runs: […] }`, or `{ simpleText }`. */
export function runsOf(value: unknown): Run[] {
  const simple = at(value, 'simpleText');
  if (typeof simple === 'string') return [{ text: simple }];
  return listOf(at(value, 'runs')).flatMap((run): Run[] => {
    const text = at(run, 'text');
    if (typeof text !== 'string') return [];
    const page = pageOf(at(run, 'navigationEndpoint'));
    return [{ text, ...(page && { page }) }];
  });
}

/** The whole of a text; undefined where there is none. */
export function wordsOf(value: unknown): string | undefined {
  return titleOf(
    runsOf(value)
      .map(({ text }) => text)
      .join(''),
  );
}

/** A name or title as it may be told to others. */
export function titleOf(text: string): string | undefined {
  const title = textOf(text);
  return title === undefined ? undefined : title.slice(0, MAX_TEXT).trim();
}

/** Which page an endpoint opens. */
export function pageOf(endpoint: unknown): Run['page'] | undefined {
  const browse = at(endpoint, 'browseEndpoint');
  const id = at(browse, 'browseId');
  if (typeof id !== 'string' || !PAGE_ID.test(id)) return undefined;
  const type = at(browse, 'browseEndpointContextSupportedConfigs', 'browseEndpointContextMusicConfig', 'pageType');
  return { id, ...(typeof type === 'string' && { type }) };
}

const PAGE_ID = /^[\w.@-]{2,200}$/;
