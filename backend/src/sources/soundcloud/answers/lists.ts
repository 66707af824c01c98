import { fieldsOf } from '../../../common/index.js';
import type { RemoteItem } from '../../remote-catalogue.js';
import { listOf, wordsOf } from './reading.js';
import { readSet } from './sets.js';
import { readTrack } from './tracks.js';
import { readUser } from './users.js';

/** Some of a list. */
export interface ReadPage {
  readonly rows: readonly unknown[];
  /** What has to be asked for the next one, as it stands in its address. Absent: it is the last. */
  readonly next?: string;
}

const MOST_LETTERS = 2_000;

export function readPage(answer: unknown): ReadPage {
  const { collection, next_href: next } = fieldsOf(answer);
  const rows = listOf(collection);
  if (typeof next !== 'string' || next.length > MOST_LETTERS || !URL.canParse(next)) return { rows };
  const query = new URL(next).searchParams;
  query.delete('client_id');
  return query.size === 0 ? { rows } : { rows, next: query.toString() };
}

/** What a row is of. Those of likes and reposts have it inside. */
export function itemOf(row: unknown): RemoteItem | undefined {
  const { kind, track, playlist } = fieldsOf(row);
  if (track !== undefined && track !== null) return readTrack(track);
  if (playlist !== undefined && playlist !== null) return readSet(playlist)?.item;
  if (kind === 'track') return readTrack(row);
  if (kind === 'playlist') return readSet(row)?.item;
  return kind === 'user' ? readUser(row) : undefined;
}

/** What somebody may mean. */
export function readSuggestions(answer: unknown): string[] {
  const words = readPage(answer).rows.flatMap((row) => wordsOf(fieldsOf(row).output) ?? []);
  return [...new Set(words)];
}
