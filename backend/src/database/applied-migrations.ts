import BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from './data-source.js';
import { newerFailure } from './open-failure.js';

const KNOWN = MIGRATIONS.map(({ name }) => name);

/** The migrations that a SQLite file has seen; costs a few reads, whatever its size. */
export function appliedOnSqlite(file: string, options: { readonly readonly?: boolean } = {}): string[] {
  const handle = new BetterSqlite3(file, options);
  try {
    const table = handle.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`).get();
    return table ? (handle.prepare('SELECT name FROM migrations').pluck().all() as string[]) : [];
  } finally {
    handle.close();
  }
}

/** The migrations that a PostgreSQL database has seen. @param dataSource initialised */
export async function appliedOnPostgres(dataSource: DataSource): Promise<string[]> {
  const [found] = await dataSource.query<{ found: string | null }[]>(`SELECT to_regclass('migrations') AS found`);
  if (!found?.found) return [];
  return (await dataSource.query<{ name: string }[]>('SELECT name FROM migrations')).map(({ name }) => name);
}

/** Whether a database needs nothing more to be of this version. */
export function isComplete(applied: readonly string[]): boolean {
  return KNOWN.every((name) => applied.includes(name));
}

/** @throws StartFailure a newer version has been there */
export function refuseNewer(where: string, applied: readonly string[]): void {
  const unknown = applied.filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) throw newerFailure(where, unknown);
}
