import { textOf } from '../../../common/index.js';
import { line } from '../../../upstream/index.js';
import type { CollectedArtwork } from '../../collection.js';

const MOST_LETTERS = 1_000;
const MOST_TEXT_LETTERS = 10_000;
const MOST_ADDRESS_LETTERS = 2_000;
const PICTURES = 'https://f4.bcbits.com/img/';
/** 1,200 pixels: the largest that there is of all pictures. */
const SIZE = 10;
/** There was no music to be sold before. */
const FIRST_YEAR = 1860;

/** One line of text. */
export function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' ? line(value, MOST_LETTERS) : undefined;
}

/** A text with its lines. */
export function linesOf(value: unknown): string | undefined {
  const lines = typeof value === 'string' ? value.slice(0, MOST_TEXT_LETTERS).split(/\r?\n/) : [];
  const text = lines.map((one) => textOf(one) ?? '').join('\n').trim(); // prettier-ignore
  return text === '' ? undefined : text;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Ids are numbers, and here and there are written as texts. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return /^[1-9]\d{0,19}$/.test(value) ? value : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
}

/** The cover of an album or a track. */
export function coverOf(artId: unknown): CollectedArtwork | undefined {
  return pictureOf('a', artId);
}

/** The picture of a performer. */
export function portraitOf(imageId: unknown): CollectedArtwork | undefined {
  return pictureOf('', imageId);
}

/** Ids of old pictures are short, and filled up in addresses. */
function pictureOf(kind: 'a' | '', id: unknown): CollectedArtwork | undefined {
  const digits = idOf(id)?.padStart(10, '0');
  if (digits === undefined) return undefined;
  const locator = `${PICTURES}${kind}${digits}_${SIZE}.jpg`;
  return { locator, version: locator };
}

/** Where people find something on the web, without what was searched for. */
export function webAddressOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MOST_ADDRESS_LETTERS || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' ? `${url.origin}${url.pathname}` : undefined;
}

/** `07 May 2026 00:00:00 GMT`, or seconds since 1970. @returns epoch milliseconds */
export function instantOf(value: unknown): number | undefined {
  const ms =
    typeof value === 'string' ? Date.parse(value.slice(0, 40)) : typeof value === 'number' ? value * 1_000 : NaN;
  return Number.isNaN(new Date(ms).getTime()) ? undefined : ms;
}

export function yearOf(instantMs: number | undefined): number | undefined {
  const year = instantMs === undefined ? NaN : new Date(instantMs).getUTCFullYear();
  return year >= FIRST_YEAR && year <= 9_999 ? year : undefined;
}

/** Of a track on its album. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Of sound. */
export function addressOf(value: unknown): string | undefined {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:' ? value : undefined;
}
