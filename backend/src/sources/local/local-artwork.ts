import { readdir, type FileHandle } from 'node:fs/promises';
import { NotOpened, openRegular, type RegularFile } from '../../common/index.js';
import { ArtworkNotFound } from '../source-error.js';
import type { ArtworkCapability } from '../source.js';
import { parseArtworkLocator } from './artwork-locator.js';
import { locatorOf, pathOf } from './file-locator.js';
import { identityOf, stemOf } from './folder-reader.js';
import { isReadable } from './readable-places.js';
import type { RootFolders } from './root-folders.js';
import {
  BrokenAudio,
  isAudioExtension,
  type PictureLocation,
  readAudio,
  readFetched,
  withoutUnsynchronisation,
} from '../../tags/index.js';

const MAX_PICTURE_BYTES = 32 * 1024 * 1024;
/** Base64 takes a third more, its picture block a little. */
const MAX_STORED_BYTES = MAX_PICTURE_BYTES * 1.4;
/** Where the file that held a picture does not any more, so many others in its folder are tried. */
const MAX_OTHERS = 50;
const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set(['jpg', 'jpeg', 'png', 'webp']);

/** The pictures in and beside the files. */
export class LocalArtwork implements ArtworkCapability {
  constructor(private readonly roots: RootFolders) {}

  async read(locator: string, signal: AbortSignal): Promise<Buffer> {
    const place = parseArtworkLocator(locator);
    if (!place || this.roots.rootOf(place.locator) === undefined) throw new ArtworkNotFound('There is no such cover.');
    signal.throwIfAborted();
    try {
      if (place.kind === 'file') return await this.readPictureFile(place.locator);
      const picture = await this.readEmbedded(place.locator, place.identity, signal);
      if (picture) return picture;
    } catch (error) {
      if (!isExpected(error)) throw error; // gone, or not readable
    }
    throw new ArtworkNotFound('The cover has gone since it was found. The next scan will notice.');
  }

  /** From the file that held it when it was found; else from another of the folder, as tracks share their cover. */
  private async readEmbedded(locator: string, identity: string, signal: AbortSignal): Promise<Buffer | undefined> {
    const own = await this.readFrom(locator, identity);
    if (own) return own;
    const folder = locator.slice(0, locator.lastIndexOf('/') + 1);
    let tried = 0;
    for (const name of await readdir(pathOf(folder), { encoding: 'buffer' })) {
      const other = folder + locatorOf(name);
      if (other === locator || !isAudioExtension(extensionOf(other)) || ++tried > MAX_OTHERS) continue;
      signal.throwIfAborted();
      const picture = await this.readFrom(other, identity);
      if (picture) return picture;
    }
    return undefined;
  }

  private async readFrom(locator: string, identity: string): Promise<Buffer | undefined> {
    let file: RegularFile | undefined;
    try {
      file = await this.open(locator, isAudioExtension);
      const picture = await findPicture(file, locator, identity);
      return picture && (await readPicture(file.handle, picture));
    } catch (error) {
      if (!isExpected(error)) throw error;
      return undefined;
    } finally {
      await file?.handle.close();
    }
  }

  private async readPictureFile(locator: string): Promise<Buffer> {
    const { handle, stats } = await this.open(locator, (extension) => PICTURE_EXTENSIONS.has(extension));
    try {
      if (stats.size > MAX_PICTURE_BYTES) throw new ArtworkNotFound('The cover is larger than 32 MiB.');
      return await readPicture(handle, plain(Number(stats.size)));
    } finally {
      await handle.close();
    }
  }

  private async open(locator: string, isRead: (extension: string) => boolean): Promise<RegularFile> {
    const places = await this.roots.places();
    return openRegular(pathOf(locator), (real) => isReadable(real, places, isRead));
  }
}

const extensionOf = (locator: string): string => {
  const name = locator.slice(locator.lastIndexOf('/') + 1);
  return name.slice(stemOf(name).length + 1).toLowerCase();
};

/** Finding it takes a few reads of the header, as in a scan. */
function findPicture(
  { handle, stats }: RegularFile,
  locator: string,
  identity: string,
): Promise<PictureLocation | undefined> {
  const fetch = async (into: Buffer, position: number): Promise<number> =>
    (await handle.read(into, 0, into.length, position)).bytesRead;
  return readFetched(fetch, Number(stats.size), (file) => {
    const { picture } = readAudio(file, extensionOf(locator)).fields;
    return picture && identityOf(file, picture) === identity ? picture : undefined;
  });
}

/** A whole file. */
function plain(length: number): PictureLocation {
  return { ranges: [{ offset: 0, length }], encoding: 'plain', start: 0, length, isFront: true };
}

/** It has gone, cannot be read, or is nothing that is read. */
function isExpected(error: unknown): boolean {
  return error instanceof BrokenAudio || error instanceof NotOpened || (error instanceof Error && 'syscall' in error);
}

async function readPicture(handle: FileHandle, { ranges, encoding, start, length }: PictureLocation): Promise<Buffer> {
  const stored = ranges.reduce((sum, range) => sum + range.length, 0);
  if (length > MAX_PICTURE_BYTES || stored > MAX_STORED_BYTES)
    throw new ArtworkNotFound('The cover is larger than 32 MiB.');
  const bytes = Buffer.alloc(stored);
  let at = 0;
  for (const range of ranges) {
    const { bytesRead } = await handle.read(bytes, at, range.length, range.offset);
    if (bytesRead < range.length) throw new ArtworkNotFound('The file ends within its cover.');
    at += range.length;
  }
  if (encoding === 'base64') return Buffer.from(bytes.toString('latin1'), 'base64').subarray(start, start + length);
  const decoded = encoding === 'unsynchronised' ? withoutUnsynchronisation(bytes) : bytes;
  return decoded.subarray(start, start + length);
}
