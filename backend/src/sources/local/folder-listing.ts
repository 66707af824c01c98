import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { locatorOf, mayHaveLostBytes, pathOf } from './file-locator.js';
import type { ListedFile } from './listed-file.js';
import { isLyricsExtension, isLyricsFolder, LyricsFiles } from './lyrics-files.js';
import { CUE_EXTENSION } from './parts/cue-sheet.js';
import { isAudioExtension } from '../../tags/index.js';

/** Folders that hold no music of a person: rubbish bins, thumbnails of network disks, what file systems keep. */
export const SKIPPED_FOLDERS = new Set([
  '@eaDir',
  '#recycle',
  '$RECYCLE.BIN',
  'System Volume Information',
  'lost+found',
]);
/** Android's and Kodi's way to say “nothing to see here”. */
export const SKIP_MARK = '.nomedia';
const ART_NAMES = ['cover', 'folder', 'front', 'album'];
const ART_EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp'];
/** “CD 1”, “Disc 02 - Live”: one of several folders of a release. */
const DISC_FOLDER = /^(?:cd|dis[ck]|disque)[ ._-]*\d{1,2}(?!\d)/i;

/** What matters in one folder. Names are locator names: see `file-locator.ts`. */
export interface FolderListing {
  readonly audio: readonly ListedFile[];
  readonly lyrics: LyricsFiles;
  /** Cue sheets; none where there is no audio that they could be of. */
  readonly cues: readonly ListedFile[];
  readonly artwork?: ListedFile & { readonly folder: string };
  /** Folders within, links to folders among them. */
  readonly folders: readonly { readonly name: string; readonly isLink: boolean }[];
  /** There is nothing at all in it: so it looks where a disk is not mounted. */
  readonly isVoid: boolean;
  /** Some of what is in it lies elsewhere. */
  readonly hasLinks: boolean;
}

const NOTHING: FolderListing = {
  audio: [], lyrics: new LyricsFiles(), cues: [], folders: [], isVoid: false, hasLinks: false,
}; // prettier-ignore

/**
 * Lists one folder, looking at (not into) each file that matters. Synchronous: it runs in a worker, where that costs a
 * third of the asynchronous way.
 * @param folder locator, ending in a slash
 * @throws the file system's error when the folder cannot be read
 */
export function listFolder(folder: string): FolderListing {
  const names = namesIn(folder);
  const audio: ListedFile[] = [];
  const folders: { name: string; isLink: boolean }[] = [];
  let hasLinks = false;
  let lyrics: LyricsFiles | undefined;
  let cues: ListedFile[] | undefined;
  let art: { name: string; rank: number } | undefined;
  for (const { name, entry } of names) {
    if (name.charCodeAt(0) === 0x2e) {
      if (name === SKIP_MARK) return NOTHING;
      continue;
    }
    const isLink = entry.isSymbolicLink();
    hasLinks ||= isLink;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(name)) folders.push({ name, isLink: false });
      continue;
    }
    if (!isLink && !entry.isFile()) continue; // sockets, pipes, devices
    const dot = name.lastIndexOf('.');
    const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
    const isAudio = isAudioExtension(extension);
    const isLyrics = isLyricsExtension(extension);
    const isCue = extension === CUE_EXTENSION;
    const rank = isAudio || isLyrics || isCue ? -1 : artRank(name.slice(0, dot), extension);
    if (rank >= 0 && (!art || rank < art.rank)) art = { name, rank };
    if (!isAudio && !isLyrics && !isCue && !isLink) continue;
    const stats = statsOf(folder + name);
    if (!stats) continue;
    if (isLink && stats.isDirectory()) folders.push({ name, isLink: true });
    if (!stats.isFile()) continue;
    const file = { name, sizeBytes: stats.size, modifiedAtMs: stats.mtimeMs };
    if (isAudio) audio.push(file);
    else if (isLyrics) (lyrics ??= new LyricsFiles()).offer(file);
    else if (isCue) (cues ??= []).push(file);
  }
  if (audio.length > 0) {
    for (const { name } of folders) if (isLyricsFolder(name)) addLyrics(folder, name, (lyrics ??= new LyricsFiles()));
  }
  const listing = {
    audio, lyrics: lyrics ?? NOTHING.lyrics, cues: audio.length > 0 ? (cues ?? []) : [], folders,
    isVoid: names.length === 0, hasLinks,
  }; // prettier-ignore
  const artwork = audio.length === 0 ? undefined : art ? findArtwork(folder, art.name) : releaseArtwork(folder);
  return artwork ? { ...listing, artwork } : listing;
}

/** Adds the lyrics that lie in a folder of their own. Songs can do without: one that cannot be read is passed over. */
function addLyrics(folder: string, lyricsFolder: string, lyrics: LyricsFiles): void {
  try {
    for (const { name: ownName } of namesIn(`${folder}${lyricsFolder}/`)) {
      if (ownName.startsWith('.') || !isLyricsExtension(ownName.slice(ownName.lastIndexOf('.') + 1).toLowerCase()))
        continue;
      const name = `${lyricsFolder}/${ownName}`;
      const stats = statsOf(folder + name);
      if (stats?.isFile()) lyrics.offer({ name, sizeBytes: stats.size, modifiedAtMs: stats.mtimeMs });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Entries by name. Names that are not valid UTF-8 are read a second time, as bytes. */
function namesIn(folder: string): { name: string; entry: Dirent<string> | Dirent<Buffer> }[] {
  const path = pathOf(folder);
  const entries = readdirSync(path, { withFileTypes: true });
  if (!entries.some(({ name }) => mayHaveLostBytes(name))) return entries.map((entry) => ({ name: entry.name, entry }));
  const raw = readdirSync(path, { withFileTypes: true, encoding: 'buffer' });
  return raw.map((entry) => ({ name: locatorOf(entry.name), entry }));
}

/** Undefined for what has gone meanwhile, or is a link to nowhere. */
function statsOf(locator: string): Stats | undefined {
  try {
    return statSync(pathOf(locator));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether the file system said that something is not there (any more), or leads in a circle. */
export function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}

function findArtwork(folder: string, name: string): FolderListing['artwork'] {
  const stats = statsOf(folder + name);
  return stats?.isFile() ? { folder, name, sizeBytes: stats.size, modifiedAtMs: stats.mtimeMs } : undefined;
}

/** Lower is better; −1 for what is no cover. */
function artRank(stem: string, extension: string): number {
  const byExtension = ART_EXTENSIONS.indexOf(extension);
  if (byExtension < 0) return -1;
  const byName = ART_NAMES.indexOf(stem.toLowerCase());
  return byName < 0 ? -1 : byName * ART_EXTENSIONS.length + byExtension;
}

/** Discs of a release often share the cover in the folder above. */
function releaseArtwork(folder: string): FolderListing['artwork'] {
  const release = releaseFolder(folder);
  if (release === folder) return undefined;
  let best: { name: string; rank: number } | undefined;
  for (const { name } of namesIn(release)) {
    const dot = name.lastIndexOf('.');
    const rank = artRank(name.slice(0, dot), name.slice(dot + 1).toLowerCase());
    if (rank >= 0 && (!best || rank < best.rank)) best = { name, rank };
  }
  return best && findArtwork(release, best.name);
}

/** The folder of the whole release: the one above for “CD 1” and the like. Both end in a slash. */
export function releaseFolder(folder: string): string {
  const parentEnd = folder.lastIndexOf('/', folder.length - 2) + 1;
  return parentEnd > 1 && DISC_FOLDER.test(folder.slice(parentEnd)) ? folder.slice(0, parentEnd) : folder;
}
