import { recordOf, type Cause, type Fields } from '../../../common/index.js';

/** One record of a file: what it holds, or why it cannot be read. */
export type FileRecord = { readonly place: Place } & ({ readonly value: Fields } | RecordFault);

interface RecordFault {
  readonly fault: string;
  /** The same for programs. */
  readonly told: Cause;
}

/** Where in what was given a record stands. */
export interface Place {
  /** Path in the archive; absent where there is none. */
  readonly file?: string;
  /** Counted from 1; in JSON lists the number of the element. */
  readonly line: number;
}

/** What was given cannot be read any further, or at all. The message is a sentence for people. */
export class UnreadableFile extends Error {
  /** @param told the same for programs */
  constructor(
    message: string,
    readonly told: Cause,
  ) {
    super(message);
  }
}

/** Longest record that is read, in characters. The longest real ones take some thousand. */
export const MAX_RECORD = 256 * 1024;
export const TOO_LONG: RecordFault = {
  fault: `It is longer than ${MAX_RECORD} characters.`,
  told: { code: 'record-too-long', most: MAX_RECORD },
};
const NO_JSON: Cause = { code: 'record-no-json' };

/** Parses a record that stands alone. */
export function parseRecord(text: string, place: Place): FileRecord {
  try {
    const value = recordOf(JSON.parse(text));
    return value ? { place, value } : { place, fault: 'It is no JSON object.', told: NO_JSON };
  } catch {
    return { place, fault: 'It is no valid JSON.', told: NO_JSON };
  }
}
