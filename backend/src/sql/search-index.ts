import type { Engine, Sql } from './sql.js';

type Searchable = 'track' | 'album' | 'artist' | 'heard_as';

/** Columns of each full-text table on SQLite, most telling first. */
const COLUMNS: Record<Searchable, readonly string[]> = {
  track: ['title', 'artist', 'album'],
  album: ['title', 'artist'],
  artist: ['name'],
  heard_as: ['title', 'artist', 'album'],
};
const WEIGHTS = ['A', 'B', 'C'];

/**
 * Puts new words into the full-text index.
 * @param words of each column, as `searchWords` gives them
 */
export async function indexWords(
  sql: Sql,
  engine: Engine,
  kind: Searchable,
  key: number,
  words: readonly string[],
): Promise<void> {
  if (engine === 'sqlite') {
    const columns = COLUMNS[kind];
    const marks = columns.map(() => ', ?').join('');
    await sql.run(`INSERT INTO ${kind}_search (rowid, ${columns.join(', ')}) VALUES (?${marks})`, [key, ...words]);
    return;
  }
  const vector = words.map((_, i) => `setweight(to_tsvector('simple', ?), '${WEIGHTS[i] ?? 'D'}')`).join(' || ');
  await sql.run(
    `INSERT INTO ${kind}_search (key, words) VALUES (?, ${vector}) ON CONFLICT (key) DO UPDATE SET words = excluded.words`,
    [key, ...words],
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
