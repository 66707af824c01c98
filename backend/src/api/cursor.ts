import { InvalidRequest } from '../common/index.js';

interface KindOf {
  string: string;
  /** 32 bits, as integers are in both engines. */
  number: number;
  /** Epoch milliseconds. */
  instant: number;
}

/** Where a page ended, as an opaque text: the values its list is ordered by. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * @param kinds of the values the list is ordered by
 * @throws InvalidRequest it is none of ours, or of a list in another order
 */
export function decodeCursor<const Kinds extends readonly (keyof KindOf)[]>(
  cursor: string,
  kinds: Kinds,
): { -readonly [Index in keyof Kinds]: KindOf[Kinds[Index]] } {
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== kinds.length) throw invalid();
  if (!kinds.every((kind, i) => isOfKind(values[i], kind))) throw invalid();
  return values as { -readonly [Index in keyof Kinds]: KindOf[Kinds[Index]] };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid();
    throw error;
  }
}

/** Only what both engines take: a cursor may have been made up. */
function isOfKind(value: unknown, kind: keyof KindOf): boolean {
  if (kind === 'string') return typeof value === 'string' && !value.includes('\0');
  if (kind === 'instant') return Number.isSafeInteger(value);
  return typeof value === 'number' && (value | 0) === value;
}

function invalid(): InvalidRequest {
  return new InvalidRequest([{ field: 'cursor', detail: 'is not one this list gave out. Start again without it.' }]);
}
