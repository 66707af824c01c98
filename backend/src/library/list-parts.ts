import { type Conditions, decodeCursor, encodeCursor, type Keyset } from '../api/index.js';
import { InvalidRequest } from '../common/index.js';
import { marks } from '../sql/index.js';

/** A list, or one of those that follow each other in it, each in an order that an index holds. */
export interface ListPart<Row> {
  readonly keyset: Keyset<Row>;
  /** So many of the first columns are of a table that is walked before the one of the list. */
  readonly leading: number;
}

/** Which stretch of a list is wanted. */
export interface Stretch {
  /** Behind it, or before it where that goes backwards. Absent: from the start. */
  readonly cursor?: string | undefined;
  readonly isBackwards?: boolean;
  readonly limit: number;
}

/** A row of a list. */
export class Found<Row> {
  constructor(
    readonly row: Row,
    private readonly keyset: Pick<Keyset<Row>, 'valuesOf'>,
  ) {}

  /** Leads to what follows it. Made when it is asked for: of most rows nobody does. */
  get cursor(): string {
    return encodeCursor(this.keyset.valuesOf(this.row));
  }
}

/** Values of the columns of an order. */
export type Place = readonly (string | number)[];

/**
 * Reads a stretch of a list, from one part of it into the next.
 * @param read rows of a part, in its order, behind a place in it
 * @throws InvalidRequest the cursor is none of this list
 */
export async function stretchOf<Row, Part extends ListPart<Row>, Read extends Row>(
  parts: readonly Part[],
  { cursor, isBackwards, limit }: Stretch,
  read: (part: Part, after: Place | undefined, limit: number) => Promise<readonly Read[]>,
): Promise<Found<Read>[]> {
  const directed = isBackwards === true ? parts.map(backwards).reverse() : parts;
  const begun = cursor === undefined ? undefined : placeIn(directed, cursor);
  const found: Found<Read>[] = [];
  for (const [at, part] of directed.entries()) {
    if (found.length >= limit) break;
    if (begun && at < begun.part) continue;
    const rows = await read(part, begun?.part === at ? begun.values : undefined, limit - found.length);
    for (const row of rows) found.push(new Found<Read>(row, part.keyset));
  }
  return found;
}

/** A comparison with columns of two tables is of use to no index: what is walked first is compared by itself, too. */
export function addAfter<Row>({ keyset, leading }: ListPart<Row>, values: Place, conditions: Conditions): void {
  const compare = (sign: string, count: number): void => {
    conditions.add(
      `(${keyset.columns.slice(0, count).join(', ')}) ${sign} (${marks(values.slice(0, count))})`,
      ...values.slice(0, count),
    );
  };
  const sign = keyset.isDescending ? '<' : '>';
  if (leading > 0) compare(`${sign}=`, leading);
  compare(sign, values.length);
}

function backwards<Row, Part extends ListPart<Row>>(part: Part): Part {
  return { ...part, keyset: { ...part.keyset, isDescending: !part.keyset.isDescending } };
}

/**
 * In which part of a list a cursor is, and where in it. Cursors of two parts differ in their length.
 * @throws InvalidRequest
 */
function placeIn<Row>(parts: readonly ListPart<Row>[], cursor: string): { part: number; values: Place } {
  for (const [part, { keyset }] of parts.entries()) {
    try {
      return { part, values: decodeCursor(cursor, keyset.kinds) };
    } catch (error) {
      if (!(error instanceof InvalidRequest) || part === parts.length - 1) throw error;
    }
  }
  throw new Error('Every list has a part.');
}
