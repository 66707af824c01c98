import { textOf } from '../../common/index.js';
import { RefusedRecord } from './imported-listen.js';

const MAX_TEXT = 1_000;

/** A text of a record without control characters and blanks around it; undefined where nothing is left. */
export function shortText(value: unknown): string | undefined {
  if (typeof value === 'string' && value.length > MAX_TEXT) {
    throw new RefusedRecord(`A text is longer than ${MAX_TEXT} characters.`);
  }
  return textOf(value);
}

/** @throws RefusedRecord there is none */
export function requiredText(value: unknown, what: string): string {
  const text = shortText(value);
  if (text === undefined) throw new RefusedRecord(`There is no ${what}.`);
  return text;
}
