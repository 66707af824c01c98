import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathOf } from './file-locator.js';
import type { FolderWatch } from './folder-watch.js';
import type { WalkedUnit } from './worker-protocol.js';

/** Even an unbroken watch is not believed for longer: it may miss what is written through mapped memory. */
const LONGEST_MS = 24 * 3_600_000;
/** Folders looked at before others get a turn: under a millisecond. */
const FOLDERS_A_TURN = 200;

interface Record {
  readonly watch: FolderWatch;
  /** `FolderWatch.changes` when the look that this comes from began. */
  readonly changes: number;
  readonly units: readonly WalkedUnit[];
  /** Times of change of all folders. */
  readonly folders: ReadonlyMap<string, number>;
  readonly atMs: number;
}

/**
 * Remembers what a look at all files found, for as long as a watch that was there before vouches for it: nothing was
 * reported since, and no folder has another time of change. So a scan without changes looks at folders, not at files:
 * a tenth of the work. Never for folders that lie on, or link to, another disk.
 */
export class VouchedFolders {
  private record: Record | undefined;

  /** @param roots the starting points, whose disks are the ones watched */
  constructor(private readonly roots: readonly string[]) {}

  /**
   * To be called before a look at everything begins.
   * @returns what takes in its findings afterwards
   */
  begin(watch: FolderWatch | undefined): (units: readonly WalkedUnit[]) => Promise<void> {
    this.record = undefined;
    const changes = watch?.changes;
    return async (units) => {
      const folders = watch?.folders;
      if (!watch || !folders || changes === undefined || !units.every(([key]) => folders.has(key))) return;
      const times = await timesOf(folders, this.roots);
      if (times) this.record = { watch, changes, units, folders: times, atMs: performance.now() };
    };
  }

  /** What a look at all files would find, or undefined: then it has to be done. */
  async recall(watch: FolderWatch | undefined): Promise<readonly WalkedUnit[] | undefined> {
    const { record } = this;
    this.record = undefined;
    if (!record || record.watch !== watch || performance.now() - record.atMs > LONGEST_MS) return undefined;
    // What has happened before now is reported after the event loop has asked the system once; one turn may be the
    // rest of that in which it already had.
    await nextTurn();
    await nextTurn();
    const times = await timesOf(record.folders.keys(), this.roots);
    const isSame = times !== undefined && [...record.folders].every(([key, time]) => times.get(key) === time);
    if (!isSame || watch.folders === undefined || watch.changes !== record.changes) return undefined;
    this.record = record;
    return record.units;
  }
}

/** Times of change of folders; undefined when one is not there, or lies on another disk than the roots. */
async function timesOf(folders: Iterable<string>, roots: readonly string[]): Promise<Map<string, number> | undefined> {
  const times = new Map<string, number>();
  try {
    const disks = new Set(roots.map((root) => statSync(pathOf(root)).dev));
    for (const folder of folders) {
      const { dev, mtimeMs } = statSync(pathOf(folder));
      if (!disks.has(dev)) return undefined;
      times.set(folder, mtimeMs);
      if (times.size % FOLDERS_A_TURN === 0) await nextTurn();
    }
    return times;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
