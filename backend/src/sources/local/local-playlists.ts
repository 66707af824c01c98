import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { openRegular } from '../../common/index.js';
import type { PlaylistFile, PlaylistFileListing, PlaylistFilesCapability } from '../playlist-files.js';
import { locatorOf, pathOf } from './file-locator.js';
import { isGone, SKIP_MARK, SKIPPED_FOLDERS } from './folder-listing.js';
import { fileOf } from './parts/part-locator.js';
import { isReadable } from './readable-places.js';
import type { RootFolders } from './root-folders.js';

const EXTENSIONS = new Set(['m3u', 'm3u8']);
/** A hundred thousand long paths, and then some. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The M3U files of the music folders. Links to folders are not followed: what they lead to is another place's list. */
export class LocalPlaylists implements PlaylistFilesCapability {
  private latest: { readonly walks: number; readonly listing: PlaylistFileListing } | undefined;

  /** @param walked counts the walks of scans: where none was needed, nothing is looked at here either */
  constructor(
    private readonly folders: RootFolders,
    private readonly walked: () => number,
  ) {}

  get roots(): readonly string[] {
    return this.folders.keys;
  }

  fileOf(locator: string): string {
    return fileOf(locator);
  }

  async list(signal: AbortSignal): Promise<PlaylistFileListing> {
    const walks = this.walked();
    if (this.latest?.walks !== walks) this.latest = { walks, listing: await this.look(signal) };
    return this.latest.listing;
  }

  /** @throws NotOpened it lies where nothing is read, or is far too large; the file system's error */
  async read(key: string): Promise<Buffer> {
    if (this.folders.rootOf(key) === undefined) throw new Error('That is no file of the music folders.');
    const places = await this.folders.places();
    const { handle, stats } = await openRegular(pathOf(key), (path) => isReadable(path, places, (extension) => EXTENSIONS.has(extension))); // prettier-ignore
    try {
      if (stats.size > MAX_BYTES) throw new Error('The file is larger than 32 MiB.');
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  }

  private async look(signal: AbortSignal): Promise<PlaylistFileListing> {
    const files: PlaylistFile[] = [];
    const unreadable: string[] = [];
    const pending = [...this.folders.keys];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      signal.throwIfAborted();
      const entries = await entriesOf(folder);
      if (!entries) {
        unreadable.push(folder);
        continue;
      }
      // A root in which there is nothing is a disk that is not mounted.
      if (entries.length === 0 && this.folders.keys.includes(folder)) unreadable.push(folder);
      if (entries.some(({ name }) => name === SKIP_MARK)) continue;
      for (const { name, entry } of entries) {
        if (name.startsWith('.')) continue;
        if (entry.isDirectory() && !SKIPPED_FOLDERS.has(name)) pending.push(`${folder}${name}/`);
        else if (!entry.isDirectory() && isPlaylist(name)) files.push(...(await asPlaylist(folder + name)));
      }
    }
    return { files, unreadable };
  }
}

interface NamedEntry {
  readonly name: string;
  readonly entry: Dirent<Buffer>;
}

/** Undefined where the folder cannot be read. */
async function entriesOf(folder: string): Promise<NamedEntry[] | undefined> {
  try {
    const entries = await readdir(pathOf(folder), { withFileTypes: true, encoding: 'buffer' });
    return entries.map((entry) => ({ name: locatorOf(entry.name), entry }));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function isPlaylist(name: string): boolean {
  return EXTENSIONS.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

/** Nothing where it has gone meanwhile, or is no file. */
async function asPlaylist(key: string): Promise<PlaylistFile[]> {
  try {
    const stats = await stat(pathOf(key));
    return stats.isFile() ? [{ key, version: `${stats.size} ${Math.round(stats.mtimeMs)}` }] : [];
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}
