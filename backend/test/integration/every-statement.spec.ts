import { expect, it } from 'vitest';
import { Directories, Secrets } from '../../src/config/index.js';
import { inspectDatabase } from '../../src/database/index.js';
import type { Engine } from '../../src/sql/index.js';
import { useEverything } from '../support/everything/use-everything.js';
import { OldDatabase } from '../support/old-database.js';
import { PreparedStatements } from '../support/prepared-statements.js';
import { sqlTexts } from '../support/sql-texts.js';
import { ENGINES } from '../support/test-database.js';

/** What the other engine is never told, and why. `…` stands for what is put in. */
const ONLY_ON: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  sqlite: {
    'BEGIN IMMEDIATE': 'takes the right to write at once; PostgreSQL locks rows',
    'BEGIN EXCLUSIVE': 'the lock beside the file',
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'": 'asks for a table',
    'SELECT last_insert_rowid() AS key': 'quicker than RETURNING',
    'INSERT INTO …_search (rowid, …)': 'words are in a virtual table',
    'heard_as_search MATCH ?': 'words are in a virtual table',
    'track_search MATCH ?': 'words are in a virtual table',
    'MATCH ?': 'words are in a virtual table',
    'e.key IN (SELECT rowid FROM episode_search WHERE episode_search MATCH ?)': 'words are in a virtual table',
    'SELECT rowid AS key FROM episode_search WHERE episode_search MATCH ? ORDER BY rowid DESC LIMIT …':
      'words are in a virtual table',
  },
  postgres: {
    '… RETURNING id, key': 'SQLite gives keys one after the other',
    'SELECT pg_advisory_xact_lock(hashtextextended(?, 0))': 'on SQLite one transaction writes at a time',
    'SELECT pg_advisory_lock(hashtextextended(?, 0))': 'two servers may start at once; a file is locked',
    'SELECT pg_advisory_unlock(hashtextextended(?, 0))': 'two servers may start at once; a file is locked',
    'SELECT 1 FROM person WHERE id = ? FOR NO KEY UPDATE': 'on SQLite one transaction writes at a time',
    'FOR UPDATE': 'on SQLite one transaction writes at a time',
    "SELECT to_regclass('migrations') AS found": 'asks for a table',
    'INSERT INTO …_search (key, words)': 'words are a vector',
    'ON CONFLICT (key) DO UPDATE SET words = excluded.words': 'words are a vector',
    "setweight(to_tsvector('simple', ?), '…')": 'words are a vector',
    "e.key IN (SELECT key FROM episode_search WHERE words @@ to_tsquery('simple', ?))": 'words are a vector',
    "SELECT key FROM episode_search WHERE words @@ to_tsquery('simple', ?) ORDER BY key DESC LIMIT …":
      'words are a vector',
    "words @@ to_tsquery('simple', ?)": 'words are a vector',
    ".words @@ to_tsquery('simple', ?)": 'words are a vector',
  },
};

it.each(ENGINES)(
  'every statement in the source of the server is one that %s takes',
  { timeout: 300_000 },
  async (engine) => {
    const texts = sqlTexts();
    expect(texts.length).toBeGreaterThan(300);
    const statements = await statementsOn(engine);
    expect(statements.faults).toEqual([]);
    const unused = statements.without(texts);
    const others = ONLY_ON[engine === 'sqlite' ? 'postgres' : 'sqlite'];
    const untold = unused.filter(({ text }) => !(text in others));
    expect(untold.map(({ file, line, text }) => `${file}:${line}: ${text}`)).toEqual([]);
    expect(new Set(unused.map(({ text }) => text))).toEqual(new Set(Object.keys(others)));
  },
);

/** All that an engine is told while everything is used once. */
async function statementsOn(engine: Engine): Promise<PreparedStatements> {
  const old = await OldDatabase.restore('1310ffe', engine);
  // What migrations say is tried elsewhere, and would stand in for others.
  await (await old.open()).close();
  const statements = PreparedStatements.record();
  try {
    await inspectDatabase(old.config, new Directories(), new Secrets({}));
    const { database, close } = await old.open();
    try {
      await useEverything(database);
    } finally {
      await close();
    }
  } catch (error) {
    // What an engine found fault with says more than what came of it.
    throw statements.faults.length > 0 ? new Error(statements.faults.join('\n'), { cause: error }) : error;
  } finally {
    statements.stop();
    await old.remove();
  }
  return statements;
}
