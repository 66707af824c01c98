import { Injectable } from '@nestjs/common';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DiskCache, SingleFlight } from '../common/index.js';
import { Directories } from '../config/index.js';
import { SourceRegistry, SourceUnavailable } from '../sources/index.js';
import { ArtworkRepository, type KnownArtwork } from './artwork-repository.js';
import type { ArtworkView } from './artwork.dto.js';
import { looked, scaled, type PictureFormat } from './pictures.js';
import { ArtworkBusy } from './artwork-busy.js';

/** Few enough that the cache is used, near enough that no screen gets much more than it shows. */
const SIZES_PX = [64, 128, 256, 384, 512, 768, 1024, 1600] as const;
const LARGEST_PX = 1600;
/** Some 20,000 covers in three sizes. */
const CACHE_BYTES = 1024 ** 3;
/** A source that hangs must not hold up the others' covers. */
const READ_LIMIT_MS = 10_000;
/** More than a page full of covers; whoever comes later should come again. */
const MAX_WAITING = 512;

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

  constructor(
    private readonly artworks: ArtworkRepository,
    private readonly sources: SourceRegistry,
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
    const name = `${id}-${sizePx}.${format}`;
    return (await this.kept(name)) ?? this.flight.do(name, () => this.make(artwork, name, sizePx, format));
  }

  /** Size, colours and preview; looked at once, then remembered. Throws like `picture`. */
  async view(id: string): Promise<ArtworkView> {
    const artwork = await this.artworks.find(id);
    if (artwork.view) return artwork.view;
    return this.flight.do(id, async () => {
      const view = await looked(id, await this.read(artwork));
      await this.artworks.save(view);
      return view;
    });
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
    const picture = await scaled(await this.read(artwork), sizePx, format);
    const temporary = this.cache.temporary();
    try {
      await writeFile(temporary, picture, { mode: 0o600 });
      await this.cache.keep(temporary, name, picture.length);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return picture;
  }

  private async read({ source, locator }: KnownArtwork): Promise<Buffer> {
    const capability = this.sources.get(source)?.capabilities.artwork;
    if (!capability) throw new SourceUnavailable(`The source “${source}” is switched off or has no covers.`);
    // Not the signal of a request: others may wait for the same cover.
    return capability.read(locator, AbortSignal.timeout(READ_LIMIT_MS));
  }
}
