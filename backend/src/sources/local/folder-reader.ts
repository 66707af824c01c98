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
import { cuesByFile, type CueOfFile, type FoundSheet } from './parts/cue-files.js';
import { CUE_EXTENSION, MAX_CUE_BYTES, parseCueSheet } from './parts/cue-sheet.js';
import { cueText } from './parts/cue-text.js';
import { partsOf } from './parts/file-parts.js';
import { KnownItems } from './parts/known-items.js';
import { partLocator } from './parts/part-locator.js';
import { partTracks } from './parts/part-tracks.js';
import { areSplit, songFacts, Songs } from './parts/split-copies.js';
import { isReadable, type Places } from './readable-places.js';
import {
  BrokenAudio,
  ByteFile,
  contentKey,
  decodeUtf16,
  decodeUtf8,
  fetchRanges,
  isAudioExtension,
  type ParsedAudio,
  type PictureLocation,
  readAudio,
} from '../../tags/index.js';

const MAX_LYRICS_BYTES = 512 * 1024;
const PICTURE_HEAD_BYTES = 1024;

/** Reads the audio files of one folder: first those that are one track, in their natural order, then those of several. */
export class FolderReader {
  private readonly file = new ByteFile();
  private readonly folder: string;
  private readonly listing: FolderListing;
  /** First holder of each embedded picture: tracks of an album mostly carry the same. */
  private readonly holders = new Map<string, string>();
  private readonly cues: ReadonlyMap<string, CueOfFile>;

  /**
   * @param keptWhole content keys of files that are to be one track
   * @throws the file system's error when the folder cannot be read
   */
  constructor(
    folder: string,
    private readonly places: Places,
    private readonly keptWhole: ReadonlySet<string> = new Set(),
  ) {
    this.folder = folder;
    this.listing = listFolder(folder);
    this.cues = cuesByFile(
      this.listing.cues.flatMap((file) => this.readCue(file)),
      this.listing.audio.map(({ name }) => name),
    );
  }

  get version(): string {
    return folderVersion(this.listing);
  }

  /** How many audio files there are. */
  get files(): number {
    return this.listing.audio.length;
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
    const knownItems = new KnownItems(known);
    const songs = new Songs((file) => {
      reading(file.name);
      return this.read(file);
    });
    const divided: ListedFile[] = [];
    for (const file of files) {
      const locator = this.folder + file.name;
      const version = this.versionOf(file);
      const fault = faults.get(file.name);
      if (fault) {
        yield { kind: 'broken', locator, version, fault };
      } else if ((this.cues.get(file.name)?.tracks.length ?? 0) > 1 || knownItems.partsOf(locator).length > 0) {
        divided.push(file);
      } else if (known.get(locator) === version) {
        songs.add(file);
        yield { kind: 'unchanged', locator };
      } else {
        reading(file.name);
        const items = this.read(file);
        // Its parts come last, when it is known which songs there are besides. They are not kept for so long.
        if (items.length > 1 && files.length > items.length) divided.push(file);
        else {
          const [item] = items;
          if (items.length === 1 && item?.kind === 'track') songs.add(file, item.track);
          yield* knownItems.recognised(locator, items);
        }
      }
    }
    for (const file of divided) yield* this.dividedItems(file, knownItems, songs, reading);
  }

  /** The parts of a file, unless all of them are there as songs of their own. */
  private *dividedItems(
    file: ListedFile,
    known: KnownItems,
    songs: Songs,
    reading: (name: string) => void,
  ): Generator<CollectedItem> {
    const locator = this.folder + file.name;
    const before = known.of(locator, this.versionOf(file));
    if (before && before.length > songs.count) {
      for (const item of before) yield { kind: 'unchanged', locator: item };
      return;
    }
    reading(file.name);
    const items = this.read(file);
    if (items.length > 1 && items.length <= songs.count && areSplit(items.flatMap(songFacts), songs.all())) return;
    if (before) for (const item of before) yield { kind: 'unchanged', locator: item };
    else yield* known.recognised(locator, items);
  }

  private versionOf(file: ListedFile): string {
    return fileVersion(file, stemOf(file.name), this.listing, this.cues.get(file.name)?.found.file);
  }

  /** What the file holds: one track, or several parts; nothing when it has gone meanwhile. */
  private read(file: ListedFile): readonly CollectedItem[] {
    const locator = this.folder + file.name;
    const cue = this.cues.get(file.name);
    let seen = file;
    // Whoever writes the file while it is read gets a second look; after that the next scan will see a new version.
    for (let tries = 0; ; tries++) {
      const version = fileVersion(seen, stemOf(file.name), this.listing, cue?.found.file);
      let fd: number | undefined;
      let after: Stats | undefined;
      let items: readonly CollectedItem[];
      try {
        fd = this.open(locator, isAudioExtension);
        items = this.tracks(fd, seen, locator, cue).map((track) => ({ kind: 'track', version, ...track }));
        after = fstatSync(fd);
      } catch (error) {
        if (isGone(error)) return [];
        items = [{ kind: 'broken', locator, version, fault: faultOf(error) }];
        if (fd !== undefined) after = fstatSync(fd);
      } finally {
        if (fd !== undefined) closeSync(fd);
      }
      const isSame = !after || (after.size === seen.sizeBytes && after.mtimeMs === seen.modifiedAtMs);
      if (isSame || !after || tries > 0) return items;
      seen = { name: file.name, sizeBytes: after.size, modifiedAtMs: after.mtimeMs };
    }
  }

  private tracks(
    fd: number,
    { name, sizeBytes }: ListedFile,
    locator: string,
    cue: CueOfFile | undefined,
  ): readonly { locator: string; track: CollectedTrack }[] {
    const stem = stemOf(name);
    this.file.open(fd, sizeBytes);
    const parsed = readAudio(this.file, name.slice(stem.length + 1).toLowerCase());
    const key = contentKey(this.file, parsed);
    const artwork = this.artwork(parsed, locator);
    const facts: FileFacts = { baseName: stem, sizeBytes, contentKey: key, ...(artwork ? { artwork } : {}) };
    const { parts, whole } = partsOf(parsed, name, cue);
    if (parts.length > 0 && !this.keptWhole.has(key)) {
      const tracks = partTracks(parsed, parts, facts);
      return tracks.map((track, n) => ({ locator: partLocator(locator, parts[n]!.span), track }));
    }
    const beside = this.listing.lyrics.of(stem);
    const sidecarLyrics = beside && this.readLyrics(this.folder + beside.name, beside);
    const withLyrics = sidecarLyrics === undefined ? facts : { ...facts, sidecarLyrics };
    return [{ locator, track: collectedTrack(whole ? { ...parsed, fields: whole } : parsed, withLyrics) }];
  }

  /** None where it cannot be read: the music can do without. */
  private readCue(file: ListedFile): readonly FoundSheet[] {
    const bytes = this.readSmall(this.folder + file.name, MAX_CUE_BYTES, (extension) => extension === CUE_EXTENSION);
    return bytes ? [{ file, sheet: parseCueSheet(cueText(bytes)) }] : [];
  }

  private open(locator: string, isRead: (extension: string) => boolean): number {
    return openRegularSync(pathOf(locator), (real) => isReadable(real, this.places, isRead));
  }

  private readLyrics(locator: string, { sizeBytes }: ListedFile): string | undefined {
    const bytes =
      sizeBytes > MAX_LYRICS_BYTES ? undefined : this.readSmall(locator, MAX_LYRICS_BYTES, isLyricsExtension);
    return bytes && textOf(bytes);
  }

  /** All of a file beside the music, which can do without it where that cannot be read or is too large. */
  private readSmall(locator: string, most: number, isRead: (extension: string) => boolean): Buffer | undefined {
    let fd: number | undefined;
    try {
      fd = this.open(locator, isRead);
      return fstatSync(fd).size > most ? undefined : readFileSync(fd);
    } catch (error) {
      if (error instanceof NotOpened || (error instanceof Error && 'code' in error)) return undefined;
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
