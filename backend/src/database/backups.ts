import BetterSqlite3 from 'better-sqlite3';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

const KEPT = 3;

/** Copies of a SQLite file in the folder `backups` beside it. */
export class Backups {
  private readonly folder: string;
  private readonly stem: string;

  constructor(private readonly file: string) {
    this.folder = join(dirname(file), 'backups');
    this.stem = basename(file, extname(file));
  }

  /** The newest one, if there is any. */
  newest(): string | undefined {
    const name = this.names().at(-1);
    return name === undefined ? undefined : join(this.folder, name);
  }

  /**
   * Makes one, consistent even while others write (SQLite's online backup), and lets the oldest go.
   * @returns where it is
   */
  async make(nowMs: number): Promise<string> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const target = join(this.folder, `${this.stem}-${new Date(nowMs).toISOString().replaceAll(/[-:]/g, '')}.db`);
    const handle = new BetterSqlite3(this.file, { fileMustExist: true });
    try {
      await handle.backup(`${target}.part`);
    } finally {
      handle.close();
    }
    // Whoever finds a backup finds a whole one.
    renameSync(`${target}.part`, target);
    for (const name of this.names().slice(0, -KEPT)) rmSync(join(this.folder, name));
    return target;
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.startsWith(`${this.stem}-`) && name.endsWith('.db'))
        .sort();
    } catch {
      return []; // There is no such folder before the first backup.
    }
  }
}
