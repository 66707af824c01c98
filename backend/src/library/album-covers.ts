import type { Sql } from '../sql/index.js';
import { isShownByKey } from './placements.js';

/** A mosaic has so many. */
const MOST = 4;

/** Albums that belong to a subject: `where` takes its number, as often as there are marks. */
interface Belonging {
  readonly from: string;
  readonly where: string;
  readonly order: string;
}

/** Covers of albums of each subject that lists show, a few of each, in one statement. */
export async function coversOf(
  sql: Sql,
  ownerId: string,
  subjects: readonly number[],
  { from, where, order }: Belonging,
): Promise<Map<number, string[]>> {
  if (subjects.length === 0) return new Map();
  const one = `SELECT * FROM (SELECT CAST(? AS integer) AS subject, w.id FROM ${from} JOIN artwork w ON w.key = a.artwork_key
    WHERE ${where} AND NOT a.is_missing AND ${isShownByKey('a.key')} ORDER BY ${order} LIMIT ${MOST}) AS few`;
  const marks = where.split('?').length - 1;
  const rows = await sql.all<{ subject: number; id: string }>(
    subjects.map(() => one).join(' UNION ALL '),
    subjects.flatMap((subject) => [subject, ...Array<number>(marks).fill(subject), ownerId, ownerId]),
  );
  const covers = Map.groupBy(rows, ({ subject }) => subject);
  return new Map([...covers].map(([subject, found]) => [subject, [...new Set(found.map(({ id }) => id))]]));
}
