import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newId } from './new-id.js';
import { fieldsOf, type Fields } from './untrusted.js';

/**
 * Writes a small file that only this user may read, in a folder of the same kind: whoever reads it finds the old text or the new one,
 * and never a part, also when the machine goes down.
 * @throws what the disk says; the old text then stays
 */
export function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${newId()}`;
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** What stands in it as JSON. Not there, not readable and not whole come to the same: nothing. */
export function readPrivately(file: string): Fields {
  try {
    return fieldsOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
