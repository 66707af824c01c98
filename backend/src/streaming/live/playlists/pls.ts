import type { WrittenEntry } from './playlist-entry.js';

const LINE = /^\s{0,10}(file|title)(\d{1,6})\s{0,10}=(.*)$/i;

/** `File1=…`, `Title1=…`: ordered by number, in whatever order they stand, and however many the list says there are. */
export function readPls(text: string): WrittenEntry[] {
  const files = new Map<number, string>();
  const titles = new Map<number, string>();
  for (const written of text.split(/[\r\n]+/)) {
    const [, key, number, value] = LINE.exec(written) ?? [];
    if (key === undefined || value === undefined) continue;
    const into = key.toLowerCase() === 'file' ? files : titles;
    if (!into.has(Number(number))) into.set(Number(number), value);
  }
  return [...files].sort(([a], [b]) => a - b).map(([number, address]) => ({ address, title: titles.get(number) }));
}
