import { setImmediate as others } from 'node:timers/promises';
import type { Keyset } from '../api/index.js';
import { sortKey } from '../common/index.js';
import type { ListOutline } from './library.dto.js';
import type { Found } from './list-parts.js';

/** Items between two cursors: a page. */
const EVERY = 100;
/** Looked at in one statement, so that others wait no longer than for that. */
const BATCH = 1_000;
const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode('a'.charCodeAt(0) + at));

/**
 * How long a list is, and ways into it, so that nobody has to go through all of it to see its end, or what begins with a letter.
 * @param keyset the order of the list, or of its first part
 * @param stretch what comes behind a cursor; less than the limit where the list ends
 */
export async function outlineOf<Row>(
  keyset: Keyset<Row>,
  stretch: (cursor: string | undefined, limit: number) => Promise<readonly Found<Row>[]>,
): Promise<ListOutline> {
  const outline: Required<ListOutline> = { count: 0, every: EVERY, cursors: [], letters: [] };
  const awaited = keyset.kinds[0] === 'string' && !keyset.isDescending ? [...LETTERS] : [];
  for (let cursor: string | undefined; ;) {
    const found = await stretch(cursor, BATCH);
    for (const { row, cursor: behind } of found) {
      while (awaited[0] !== undefined && String(keyset.valuesOf(row)[0]) >= sortKey(awaited[0])) {
        outline.letters.push({ letter: awaited.shift()!.toUpperCase(), at: outline.count });
      }
      outline.count++;
      if (outline.count % EVERY === 0) outline.cursors.push(behind);
    }
    cursor = found.at(-1)?.cursor;
    if (cursor === undefined || found.length < BATCH) break;
    await others();
  }
  // Nothing lies behind the last one.
  if (outline.count > 0 && outline.count % EVERY === 0) outline.cursors.pop();
  return outline;
}
