import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { locatorOf } from './file-locator.js';

/** Folders by their real paths, as locators that end in a slash. Crosses to other threads. */
export interface Places {
  readonly music: readonly string[];
  /** Where no file of a person is: those of the server itself, and of the system. */
  readonly closed: readonly string[];
}

/** Files that are none. */
const SYSTEM = ['/proc', '/sys', '/dev'];

/** Before folders were looked at: only the system's. */
export const SYSTEM_PLACES: Places = { music: [], closed: SYSTEM.map((path) => `${path}/`) };

/** @param own folders of the server */
export async function findPlaces(music: readonly string[], own: readonly string[]): Promise<Places> {
  const closed = [...SYSTEM, ...own].map(realFolders);
  return { music: (await Promise.all(music.map(realFolders))).flat(), closed: (await Promise.all(closed)).flat() };
}

/**
 * Whether a file may be read. A person's links may lead out of the music folders, but only to what has the name of what is
 * read, and never into the folders of server and system. Of nested folders the innermost counts: music may lie within the
 * server's own folder, and that within a music folder.
 * @param realPath of the open file, without links in it
 * @param isRead tells extensions, in lower case, of what is looked for
 */
export function isReadable(
  realPath: Buffer,
  { music, closed }: Places,
  isRead: (extension: string) => boolean,
): boolean {
  const locator = locatorOf(realPath);
  const extension = locator.slice(locator.lastIndexOf('.') + 1).toLowerCase();
  return isRead(extension) && innermost(locator, closed) <= innermost(locator, music);
}

/** How long the longest of the folders is that hold it; 0: none does. */
function innermost(locator: string, folders: readonly string[]): number {
  let longest = 0;
  for (const folder of folders) if (folder.length > longest && locator.startsWith(folder)) longest = folder.length;
  return longest;
}

/** As it is written, and as it is: the two may be one. */
async function realFolders(path: string): Promise<string[]> {
  const written = `${resolve(path).replace(/\/$/, '')}/`;
  try {
    const real = locatorOf(await realpath(path, 'buffer'));
    return [written, `${real.replace(/\/$/, '')}/`];
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [written]; // not there, or not yet
    throw error;
  }
}
