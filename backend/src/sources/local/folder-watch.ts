import { readdirSync, watch, type FSWatcher } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { locatorOf, mayHaveLostBytes, pathOf } from './file-locator.js';

/** What changed is told when nothing has for so long… */
const QUIET_MS = 2_000;
/** …or so much later at the latest: a long copy should show up before it is finished. */
const LONGEST_MS = 30_000;
/** Folders that are looked into before others get a turn: about a millisecond of work. */
const FOLDERS_A_TURN = 25;
/** Linux: where others may write to the disk, and only they are told. NFS, SMB, CIFS, AFS, 9P, FUSE, Ceph, Coda, VirtualBox. */
const NETWORK_FILE_SYSTEMS = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x65735546, 0x00c36400, 0x73757245, 0x786f4256,
]);
/** Only Linux has no watching of a whole tree: there every folder (never a file) has a watch of its own. */
const WATCHES_TREES = process.platform !== 'linux';
const OPTIONS = { persistent: false, recursive: WATCHES_TREES, encoding: 'buffer' } as const;

/** The watch of one folder. It carries the name, so that all of them can share their handlers. */
type FolderWatcher = FSWatcher & { readonly folder: string };

/**
 * Watches folders and everything below them. Where that cannot be done (network disks, too many folders for the
 * system's limit) nothing is reported, and scans find the changes.
 */
export class FolderWatch {
  private readonly watchers = new Map<string, FolderWatcher>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private firstChangeAtMs = 0;
  private signal = AbortSignal.abort();
  private isWhole = false;
  private seenCount = 0;
  // One pair for all folders: closures of its own are a fifth of what each of ten thousand watches takes.
  private readonly onChange: (this: FolderWatcher, kind: string, name: Buffer | null) => void;
  private readonly onError: (this: FolderWatcher) => void;

  /**
   * @param roots locators, ending in a slash
   * @param report gets the folders in which something changed, gathered over a quiet moment
   */
  constructor(
    private readonly roots: readonly string[],
    private readonly report: (folders: readonly string[]) => void,
    private readonly quietMs = QUIET_MS,
  ) {
    const seen = this.seen.bind(this);
    const drop = this.drop.bind(this);
    this.onChange = function (kind, name) {
      seen(this.folder, kind, name);
    };
    this.onError = function () {
      drop(this.folder);
    };
  }

  /** Goes up with everything that happens in the folders, at once. */
  get changes(): number {
    return this.seenCount;
  }

  /** The folders that are watched, if these are all there are, each with a watch of its own. */
  get folders(): ReadonlySet<string> | undefined {
    return this.isWhole && !WATCHES_TREES ? new Set(this.watchers.keys()) : undefined;
  }

  /** Watches until the signal aborts. @param ready called when everything is watched */
  async run(signal: AbortSignal, ready?: () => void): Promise<void> {
    this.signal = signal;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    try {
      let isWhole = true;
      for (const root of this.roots) isWhole = (await isLocal(root)) && (await this.add(root)) && isWhole;
      this.isWhole = isWhole;
      ready?.();
      if (!signal.aborted) await promise;
    } finally {
      this.isWhole = false;
      for (const watcher of this.watchers.values()) watcher.close();
      this.watchers.clear();
      clearTimeout(this.timer);
    }
  }

  /**
   * Watches a folder and those below it, a few at a time so that nobody has to wait.
   * @returns false when not all could be
   */
  private async add(start: string): Promise<boolean> {
    const pending = [start];
    for (let folder = pending.pop(), n = 1; folder !== undefined; folder = pending.pop(), n++) {
      if (this.signal.aborted || (!this.watchers.has(folder) && !this.watch(folder))) return false;
      if (WATCHES_TREES) return true;
      for (const name of foldersIn(folder)) pending.push(`${folder}${name}/`);
      if (n % FOLDERS_A_TURN === 0) await nextTurn();
    }
    return true;
  }

  /** @returns false when the folder cannot be, or the system allows no more */
  private watch(folder: string): boolean {
    try {
      const watcher = Object.assign(watch(pathOf(folder), OPTIONS, this.onChange), { folder });
      watcher.on('error', this.onError);
      this.watchers.set(folder, watcher);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    }
  }

  private seen(folder: string, kind: string, name: Buffer | null): void {
    this.seenCount++;
    const locator = name === null ? '' : locatorOf(name).replaceAll('\\', WATCHES_TREES ? '/' : '\\');
    const slash = locator.lastIndexOf('/') + 1;
    if (locator.startsWith('.', slash)) return; // hidden, as what editors write beside a file
    this.note(folder + locator.slice(0, slash));
    if (kind !== 'rename' || WATCHES_TREES || locator === '') return;
    // A folder that came has to be watched and looked at; watches of one that went are of no use.
    const inner = `${folder}${locator}/`;
    this.drop(inner);
    if (isFolder(folder, locator)) {
      void this.add(inner).then((isAll) => (this.isWhole &&= isAll));
      this.note(inner);
    }
  }

  /** Ends the watches of a folder and of those below it. */
  private drop(folder: string): void {
    if (!this.watchers.has(folder)) return;
    for (const [key, watcher] of this.watchers) {
      if (!key.startsWith(folder)) continue;
      watcher.close();
      this.watchers.delete(key);
    }
  }

  private note(folder: string): void {
    const nowMs = performance.now();
    if (this.changed.size === 0) this.firstChangeAtMs = nowMs;
    this.changed.add(folder);
    clearTimeout(this.timer);
    const waitMs = Math.min(this.quietMs, Math.max(0, this.firstChangeAtMs + LONGEST_MS - nowMs));
    this.timer = setTimeout(() => {
      const folders = [...this.changed];
      this.changed.clear();
      this.report(folders);
    }, waitMs).unref();
  }
}

async function isLocal(root: string): Promise<boolean> {
  try {
    const { type } = await statfs(pathOf(root));
    return process.platform !== 'linux' || !NETWORK_FILE_SYSTEMS.has(type);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false; // not there: nothing to watch
    throw error;
  }
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(pathOf(folder), { withFileTypes: true });
    const isLossy = entries.some(({ name }) => mayHaveLostBytes(name));
    const named = isLossy ? readdirSync(pathOf(folder), { withFileTypes: true, encoding: 'buffer' }) : entries;
    return named
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => (typeof name === 'string' ? name : locatorOf(name)))
      .filter((name) => !name.startsWith('.'));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []; // gone meanwhile, or not readable
    throw error;
  }
}

const isFolder = (folder: string, name: string): boolean => foldersIn(folder).includes(name);
