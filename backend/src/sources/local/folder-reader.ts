import { closeSync, fstatSync, readFileSync, type Stats } from 'node:fs';
import { crc32 } from 'node:zlib';
import { NotOpened, openRegularSync } from '../../common/index.js';
import type { CollectedArtwork, CollectedItem, CollectedTrack, ItemFault } from '../collection.js';
import { embeddedArtwork, fileArtwork, pictureIdentity } from './artwork-locator.js';
import { collectedTrack, type FileFacts } from './collected-track.js';
import { pathOf } from './file-locator.js';
import { isGone, listFolder, type FolderListing } from './folder-listing.js';
import type { ListedFile } from './listed-file.js';
import { fileVersion, folderVersion, stamp } from './folder-version.js';
import { reasonOf } from './folder-walk.js';
import { isLyricsExtension } from './lyrics-files.js';
import { byNaturalOrder } from './natural-order.js';
import { isReadable, type Places } from './readable-places.js';
import { BrokenAudio } from './tags/broken-audio.js';
import { ByteFile } from './tags/byte-file.js';
import type { ParsedAudio } from './tags/parsed-audio.js';
import { contentKey, isAudioExtension, readAudio } from './tags/read-audio.js';
import { fetchRanges } from './tags/sequential-bytes.js';
import type { PictureLocation } from './tags/tag-fields.js';
import { decodeUtf16, decodeUtf8 } from './tags/text.js';

const MAX_LYRICS_BYTES = 512 * 1024;
const PICTURE_HEAD_BYTES = 1024;

/** Reads the audio files of one folder, in their natural order. */
export class FolderReader {
  private readonly file = new ByteFile();
  private readonly folder: string;
  private readonly listing: FolderListing;
  /** First holder of each embedded picture: tracks of an album mostly carry the same. */
  private readonly holders = new Map<string, string>();

  /** @throws the file system's error when the folder cannot be read */
  constructor(
    folder: string,
    private readonly places: Places,
  ) {
    this.folder = folder;
    this.listing = listFolder(folder);
  }

  get version(): string {
    return folderVersion(this.listing);
  }

  /**
   * Reads one file after the other.
   * @param known versions of the items known before, by locator: those that are equal are not opened
   * @param faults files not to be tried again, by name
   * @param reading told of each file before it is opened
   */
  *items(
    known: ReadonlyMap<string, string>,
    faults: ReadonlyMap<string, ItemFault>,
    reading: (name: string) => void,
  ): Generator<CollectedItem> {
    const files = this.listing.audio.toSorted((a, b) => byNaturalOrder(a.name, b.name));
    for (const file of files) {
      const locator = this.folder + file.name;
      const version = fileVersion(file, stemOf(file.name), this.listing);
      const fault = faults.get(file.name);
      if (fault) {
        yield { kind: 'broken', locator, version, fault };
      } else if (known.get(locator) === version) {
        yield { kind: 'unchanged', locator };
      } else {
        reading(file.name);
        const item = this.read(file);
        if (item) yield item;
      }
    }
  }

  /** Undefined when the file has gone meanwhile. */
  private read(file: ListedFile): CollectedItem | undefined {
    const locator = this.folder + file.name;
    let seen = file;
    // Whoever writes the file while it is read gets a second look; after that the next scan will see a new version.
    for (let tries = 0; ; tries++) {
      const version = fileVersion(seen, stemOf(file.name), this.listing);
      let fd: number | undefined;
      let after: Stats | undefined;
      let item: CollectedItem;
      try {
        fd = this.open(locator, isAudioExtension);
        item = { kind: 'track', locator, version, track: this.track(fd, seen, locator) };
        after = fstatSync(fd);
      } catch (error) {
        if (isGone(error)) return undefined;
        item = { kind: 'broken', locator, version, fault: faultOf(error) };
        if (fd !== undefined) after = fstatSync(fd);
      } finally {
        if (fd !== undefined) closeSync(fd);
      }
      const isSame = !after || (after.size === seen.sizeBytes && after.mtimeMs === seen.modifiedAtMs);
      if (isSame || !after || tries > 0) return item;
      seen = { name: file.name, sizeBytes: after.size, modifiedAtMs: after.mtimeMs };
    }
  }

  private track(fd: number, { name, sizeBytes }: ListedFile, locator: string): CollectedTrack {
    const stem = stemOf(name);
    this.file.open(fd, sizeBytes);
    const parsed = readAudio(this.file, name.slice(stem.length + 1).toLowerCase());
    const key = contentKey(this.file, parsed);
    const beside = this.listing.lyrics.of(stem);
    const sidecarLyrics = beside && this.readLyrics(this.folder + beside.name, beside);
    const artwork = this.artwork(parsed, locator);
    const facts: FileFacts = {
      baseName: stem,
      sizeBytes,
      contentKey: key,
      ...(sidecarLyrics === undefined ? {} : { sidecarLyrics }),
      ...(artwork ? { artwork } : {}),
    };
    return collectedTrack(parsed, facts);
  }

  private open(locator: string, isRead: (extension: string) => boolean): number {
    return openRegularSync(pathOf(locator), (real) => isReadable(real, this.places, isRead));
  }

  private readLyrics(locator: string, { sizeBytes }: ListedFile): string | undefined {
    if (sizeBytes > MAX_LYRICS_BYTES) return undefined;
    let fd: number | undefined;
    try {
      fd = this.open(locator, isLyricsExtension);
      return fstatSync(fd).size > MAX_LYRICS_BYTES ? undefined : textOf(readFileSync(fd));
    } catch (error) {
      if (error instanceof NotOpened || (error instanceof Error && 'code' in error)) return undefined; // the song can do without
      throw error;
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  }

  /** The picture in the file; else that of the folder. */
  private artwork({ fields: { picture } }: ParsedAudio, locator: string): CollectedArtwork | undefined {
    if (picture) {
      const identity = identityOf(this.file, picture);
      const holder = this.holders.get(identity) ?? locator;
      this.holders.set(identity, holder);
      return embeddedArtwork(holder, identity);
    }
    const { artwork } = this.listing;
    return artwork && fileArtwork(artwork.folder + artwork.name, stamp(artwork));
  }
}

/** What a picture is told apart by, from its first bytes. */
export function identityOf(file: ByteFile, picture: PictureLocation): string {
  return pictureIdentity(picture, crc32(fetchRanges(file, picture.ranges, PICTURE_HEAD_BYTES)));
}

/** A name without its extension. */
export function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** @returns undefined for nothing */
function textOf(bytes: Buffer): string | undefined {
  const isUtf16 = bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));
  const text = (isUtf16 ? decodeUtf16(bytes, 'little') : decodeUtf8(bytes))
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .trim();
  if (text === '' || bytes.length > MAX_LYRICS_BYTES) return undefined;
  return text.toWellFormed();
}

function faultOf(error: unknown): ItemFault {
  if (error instanceof NotOpened)
    return { code: 'unreadable', detail: `${error.message} Links lead to audio files only.` };
  if (error instanceof BrokenAudio) return { code: error.code, detail: error.message };
  if (error instanceof Error && 'syscall' in error) return { code: 'unreadable', detail: reasonOf(error) };
  // Whatever a damaged file makes the readers stumble over concerns that file alone.
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'corrupt', detail: `The file is damaged in a way that could not be made sense of (${what}).` };
}
