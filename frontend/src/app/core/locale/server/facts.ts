import { numberInWords } from '../formats';
import { clockTime } from '../time';
import type { Facts } from './server-words';

/** Whom a sentence is about. */
export function serviceOf({ service }: Facts): string {
  return textOf(service);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A number as it is written; `?` where there is none. */
export function countOf(value: unknown): string {
  return typeof value === 'number' ? numberInWords(value) : '?';
}

/** `0:30`, `3:34`. */
export function lengthOf(ms: unknown): string {
  return typeof ms === 'number' ? clockTime(ms) : '?';
}
