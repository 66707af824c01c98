import { fieldsOf, textOf } from '../../../common/index.js';
import type { CollectedArtwork } from '../../collection.js';

const MAX_TEXT = 1_000;
const MAX_URL = 4_000;
/** Opaque, printable, and short enough to be a part of ids of Pyxis. */
const ID = /^[\x21-\x7e]{1,500}$/;

/** A list, or nothing. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An id or a token. They look like numbers, below zero as well, and are none: larger than numbers are exact. */
export function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && ID.test(text) ? text : undefined;
}

/** A name or title as it may be told to others. */
export function titleOf(value: unknown): string | undefined {
  return textOf(textOf(value)?.slice(0, MAX_TEXT).toWellFormed());
}

/** Numbers come as such or as texts. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** How many there are of something. */
export function countOf(value: unknown): number | undefined {
  const count = numberOf(value);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** Epoch milliseconds, of the object that dates are. */
export function instantOf(value: unknown): number | undefined {
  return countOf(fieldsOf(value).time);
}

/** An address of the web. */
export function addressOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_URL || !URL.canParse(value)) return undefined;
  const { protocol } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? value : undefined;
}

export function artworkOf(value: unknown): CollectedArtwork | undefined {
  const locator = addressOf(value);
  return locator === undefined ? undefined : { locator, version: locator };
}
