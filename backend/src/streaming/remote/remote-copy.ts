import type { FileHandle } from 'node:fs/promises';
import { SourceUnavailable } from '../../sources/index.js';
import type { AudioBody } from '../audio-body.js';
import type { CopyFile } from './copy-file.js';
import { AudioChanged } from './remote-answer.js';
import { NEAR_BYTES, RemoteFetch, type FetchReader } from './remote-fetch.js';
import type { Whereabouts } from './whereabouts.js';

interface CopyReader extends FetchReader {
  /** Whom it waits for. */
  fetch?: RemoteFetch;
}

/** How somebody is going to read. */
export interface ReadingWish {
  /** Of the byte that is wanted first. */
  readonly position: number;
  /** No more than so much is fetched ahead of where it reads; absent: as much as keeps a player going. */
  readonly aheadBytes?: number;
}

/** Nobody is given anything any more. */
export class ServerEnds extends SourceUnavailable {
  override readonly retryAfterSeconds = 3;

  constructor() {
    super('The server is being ended. Play it again when it is back.', 'server-ends');
  }
}

/** How much is there. */
export interface CopyProgress {
  readonly storedBytes: number;
  /** Absent while nobody knows. */
  readonly sizeBytes?: number;
}

/**
 * Some audio that lies elsewhere, as far as it is here, and everybody who reads it. What is missing where they read is
 * fetched, each byte once; when nobody reads any more, nothing is fetched any more.
 */
export class RemoteCopy {
  /** Settled when it is put away, or other bytes have taken its place: another one may be begun. */
  readonly released: Promise<void>;
  /** How to get at what is missing. Absent: all of it is there. */
  whereabouts?: Whereabouts;
  private readonly releasing = Promise.withResolvers<undefined>();
  private readonly readers = new Set<CopyReader>();
  private readonly fetches = new Set<RemoteFetch>();
  private closing?: Promise<void>;

  constructor(private readonly file: CopyFile) {
    this.released = this.releasing.promise;
  }

  /** Whether somebody may still read it. */
  get isOpen(): boolean {
    return !this.closing && !this.file.isOutdated;
  }

  get isWhole(): boolean {
    return this.file.isWhole;
  }

  get progress(): CopyProgress {
    const { extents, endByte } = this.file;
    return { storedBytes: extents.bytes, ...(endByte !== undefined && { sizeBytes: endByte }) };
  }

  /** The name of who wants it to stay; undefined: nobody does. */
  set pinnedBy(name: string | undefined) {
    if (name === undefined) delete this.file.pinnedBy;
    else this.file.pinnedBy = name;
  }

  /** Nothing of it stays when nobody reads it any more. */
  leaveNothing(): void {
    this.file.leavesNothing = true;
  }

  get pinnedBy(): string | undefined {
    return this.file.pinnedBy;
  }

  /**
   * One more reads: until the body is closed.
   * @throws UpstreamError, SourceUnavailable, TrackNotFound, and the reason of the signal
   */
  async open({ position, aheadBytes }: ReadingWish, signal: AbortSignal): Promise<AudioBody> {
    const reader: CopyReader = { position, isBackground: false, ...(aheadBytes !== undefined && { aheadBytes }) };
    this.readers.add(reader);
    try {
      // What is not all there may be another version by now: the host is asked before anything is sent.
      while (!this.isReadyAt(position)) {
        await this.waitFor(reader, this.file.extents.endFrom(position), signal);
      }
      // From here on another version does not take its place unnoticed.
      this.file.confirm();
      return this.bodyFor(reader);
    } catch (error) {
      await this.leave(reader);
      throw error;
    }
  }

  /**
   * Fetches all of it, behind everything for which somebody waits.
   * @param onProgress told each time there is more
   */
  async fetchAll(signal: AbortSignal, onProgress: (progress: CopyProgress) => void): Promise<void> {
    const reader: CopyReader = { position: Infinity, isBackground: true };
    this.readers.add(reader);
    try {
      await this.readAll(reader, signal, () => onProgress(this.progress));
      await this.file.finish();
    } finally {
      await this.leave(reader);
    }
  }

  /** Puts it away, whoever reads it. */
  close(): Promise<void> {
    this.closing ??= this.putAway();
    return this.closing;
  }

  /** Stays open until what is returned is called, though nobody reads it. */
  enter(): () => Promise<void> {
    const reader: CopyReader = { position: 0, isBackground: true };
    this.readers.add(reader);
    return () => this.leave(reader);
  }

  /** Is not kept; who reads it reads it to its end. */
  async discard(): Promise<void> {
    this.pinnedBy = undefined;
    await this.file.discard();
  }

  private bodyFor(reader: CopyReader): AudioBody {
    const { version, tag } = this.file;
    if (!version) throw new Error('Nothing is known of the audio.');
    const { mimeType, sizeBytes } = version;
    return {
      mimeType,
      ...(sizeBytes !== undefined && { sizeBytes }),
      validators: { etag: tag },
      read: (into, position, signal) => this.read(reader, into, position, signal),
      wholeFile: (signal) => this.whole(reader, signal),
      isUnchanged: () => Promise.resolve(!this.file.isOutdated),
      close: () => this.leave(reader),
    };
  }

  private async read(reader: CopyReader, into: Buffer, position: number, signal: AbortSignal): Promise<number> {
    const { file } = this;
    reader.position = position;
    reader.fetch?.readersChanged();
    for (;;) {
      this.refuseWhenOver();
      const end = file.extents.endFrom(position);
      if (end > position) {
        // What comes next is asked for before it is waited for.
        if (end - position < NEAR_BYTES && end !== file.endByte) this.joinFetch(reader, end);
        return file.read(into, position, Math.min(into.length, end - position));
      }
      if (position >= (file.endByte ?? Infinity)) return 0;
      await this.waitFor(reader, position, signal);
    }
  }

  private async whole(reader: CopyReader, signal: AbortSignal): Promise<FileHandle> {
    // Nothing is too far ahead of who wants all of it.
    reader.position = Infinity;
    await this.readAll(reader, signal, () => undefined);
    return this.file.whole;
  }

  private async readAll(reader: CopyReader, signal: AbortSignal, onProgress: () => void): Promise<void> {
    while (!this.file.isWhole) {
      await this.waitFor(reader, this.file.extents.endFrom(0), signal);
      onProgress();
    }
  }

  /** Whether all that is behind a position is there, or something is, and it is not out of date. */
  private isReadyAt(position: number): boolean {
    const { extents, endByte = Infinity, isConfirmed } = this.file;
    const end = extents.endFrom(position);
    return end >= endByte || (isConfirmed && end > position);
  }

  /** Until there may be more. @param missing where something is not there @throws whatever it was fetched with */
  private async waitFor(reader: CopyReader, missing: number, signal: AbortSignal): Promise<void> {
    this.refuseWhenOver();
    signal.throwIfAborted();
    this.joinFetch(reader, missing);
    this.refuseWhatFailed(reader);
    await this.file.growth.wait(signal);
    signal.throwIfAborted();
    this.refuseWhatFailed(reader);
  }

  private refuseWhatFailed({ fetch }: CopyReader): void {
    if (fetch?.failure) throw fetch.failure;
  }

  private refuseWhenOver(): void {
    if (this.file.isOutdated) throw new AudioChanged();
    if (this.closing) throw new ServerEnds();
  }

  /** Has the reader wait for whoever fetches what is missing; a failure is kept until it is seen. */
  private joinFetch(reader: CopyReader, missing: number): void {
    const { fetch: before } = reader;
    if (before?.failure !== undefined || before?.covers(missing)) return;
    const fetch = [...this.fetches].find((one) => one.covers(missing)) ?? this.begin(missing);
    reader.fetch = fetch;
    fetch.readers.add(reader);
    this.part(reader, before);
    fetch.readersChanged();
  }

  private begin(missing: number): RemoteFetch {
    const { file, whereabouts } = this;
    if (!whereabouts) throw new Error('Something is missing, and nobody knows where it lies.');
    const fetch = new RemoteFetch(file, whereabouts, missing);
    this.fetches.add(fetch);
    void fetch.ended.then(() => {
      this.fetches.delete(fetch);
      if (this.file.isOutdated) void this.giveWay();
    });
    return fetch;
  }

  private part(reader: CopyReader, fetch: RemoteFetch | undefined): void {
    fetch?.readers.delete(reader);
    fetch?.readersChanged();
  }

  /** Other bytes lie there by now: who reads these is cut off, and who comes gets those. */
  private async giveWay(): Promise<void> {
    for (const fetch of this.fetches) fetch.end();
    this.file.growth.wakeAll();
    // What fails is told to whoever puts it away.
    await this.file.discard().catch(() => undefined);
    this.releasing.resolve(undefined);
  }

  private async leave(reader: CopyReader): Promise<void> {
    if (!this.readers.delete(reader)) return;
    this.part(reader, reader.fetch);
    if (this.readers.size === 0) await this.close();
  }

  private async putAway(): Promise<void> {
    const running = [...this.fetches];
    for (const fetch of running) fetch.end();
    this.file.growth.wakeAll();
    await Promise.all(running.map(({ ended }) => ended));
    try {
      await this.file.close();
    } finally {
      this.releasing.resolve(undefined);
    }
  }
}
