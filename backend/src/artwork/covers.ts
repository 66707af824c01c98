import { Injectable } from '@nestjs/common';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BoundedCache, Clock, DiskCache, DomainError, SingleFlight } from '../common/index.js';
import { Directories } from '../config/index.js';
import { OWN_COVERS } from '../library/index.js';
import { ArtworkNotFound, SourceRegistry, SourceUnavailable } from '../sources/index.js';
import { ArtworkBusy } from './artwork-busy.js';
import { ArtworkRepository, type KnownArtwork } from './artwork-repository.js';
import { ArtworkUnreadable } from './artwork-unreadable.js';
import type { ArtworkView } from './artwork.dto.js';
import { PictureFolder } from './own/picture-folder.js';
import { PictureProcess } from './picture-process.js';
import type { PictureFormat } from './picture-protocol.js';

/** Few enough that the cache is used, near enough that no screen gets much more than it shows. */
const SIZES_PX = [64, 128, 256, 384, 512, 768, 1024, 1600] as const;
const LARGEST_PX = 1600;
/** Some 20,000 covers in three sizes. */
const CACHE_BYTES = 1024 ** 3;
/** What is made before anybody asks leaves room for what somebody did ask for. */
const MOST_BYTES_AHEAD = CACHE_BYTES / 2;
/** Those of rows, and of cards on a screen of two dots a pixel. */
const SIZES_AHEAD_PX = [128, 512] as const;
/** A source that hangs must not hold up the others' covers. */
const READ_LIMIT_MS = 10_000;
/** More than a page full of covers; whoever comes later should come again. */
const MAX_WAITING = 512;

const FETCHES_AT_ONCE = 8;
/** A remote cover that is not there is looked for again after this. */
const MISSING_FOR_MS = 60 * 60 * 1_000;
const MISSING_REMEMBERED = 10_000;
const NOTHING_THERE = 'There was no cover at its source a short while ago.';

/** The number changes with what can be decoded: then all are tried again. */
const unreadableMark = (id: string): string => `${id}-unreadable-1`;

const pictureName = (id: string, sizePx: number, format: PictureFormat): string => `${id}-${sizePx}.${format}`;

/** One of the sizes that covers are made in: the least that is not smaller than asked for. */
export function coverSize(wantedPx: number = LARGEST_PX): number {
  return SIZES_PX.find((size) => size >= wantedPx) ?? LARGEST_PX;
}

/** Covers in the size and format that somebody needs, made once and kept. */
@Injectable()
export class Covers {
  private readonly cache: DiskCache;
  private readonly flight = new SingleFlight({
    atOnce: availableParallelism(),
    mostWaiting: MAX_WAITING,
    refusal: () => new ArtworkBusy(),
  });

  /** Sizes of one cover are made at the same time. */
  private readonly fetches = new SingleFlight({
    atOnce: FETCHES_AT_ONCE,
    mostWaiting: MAX_WAITING,
    refusal: () => new ArtworkBusy(),
  });
  /** Epoch milliseconds, of remote covers by id. */
  private readonly missingUntilMs = new BoundedCache<string, number>(MISSING_REMEMBERED);

  constructor(
    private readonly artworks: ArtworkRepository,
    private readonly sources: SourceRegistry,
    private readonly pictures: PictureProcess,
    private readonly given: PictureFolder,
    private readonly clock: Clock,
    directories: Directories,
  ) {
    this.cache = new DiskCache(join(directories.cache, 'artwork'), CACHE_BYTES);
  }

  /**
   * @param sizePx one of `coverSize`
   * @throws NotFound nobody knows it
   * @throws ArtworkNotFound it has gone
   * @throws ArtworkUnreadable it cannot be shown
   * @throws ArtworkBusy too many are being made
   */
  async picture(id: string, sizePx: number, format: PictureFormat): Promise<Buffer> {
    // A cover that left the library must not stay reachable because it was once shown.
    const artwork = await this.artworks.find(id);
    await this.cache.open();
    const name = pictureName(id, sizePx, format);
    return (await this.kept(name)) ?? this.flight.do(name, () => this.make(artwork, name, sizePx, format));
  }

  /** Size, colours and preview; looked at once, then remembered. Throws like `picture`. */
  async view(id: string): Promise<ArtworkView> {
    const artwork = await this.artworks.find(id);
    if (artwork.view) return artwork.view;
    await this.cache.open();
    return this.flight.do(id, async () => {
      const view = await this.decoded(artwork, (original) => this.look(id, original));
      await this.artworks.save(view);
      return view;
    });
  }

  /**
   * Makes what a page of covers shows first, of one that was never looked at.
   * @returns what is to be remembered of it; undefined where it cannot be shown now
   */
  async prepare(artwork: KnownArtwork): Promise<ArtworkView | undefined> {
    await this.cache.open();
    try {
      return await this.flight.do(`${artwork.id} ahead`, () =>
        this.decoded(artwork, async (original) => {
          for (const sizePx of SIZES_AHEAD_PX) {
            const name = pictureName(artwork.id, sizePx, 'webp');
            const isWanted = this.cache.usedBytes < MOST_BYTES_AHEAD && this.cache.find(name) === undefined;
            if (isWanted) await this.scale(original, name, sizePx, 'webp');
          }
          return this.look(artwork.id, original);
        }),
      );
    } catch (error) {
      // Gone, unreadable, or on a disk that is not there or hangs: whoever asks for it is told so.
      const isTooLate = error instanceof DOMException && error.name === 'TimeoutError';
      if (error instanceof DomainError || isTooLate) return undefined;
      throw error;
    }
  }

  /** What could not be decoded once is not tried again: the id changes when the picture may have. */
  private async decoded<T>(artwork: KnownArtwork, decode: (original: Buffer) => Promise<T>): Promise<T> {
    const mark = unreadableMark(artwork.id);
    if (this.cache.find(mark) !== undefined) throw new ArtworkUnreadable();
    const original = await this.read(artwork);
    try {
      return await decode(original);
    } catch (error) {
      if (error instanceof ArtworkUnreadable) await this.keep(mark, Buffer.alloc(0));
      throw error;
    }
  }

  private async kept(name: string): Promise<Buffer | undefined> {
    const path = this.cache.find(name);
    if (path === undefined) return undefined;
    try {
      return await readFile(path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      this.cache.forget(name);
      return undefined;
    }
  }

  private async make(artwork: KnownArtwork, name: string, sizePx: number, format: PictureFormat): Promise<Buffer> {
    return this.decoded(artwork, async (original) => {
      const picture = await this.scale(original, name, sizePx, format);
      // The preview of one that was fetched comes with it: nothing goes through those ahead.
      if (!artwork.view && this.isRemote(artwork)) await this.artworks.save(await this.look(artwork.id, original));
      return picture;
    });
  }

  private async scale(original: Buffer, name: string, sizePx: number, format: PictureFormat): Promise<Buffer> {
    const made = await this.pictures.perform({ kind: 'scale', sizePx, format, original });
    const picture = Buffer.from(made.buffer, made.byteOffset, made.byteLength);
    await this.keep(name, picture);
    return picture;
  }

  private async look(id: string, original: Buffer): Promise<ArtworkView> {
    return { id, ...(await this.pictures.perform({ kind: 'look', original })) };
  }

  private isRemote({ source }: KnownArtwork): boolean {
    return this.sources.get(source)?.capabilities.artwork?.isRemote === true;
  }

  private async keep(name: string, content: Buffer): Promise<void> {
    const temporary = this.cache.temporary();
    try {
      await writeFile(temporary, content, { mode: 0o600 });
      await this.cache.keep(temporary, name, content.length);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  private async read({ id, source, locator }: KnownArtwork): Promise<Buffer> {
    if (source === OWN_COVERS) return this.given.read(locator);
    const capability = this.sources.get(source)?.capabilities.artwork;
    if (!capability)
      throw new SourceUnavailable(`The source “${source}” is switched off or has no covers.`, 'source-off');
    // Not the signal of a request: others may wait for the same cover.
    const read = (): Promise<Buffer> => capability.read(locator, AbortSignal.timeout(READ_LIMIT_MS));
    return capability.isRemote ? this.fetched(id, read) : read();
  }

  /** Asks outside once for all sizes of a cover. */
  private async fetched(id: string, fetch: () => Promise<Buffer>): Promise<Buffer> {
    const name = `${id}-original`;
    const known = await this.kept(name);
    if (known) return known;
    if (this.clock.nowMs() < (this.missingUntilMs.get(id) ?? 0)) throw new ArtworkNotFound(NOTHING_THERE);
    return this.fetches.do(id, async () => {
      try {
        const original = await fetch();
        await this.keep(name, original);
        return original;
      } catch (error) {
        if (error instanceof ArtworkNotFound) this.missingUntilMs.set(id, this.clock.nowMs() + MISSING_FOR_MS);
        throw error;
      }
    });
  }
}
