// Where tests keep what goes with them.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Above what all tests keep at any time. */
const ROOM = 4 * 1024 ** 3;

/**
 * A folder in memory: thousands of databases come and go, and a disk that is busy with them is what tests wait for.
 * @returns {{ folder: string, remove: () => void } | undefined} undefined where there is no room for it, or programs cannot run there
 */
export function scratchInMemory() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM) return undefined;
    const folder = mkdtempSync(join(MEMORY, 'pyxis-tests-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    // As the folder for temporary files is: a database server has a user of its own.
    chmodSync(folder, 0o1777);
    if (canRunPrograms(folder)) return { folder, remove };
    remove();
  } catch {
    // Not every system has such a folder, or lets anybody write there.
  }
  return undefined;
}

function canRunPrograms(/** @type {string} */ folder) {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  try {
    execFileSync(program);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(program);
  }
}
