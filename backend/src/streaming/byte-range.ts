/** Bytes of a file, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const SPECIFIER = /^(?:(\d+)-(\d*)|-(\d+))$/;
/** More ranges than any player asks for; counting further would be work for whoever wants to cause it. */
const MAX_RANGES = 100;

/**
 * Reads a `Range` header (RFC 9110 §14.2).
 * @returns the one range to send; `whole` where the header is to be ignored (an unknown unit) or asks for several ranges,
 * which the RFC allows to answer with everything; `unsatisfiable` where nothing it asks for exists or it makes no sense,
 * such as `bytes=9-1`
 */
export function parseRange(header: string, sizeBytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, unit, set] = /^\s*([^=\s]+)\s*=([^]*)$/.exec(header) ?? [];
  if (unit?.toLowerCase() !== 'bytes' || set === undefined) return 'whole';
  // The grammar of lists lets elements be empty (RFC 9110 §5.6.1).
  const specifiers = set.split(',', MAX_RANGES + 1).map((text) => text.trim()).filter((text) => text !== ''); // prettier-ignore
  if (specifiers.length === 0 || specifiers.length > MAX_RANGES) return 'unsatisfiable';
  const found: ByteRange[] = [];
  for (const specifier of specifiers) {
    const range = parseSpecifier(specifier, sizeBytes);
    if (range === 'invalid') return 'unsatisfiable';
    if (range) found.push(range);
  }
  if (found.length === 0) return 'unsatisfiable';
  return specifiers.length === 1 && found[0] ? found[0] : 'whole';
}

/** @returns undefined for a range of which nothing exists */
function parseSpecifier(specifier: string, sizeBytes: number): ByteRange | 'invalid' | undefined {
  const [match, from, to, suffix] = SPECIFIER.exec(specifier) ?? [];
  if (match === undefined) return 'invalid';
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), sizeBytes);
    return length === 0 ? undefined : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' || to === undefined ? Infinity : Number(to);
  if (last < first) return 'invalid';
  return first >= sizeBytes ? undefined : { first, last: Math.min(last, sizeBytes - 1) };
}

/** Where a `Range` header begins; 0 where it does not say so at once. Decides nothing but where to begin to fetch. */
export function firstByteOf(header: string | undefined): number {
  return Number(/^bytes=(\d{1,15})-/.exec(header ?? '')?.[1] ?? 0);
}
