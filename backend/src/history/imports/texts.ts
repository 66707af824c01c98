import { textOf, type Cause } from '../../common/index.js';
import { RefusedRecord } from './imported-listen.js';

const MAX_TEXT = 1_000;
const NO_TITLE: Cause = { code: 'record-no-title' };
const NO_ARTIST: Cause = { code: 'record-no-artist' };
/** What a record must have, as its service calls it: what is told where it is missing. */
const MISSING = {
  title: NO_TITLE,
  track: NO_TITLE,
  'track name': NO_TITLE,
  artist: NO_ARTIST,
  'artist name': NO_ARTIST,
  id: { code: 'record-incomplete' },
} satisfies Record<string, Cause>;

/** A text of a record without control characters and blanks around it; undefined where nothing is left. */
export function shortText(value: unknown): string | undefined {
  if (typeof value === 'string' && value.length > MAX_TEXT) {
    throw new RefusedRecord(`A text is longer than ${MAX_TEXT} characters.`, {
      code: 'record-text-too-long',
      most: MAX_TEXT,
    });
  }
  return textOf(value);
}

/** @throws RefusedRecord there is none */
export function requiredText(value: unknown, what: keyof typeof MISSING): string {
  const text = shortText(value);
  if (text === undefined) throw new RefusedRecord(`There is no ${what}.`, MISSING[what]);
  return text;
}
