import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * The files of a ZIP in which nothing is packed, by name, in their order; each header is looked at, and what other programs say.
 */
export function filesOfZip(zip: Buffer): Map<string, Buffer> {
  agreeOn(zip);
  const files = new Map<string, Buffer>();
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== 0x06054b50) throw new Error('The archive does not end as one.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const local = zip.readUInt32LE(at + 42);
    // All that both headers say is the same.
    if (!zip.subarray(at + 6, at + 30).equals(zip.subarray(local + 4, local + 28))) throw new Error(`Which ${name}?`);
    const start = local + 30 + nameBytes + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + zip.readUInt32LE(at + 24));
    if (crc32(content) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} is damaged.`);
    files.set(name, content);
    at += 46 + nameBytes + zip.readUInt16LE(at + 30);
  }
  if (at !== end) throw new Error('There is something behind the directory.');
  return files;
}

/** Whether a program is there. */
export function hasProgram(program: string): boolean {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

const HAS_UNZIP = hasProgram('unzip');
const HAS_PYTHON = hasProgram('python3');
const TEST_WITH_PYTHON = 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())';

/** @throws a program that is here takes it for none */
function agreeOn(zip: Buffer): void {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-zip-'));
  try {
    const path = join(folder, 'some.zip');
    writeFileSync(path, zip);
    if (HAS_UNZIP) execFileSync('unzip', ['-tqq', path]);
    if (HAS_PYTHON) execFileSync('python3', ['-c', TEST_WITH_PYTHON, path]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
