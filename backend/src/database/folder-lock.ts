import BetterSqlite3 from 'better-sqlite3';

/** Somebody else holds the lock. */
export class LockHeld extends Error {}

/**
 * Lets one process use a database at a time. The lock is one of SQLite's own on an empty file beside the database: the
 * kernel gives it back when the process ends, however it ends, so that nothing stale can be left behind.
 */
export class FolderLock {
  private constructor(private readonly handle: BetterSqlite3.Database) {}

  /** @throws LockHeld by another process (or by this one) */
  static take(file: string): FolderLock {
    const handle = new BetterSqlite3(file, { timeout: 0 });
    try {
      // Nothing is ever written; without this a journal file would stay behind after a kill.
      handle.pragma('journal_mode = MEMORY');
      handle.exec('BEGIN EXCLUSIVE');
      return new FolderLock(handle);
    } catch (error) {
      handle.close();
      if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_BUSY') throw new LockHeld();
      throw error;
    }
  }

  release(): void {
    this.handle.close();
  }
}
