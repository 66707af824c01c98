import { recordOf, type Fields } from '../../../common/index.js';

/** One record of a file: what it holds, or why it cannot be read. */
export type FileRecord = { readonly place: Place } & ({ readonly value: Fields } | { readonly fault: string }); // prettier-ignore

/** Where in what was given a record stands. */
export interface Place {
  /** Path in the archive; absent where there is none. */
  readonly file?: string;
  /** Counted from 1; in JSON lists the number of the element. */
  readonly line: number;
}

/** What was given cannot be read any further, or at all. The message is a sentence for people. */
export class UnreadableFile extends Error {}

/** Longest record that is read, in characters. The longest real ones take some thousand. */
export const MAX_RECORD = 256 * 1024;
export const TOO_LONG = `It is longer than ${MAX_RECORD} characters.`;

/** Parses a record that stands alone. */
export function parseRecord(text: string, place: Place): FileRecord {
  try {
    const value = recordOf(JSON.parse(text));
    return value ? { place, value } : { place, fault: 'It is no JSON object.' };
  } catch {
    return { place, fault: 'It is no valid JSON.' };
  }
}
