import { Injectable } from '@nestjs/common';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Clock } from '../../common/index.js';
import { Directories, StreamingConfig } from '../../config/index.js';
import { SourceUnavailable } from '../../sources/index.js';
import { KeptCopies, type AudioKey, type KeptCopy } from './kept-copies.js';
import { SourceTraffic } from './source-traffic.js';

const PART = '.part';
const WHOLE = '.audio';
const TOUCH_MS = 60_000;

/** One name for all parts of a key. */
export function nameOf({ source, locator, quality }: AudioKey): string {
  return `${source}\n${quality}\n${locator}`;
}

/**
 * The folder of audio that was fetched from elsewhere, and the room in it. Files are called `part` until all of them is
 * there and on the disk; that bytes are there is written into a row only when the disk has them.
 */
@Injectable()
export class CopyStore {
  readonly maxBytes: number;
  /** Copies that are open: they do not leave. By `nameOf`. */
  readonly inUse = new Set<string>();
  private readonly folder: string;
  private takenBytes = 0;
  private opening?: Promise<void>;
  private leaving?: Promise<void>;

  constructor(
    private readonly rows: KeptCopies,
    private readonly clock: Clock,
    private readonly traffic: SourceTraffic,
    { cache }: StreamingConfig,
    directories: Directories,
  ) {
    this.folder = join(directories.cache, 'remote');
    this.maxBytes = cache.remoteMaxSize;
  }

  /** Finds out what earlier runs left. To be awaited before anything else; costs nothing the second time. */
  open(): Promise<void> {
    this.opening ??= this.sweep().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  /** What is known of a file; whoever opens it has put its name into `inUse`. */
  async find(key: AudioKey): Promise<KeptCopy | undefined> {
    // It may be leaving at this moment.
    await this.leaving;
    return this.rows.find(key);
  }

  path(file: string, isComplete: boolean): string {
    return join(this.folder, `${file}${isComplete ? WHOLE : PART}`);
  }

  /**
   * Makes room for what is about to be written.
   * @throws SourceUnavailable nothing may leave that is in the way
   */
  async take(bytes: number): Promise<void> {
    while (this.takenBytes + bytes > this.maxBytes) {
      if (!(await this.letOneGo())) {
        throw new SourceUnavailable(
          'There is no room for more audio: what plays and what is to stay takes all of streaming.cache.remoteMaxSize. ' +
            'Raise it, or keep less.',
          'cache-full',
        );
      }
    }
    this.takenBytes += bytes;
  }

  give(bytes: number): void {
    this.takenBytes -= bytes;
  }

  /**
   * Has the one go that was longest not used, of those that may.
   * @returns false where there is none
   */
  async letOneGo(): Promise<boolean> {
    const before = this.takenBytes;
    this.leaving ??= this.removeOldest().finally(() => delete this.leaving);
    await this.leaving;
    return this.takenBytes < before;
  }

  /** Bytes came of some audio, to be kept or not. */
  received({ source }: AudioKey, bytes: number): void {
    this.traffic.count(source, bytes);
  }

  /** Writes down what the disk has of a file. */
  save(copy: Omit<KeptCopy, 'lastUsedAtMs'>): Promise<void> {
    return this.rows.save({ ...copy, lastUsedAtMs: this.clock.nowMs() });
  }

  /** All of a file is there and on the disk: it gets the name of a whole one, and only then a row that says so. */
  async complete(copy: Omit<KeptCopy, 'lastUsedAtMs'>): Promise<void> {
    await rename(this.path(copy.file, false), this.path(copy.file, true));
    const folder = await open(this.folder);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    await this.save(copy);
  }

  /** What is written down of a file does not hold any more. */
  async forget(key: AudioKey): Promise<void> {
    await this.rows.forget(key);
  }

  /** It is used again. A use soon after the last one is not written down: players ask for one part after the other. */
  async used(copy: KeptCopy): Promise<void> {
    const nowMs = this.clock.nowMs();
    if (nowMs - copy.lastUsedAtMs >= TOUCH_MS) await this.rows.touch(copy, nowMs);
  }

  /** Removes what nobody has open. */
  async remove(copy: KeptCopy): Promise<void> {
    await this.rows.remove(copy);
    await this.removeFile(copy.file);
    this.give(copy.storedBytes);
  }

  /** Its room is given back by whoever has it open. */
  async removeFile(file: string): Promise<void> {
    await Promise.all([true, false].map((isComplete) => rm(this.path(file, isComplete), { force: true })));
  }

  private async removeOldest(): Promise<void> {
    // However many are in use, one behind them is not.
    const oldest = await this.rows.leastRecentlyUsed(this.inUse.size + 1);
    // From here on nobody opens it: `find` waits.
    const free = oldest.find((copy) => !this.inUse.has(nameOf(copy)));
    if (free) await this.remove(free);
  }

  /** Removes files without a row, which a run that was killed has left, and rows without a file. */
  private async sweep(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const found = new Set(await readdir(this.folder));
    for await (const copy of this.rows.all()) {
      const name = `${copy.file}${copy.isComplete ? WHOLE : PART}`;
      if (found.delete(name)) this.takenBytes += copy.storedBytes;
      else await this.rows.forget(copy);
    }
    for (const name of found) await rm(join(this.folder, name), { force: true });
    while (this.takenBytes > this.maxBytes && (await this.letOneGo()));
  }
}
