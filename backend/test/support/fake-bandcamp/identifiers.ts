import { createHash } from 'node:crypto';

/** Hexadecimal digits that belong to a text, the same each time. @param length at most 64 */
export function hexOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A number of ten digits that belongs to a text, as performers, albums, tracks and covers have. */
export function idOf(text: string): number {
  return 1_000_000_000 + (Number.parseInt(hexOf(text, 8), 16) % 3_000_000_000);
}

/** A number of eight digits, as pictures of performers and fans have. */
export function imageIdOf(text: string): number {
  return 10_000_000 + (Number.parseInt(hexOf(text, 8), 16) % 40_000_000);
}

export function slugOf(text: string): string {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-');
}
