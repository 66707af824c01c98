import { posix } from 'node:path';

/** What is meant by one line of a list. */
export type Meant =
  | { readonly kind: 'track'; readonly id: string }
  | { readonly kind: 'address'; readonly url: URL }
  /** Paths where the file may be, the likeliest first. */
  | { readonly kind: 'file'; readonly paths: readonly string[] };

/** How a list written by Pyxis names what lies in no file: `pyxis:ytmusic:abc`. */
const OURS = 'pyxis:';

/**
 * Reads a path or an address as other programs write it: relative or absolute, with the slashes and drives of Windows, or as an
 * address of a file. A path of another machine is looked for below each root, without one after another of its first folders.
 * @param folder of the list, ending in a slash; absent where nobody knows where it lay
 * @param roots folders of music, each ending in a slash
 */
export function readLocation(location: string, folder: string | undefined, roots: readonly string[]): Meant {
  if (location.toLowerCase().startsWith(OURS)) return { kind: 'track', id: location.slice(OURS.length) };
  const url = /^[a-z][a-z0-9+.-]+:\/\//i.test(location) && URL.canParse(location) ? new URL(location) : undefined;
  if (url && url.protocol !== 'file:') return { kind: 'address', url };
  const written = url ? decoded(url.pathname) : location;
  return {
    kind: 'file',
    paths: [...new Set([written, ...otherSpellings(written)].flatMap((path) => pathsOf(path, folder, roots)))],
  };
}

/** Backslashes part folders on Windows, and are part of names elsewhere. Some programs write every path as an address. */
function otherSpellings(path: string): string[] {
  const others: string[] = [];
  if (path.includes('\\')) others.push(path.replaceAll('\\', '/'));
  if (/%[0-9a-f]{2}/i.test(path)) others.push(decoded(path).replaceAll('\\', '/'));
  return others;
}

function pathsOf(path: string, folder: string | undefined, roots: readonly string[]): string[] {
  const local = path.replace(/^\/?[a-z]:(?=[\\/])/i, '');
  const isAbsolute = local.startsWith('/');
  const first = isAbsolute ? [posix.normalize(local)] : folder === undefined ? [] : [posix.resolve(folder, local)];
  const parts = posix.normalize(local).split('/').filter((part) => part !== '' && part !== '..'); // prettier-ignore
  const below = parts.flatMap((_, at) => roots.map((root) => root + parts.slice(at).join('/')));
  return [...first, ...below];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What two spellings of one path have in common: file systems differ in case and in how they write accents. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** A path as a list says it that lies in `folder`: with `../` where it must. */
export function relativePath(folder: string, path: string): string {
  return posix.relative(folder, path);
}
