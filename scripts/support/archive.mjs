// Archives that are the same, byte for byte, whenever and wherever they are made of the same files.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const SUMS = 'SHA256SUMS';

/**
 * Writes `SHA256SUMS`, for `sha256sum --check`.
 * @param {string} folder
 * @returns how many files there are
 */
export function writeSums(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const lines = files.map((file) => sumLine(createHash('sha256').update(readFileSync(join(folder, file))), file));
  writeFileSync(join(folder, SUMS), lines.join(''));
  return files.length + 1;
}

/**
 * Writes `<folder>.tar.gz` and `<folder>.tar.gz.sha256`.
 * @param {string} folder
 * @param {string} output folder to write to
 * @param {number} madeAtSeconds what every file in it carries as its time
 */
export async function packFolder(folder, output, madeAtSeconds) {
  const name = `${basename(folder)}.tar.gz`;
  const file = join(output, name);
  const form = ['--format=gnu', '--sort=name', `--mtime=@${madeAtSeconds}`];
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'];
  const tar = spawn('tar', ['--create', ...form, ...owner, '--directory', dirname(folder), basename(folder)], {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(tar, 'close');
  // Node's zlib comes with the Node of the lock file, and writes neither name nor time.
  await pipeline(tar.stdout, createGzip(), createWriteStream(`${file}.part`));
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code}.`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(`${file}.part`), hash);
  writeFileSync(`${file}.sha256`, sumLine(hash, name));
  renameSync(`${file}.part`, file);
  return { file, bytes: statSync(file).size };
}

/** @param {import('node:crypto').Hash} hash @param {string} file */
function sumLine(hash, file) {
  return `${hash.digest('hex')}  ${file}\n`;
}
