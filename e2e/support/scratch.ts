import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes with the process: specs are loaded by two, one that lists them and one that runs them. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `pyxis-e2e-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
