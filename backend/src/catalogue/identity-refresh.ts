import type { Database } from '../database/index.js';
import type { Sql, SqlValue } from '../sql/index.js';
import { IDENTITY_VERSION } from './identity-version.js';
import { performerIdentity } from './identity/performer-rules.js';
import { recordingIdentity } from './identity/recording-rules.js';
import { releaseIdentity } from './identity/release-rules.js';

/** Rows in one transaction: some 50 ms. */
const BATCH = 500;

interface Keyed {
  readonly table: string;
  readonly columns: string;
  readonly identityOf: (row: never) => string;
}

const KEYED: readonly Keyed[] = [
  {
    table: 'performer',
    columns: 'key, name',
    identityOf: (row: { name: string }) => performerIdentity(row),
  },
  {
    table: 'release',
    columns: 'key, title, artist',
    identityOf: (row: { title: string; artist: string }) => releaseIdentity(row),
  },
  {
    table: 'recording',
    columns: 'key, title, artist, album',
    identityOf: ({ title, artist, album }: { title: string; artist: string; album: string | null }) =>
      recordingIdentity({ title, artist, ...(album !== null && { album }) }),
  },
];

/** How far the work is. */
export interface RefreshProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Makes identity keys anew that an older version made: by keys of two kinds nothing would be found again. What was
 * killed goes on where it was. Where nothing is to be done it writes nothing.
 */
export async function refreshIdentities(
  database: Database,
  told: (progress: RefreshProgress) => void = () => undefined,
): Promise<void> {
  const totals = await Promise.all(KEYED.map(({ table }) => countOutdated(database.read, table)));
  const total = totals.reduce((sum, count) => sum + count, 0);
  if (total === 0) return;
  let done = 0;
  for (const keyed of KEYED) {
    for (;;) {
      const count = await database.write(({ sql }) => refreshSome(sql, keyed));
      if (count === 0) break;
      done += count;
      told({ done, total });
    }
  }
}

async function countOutdated(sql: Sql, table: string): Promise<number> {
  const row = await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE identity_version < ?`, [
    IDENTITY_VERSION,
  ]);
  return Number(row?.n ?? 0);
}

async function refreshSome(sql: Sql, { table, columns, identityOf }: Keyed): Promise<number> {
  const rows = await sql.all<{ readonly key: number }>(
    `SELECT ${columns} FROM ${table} WHERE identity_version < ? LIMIT ${BATCH}`,
    [IDENTITY_VERSION],
  );
  for (const row of rows) {
    const values: SqlValue[] = [identityOf(row as never), IDENTITY_VERSION, row.key];
    await sql.run(`UPDATE ${table} SET identity_key = ?, identity_version = ? WHERE key = ?`, values);
  }
  return rows.length;
}
