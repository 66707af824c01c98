import { decodeCursor, encodeCursor } from '../api/index.js';
import type { KnownPart, Walk } from './own-lists.js';

/** What follows in an own list: what its source has behind its own cursor on a walk, or a part of what is known. */
export type OwnCursor =
  | { readonly walk: Walk; readonly cursor: string }
  /** `sinceMs`: what was seen later is as it is now. */
  | { readonly part: KnownPart; readonly sinceMs: number };

/** Before ours: no source has such cursors. */
const WALK = 'pyxis-walk.';
const KNOWN = 'pyxis-known.';

export function encodeOwnCursor(following: OwnCursor): string {
  if ('part' in following) {
    const { listKey, beforeMs, most, from } = following.part;
    return KNOWN + encodeCursor([listKey, beforeMs, most, from, following.sinceMs]);
  }
  const { listKey, startedAtMs, told, had } = following.walk;
  return WALK + encodeCursor([listKey, startedAtMs, told, had, following.cursor]);
}

/**
 * @returns undefined: it is a source's own
 * @throws InvalidRequest it looks like one of ours, and is none
 */
export function decodeOwnCursor(text: string): OwnCursor | undefined {
  if (text.startsWith(KNOWN)) {
    const kinds = ['number', 'instant', 'number', 'number', 'instant'] as const;
    const [listKey, beforeMs, most, from, sinceMs] = decodeCursor(text.slice(KNOWN.length), kinds);
    return { part: { listKey, beforeMs, most, from }, sinceMs };
  }
  if (text.startsWith(WALK)) {
    const kinds = ['number', 'instant', 'number', 'number', 'string'] as const;
    const [listKey, startedAtMs, told, had, cursor] = decodeCursor(text.slice(WALK.length), kinds);
    return { walk: { listKey, startedAtMs, told, had }, cursor };
  }
  return undefined;
}
