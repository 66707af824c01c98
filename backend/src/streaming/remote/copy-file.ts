import { open, type FileHandle } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { newId } from '../../common/index.js';
import { SourceUnavailable } from '../../sources/index.js';
import type { CopyStore } from './copy-store.js';
import { Extents } from './extents.js';
import type { AudioKey, KeptCopy } from './kept-copies.js';
import { hasValidator, type RemoteVersion } from './remote-answer.js';
import { Waiters } from '../waiters.js';

/** So much is fetched before it is written down what is there, for the next run to go on with. */
const CHECKPOINT_BYTES = 8 * 1024 * 1024;
/** Of what is compared with what is there. */
const COMPARED_BYTES = 64 * 1024;

/** The bytes of one version of some audio, as far as they are there. */
export class CopyFile {
  /** Woken when there is more of it, and when there will not be. */
  readonly growth = new Waiters();
  /** Which bytes are there; written to by `write` only. */
  readonly extents: Extents;
  /** What the host said of it; undefined while nobody knows. */
  version?: RemoteVersion;
  /** What clients know the bytes by. */
  tag = '';
  /** Whether the host has said in this run that it has this version, or bytes of it were handed out all the same. */
  isConfirmed = false;
  /** The host has other bytes by now than those that are here: nobody gets these from now on, and they are not kept. */
  isOutdated = false;
  /** Behind the last byte; undefined while nobody knows. */
  endByte?: number;
  /** Whoever wants it to stay. */
  pinnedBy?: string;
  /** It goes when it is put away: its source is not to be kept. */
  leavesNothing = false;
  private readonly logger = new Logger('audio cache');
  private isComplete: boolean;
  private finishing?: Promise<void>;
  /** Room that is taken for it. */
  private takenBytes: number;
  private savedBytes: number;
  private saving: Promise<boolean> = Promise.resolve(false);
  private isDiscarded = false;
  private removing?: Promise<void>;
  /** There is a row that says what is there. */
  private isWrittenDown: boolean;

  private constructor(
    private readonly key: AudioKey,
    private readonly store: CopyStore,
    private readonly handle: FileHandle,
    private readonly file: string,
    kept?: KeptCopy & { readonly extents: Extents },
  ) {
    this.extents = kept?.extents ?? new Extents();
    this.takenBytes = this.savedBytes = this.extents.bytes;
    this.isComplete = kept?.isComplete ?? false;
    this.isConfirmed = this.isComplete;
    this.isWrittenDown = kept !== undefined;
    if (!kept) return;
    this.tag = kept.tag;
    this.version = kept.version;
    if (kept.version.sizeBytes !== undefined) this.endByte = kept.version.sizeBytes;
  }

  /** What earlier fetches left, where that is good, else an empty file. */
  static async open(key: AudioKey, store: CopyStore): Promise<CopyFile> {
    const kept = await store.find(key);
    const left = kept && (await CopyFile.reopen(kept, key, store));
    const file = left ?? (await CopyFile.create(key, store));
    if (kept?.pinnedBy !== undefined) file.pinnedBy = kept.pinnedBy;
    return file;
  }

  private static async create(key: AudioKey, store: CopyStore): Promise<CopyFile> {
    const file = newId();
    return new CopyFile(key, store, await open(store.path(file, false), 'wx+', 0o600), file);
  }

  /** @returns undefined where the file has gone, or is not as long as it must be */
  private static async reopen(kept: KeptCopy, key: AudioKey, store: CopyStore): Promise<CopyFile | undefined> {
    const { file, isComplete, version, storedBytes } = kept;
    const extents = Extents.parse(kept.stored);
    const handle = await open(store.path(file, isComplete), 'r+').catch(() => undefined);
    if (handle && extents && extents.bytes > 0) {
      const { size } = await handle.stat();
      const isLongEnough = isComplete ? size === version.sizeBytes : size >= extents.end;
      const isSound = isLongEnough && extents.bytes === storedBytes && (isComplete || hasValidator(version));
      if (isSound) {
        await store.used(kept);
        return new CopyFile(key, store, handle, file, { ...kept, extents });
      }
    }
    await handle?.close();
    await store.forget(key);
    await store.removeFile(file);
    store.give(storedBytes);
    return undefined;
  }

  /** Whether all of it is there. */
  get isWhole(): boolean {
    return this.endByte !== undefined && this.extents.endFrom(0) >= this.endByte;
  }

  /**
   * The host has another version than nobody or the last run knew. Nothing of it was handed out.
   * @throws SourceUnavailable it can never fit
   */
  async begin(version: RemoteVersion, tag: string): Promise<void> {
    const { sizeBytes } = version;
    if ((sizeBytes ?? 0) > this.store.maxBytes) {
      throw new SourceUnavailable(
        'The audio is larger than streaming.cache.remoteMaxSize. Raise it to play this.',
        'cache-full',
      );
    }
    // First the row: it would say of the new bytes what is true of the old ones.
    if (this.isWrittenDown) await this.store.forget(this.key);
    this.isWrittenDown = false;
    this.extents.clear();
    await this.handle.truncate();
    this.release(this.takenBytes);
    this.savedBytes = 0;
    this.version = version;
    this.tag = tag;
    this.isConfirmed = true;
    if (sizeBytes === undefined) delete this.endByte;
    else this.endByte = sizeBytes;
    this.growth.wakeAll();
  }

  /** Bytes came for it, be they known already. */
  received(bytes: number): void {
    this.store.received(this.key, bytes);
  }

  /** The host has this version, as far as can be told. */
  confirm(): void {
    if (this.isConfirmed) return;
    this.isConfirmed = true;
    this.growth.wakeAll();
  }

  /** All of it came, though nobody said how much that is. */
  endsAt(sizeBytes: number): void {
    if (this.version) this.version = { ...this.version, sizeBytes };
  }

  async read(into: Buffer, position: number, length: number): Promise<number> {
    return (await this.handle.read(into, 0, length, position)).bytesRead;
  }

  /** Good as long as this is not closed. */
  get whole(): FileHandle {
    return this.handle;
  }

  /** Whether bytes that are there are these. */
  async holds(position: number, bytes: Buffer): Promise<boolean> {
    const there = Buffer.allocUnsafe(Math.min(bytes.length, COMPARED_BYTES));
    for (let done = 0; done < bytes.length;) {
      const length = await this.read(there, position + done, Math.min(there.length, bytes.length - done));
      if (length === 0 || bytes.compare(there, 0, length, done, done + length) !== 0) return false;
      done += length;
    }
    return true;
  }

  /**
   * @param bytes of which none is there yet
   * @throws SourceUnavailable there is no room for them
   */
  async write(position: number, bytes: Buffer): Promise<void> {
    await this.store.take(bytes.length);
    this.takenBytes += bytes.length;
    try {
      await this.writeAll(bytes, position);
    } catch (error) {
      this.release(bytes.length);
      throw error;
    }
    const before = this.extents.bytes;
    this.extents.add(position, position + bytes.length);
    // Another may have written some of them at this moment.
    this.release(bytes.length - (this.extents.bytes - before));
    this.growth.wakeAll();
    if (this.takenBytes - this.savedBytes >= CHECKPOINT_BYTES) await this.leavePart();
  }

  /** Gives it its name among the whole ones, once all of it is there; costs nothing the second time. */
  finish(): Promise<void> {
    // It can be played all the same.
    this.finishing ??= this.complete().catch((error: unknown) => this.complain(error));
    return this.finishing;
  }

  /** It is not kept. Who has it open reads on. */
  async discard(): Promise<void> {
    this.isDiscarded = true;
    this.removing ??= this.removeAll();
    await this.removing;
  }

  /** Keeps what is worth it. Nobody reads or writes any more. */
  async close(): Promise<void> {
    if (this.isOutdated) await this.discard();
    if (this.isWhole && !this.isDiscarded) await this.finish();
    const isLeft = !this.isDiscarded && (this.isComplete || (await this.leavePart()));
    if (!isLeft) await this.discard();
    await this.handle.close();
    if (!isLeft) this.release(this.takenBytes);
  }

  private async removeAll(): Promise<void> {
    // What is being written down is written down first, so that nothing appears afterwards.
    await this.saving;
    await this.finishing;
    // First the row: a file without one is removed by the next run.
    if (this.isWrittenDown) await this.store.forget(this.key);
    await this.store.removeFile(this.file);
  }

  private release(bytes: number): void {
    this.takenBytes -= bytes;
    this.store.give(bytes);
  }

  /** @returns whether what is there is kept for the next time */
  private leavePart(): Promise<boolean> {
    this.saving = this.saving.then(async () => {
      try {
        return await this.savePart();
      } catch (error) {
        this.complain(error);
        return false;
      }
    });
    return this.saving;
  }

  /** Has the disk take what is there, then writes that down. @returns false where it could not be gone on with */
  private async savePart(): Promise<boolean> {
    const row = this.row(false);
    if (this.leavesNothing || !row || row.storedBytes === 0 || !hasValidator(row.version) || this.isAtItsEnd())
      return false;
    await this.handle.datasync();
    if (this.isAtItsEnd()) return false;
    await this.store.save(row);
    this.isWrittenDown = true;
    this.savedBytes = row.storedBytes;
    return true;
  }

  /** It is, or has begun to be, a whole one, or none at all. */
  private isAtItsEnd(): boolean {
    return this.isDiscarded || this.finishing !== undefined;
  }

  private async complete(): Promise<void> {
    if (this.isComplete || this.leavesNothing) return;
    await this.saving;
    const { size } = await this.handle.stat();
    const row = this.row(true);
    // Without a length that was told, nothing says that this is all; without a byte, that it is audio.
    if (!row || size !== row.version.sizeBytes || size === 0) return;
    await this.handle.datasync();
    if (this.isDiscarded) return;
    await this.store.complete(row);
    this.isComplete = this.isWrittenDown = true;
  }

  private complain(error: unknown): void {
    this.logger.warn(`Audio is not kept: ${error instanceof Error ? error.message : String(error)}`);
  }

  private row(isComplete: boolean): Omit<KeptCopy, 'lastUsedAtMs'> | undefined {
    const { version, tag, file, key, extents, pinnedBy } = this;
    if (!version) return undefined;
    return {
      ...key,
      file,
      tag,
      version,
      stored: String(extents),
      storedBytes: extents.bytes,
      isComplete,
      ...(pinnedBy !== undefined && { pinnedBy }),
    };
  }

  private async writeAll(bytes: Buffer, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      try {
        done += (await this.handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
      } catch (error) {
        // What was kept for later makes room for what is played now.
        if (!isDiskFull(error)) throw error;
        if (!(await this.store.letOneGo()))
          throw new SourceUnavailable('The disk with the cache is full. Make room on it.', 'disk-full');
      }
    }
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
