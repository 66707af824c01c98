import { Insertion } from './insertion.js';
import type { Engine, Sql } from './sql.js';

type Searchable = 'track' | 'album' | 'artist' | 'heard_as' | 'episode';

/** Columns of each full-text table on SQLite, most telling first. */
const COLUMNS: Record<Searchable, readonly string[]> = {
  track: ['title', 'artist', 'album'],
  album: ['title', 'artist'],
  artist: ['name'],
  heard_as: ['title', 'artist', 'album'],
  episode: ['title', 'show'],
};
const WEIGHTS = ['A', 'B', 'C'];

/** What a row of a table is found by. */
interface IndexedWords {
  readonly key: number;
  /** Of each column, as `searchWords` gives them. */
  readonly words: readonly string[];
}

const insertions = new Map<string, Insertion>();

/**
 * Puts new words into the full-text index.
 * @param words of each column, as `searchWords` gives them
 */
export function indexWords(
  sql: Sql,
  engine: Engine,
  kind: Searchable,
  key: number,
  words: readonly string[],
): Promise<void> {
  return indexAllWords(sql, engine, kind, [{ key, words }]);
}

/** Puts the new words of many rows into the full-text index. */
export async function indexAllWords(
  sql: Sql,
  engine: Engine,
  kind: Searchable,
  rows: readonly IndexedWords[],
): Promise<void> {
  const name = `${engine} ${kind}`;
  let insertion = insertions.get(name);
  if (!insertion) {
    insertion = engine === 'sqlite' ? insertionOnSqlite(kind) : insertionOnPostgres(kind);
    insertions.set(name, insertion);
  }
  await insertion.insert(
    sql,
    rows.map(({ key, words }) => [key, ...words]),
  );
}

function insertionOnSqlite(kind: Searchable): Insertion {
  const columns = COLUMNS[kind];
  const marks = columns.map(() => ', ?').join('');
  return new Insertion(`INSERT INTO ${kind}_search (rowid, ${columns.join(', ')})`, `(?${marks})`);
}

function insertionOnPostgres(kind: Searchable): Insertion {
  const vector = COLUMNS[kind].map((_, i) => `setweight(to_tsvector('simple', ?), '${WEIGHTS[i] ?? 'D'}')`);
  return new Insertion(
    `INSERT INTO ${kind}_search (key, words)`,
    `(?, ${vector.join(' || ')})`,
    ' ON CONFLICT (key) DO UPDATE SET words = excluded.words',
  );
}

/** Replaces the words of what was indexed before. */
export async function reindexWords(
  sql: Sql,
  engine: Engine,
  kind: Searchable,
  key: number,
  words: readonly string[],
): Promise<void> {
  if (engine === 'sqlite') await forgetWords(sql, engine, kind, key);
  await indexWords(sql, engine, kind, key, words);
}

/** Takes out the words of what is no more. */
export async function forgetWords(sql: Sql, engine: Engine, kind: Searchable, key: number): Promise<void> {
  await sql.run(`DELETE FROM ${kind}_search WHERE ${engine === 'sqlite' ? 'rowid' : 'key'} = ?`, [key]);
}
