// Runs inside the unit's sandbox, as its user, and writes what it can do there to the file that the first word names.
// The second names folders, separated by colons, that need not be searched: large, and read-only as a whole.
import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SERVER = 'http://localhost:8765';
const [report, skipped] = process.argv.slice(2);
const unsearched = new Set(['/proc', '/sys', ...skipped.split(':')]);

/** Files and folders that may be written; what is below such a folder is not listed. */
function writable(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  // Devices have a policy of their own; what a socket takes is its owner's business.
  if (!stat?.isFile() && !stat?.isDirectory()) return [];
  try {
    accessSync(path, constants.W_OK);
    return [path];
  } catch {
    if (!stat.isDirectory() || unsearched.has(path)) return [];
  }
  return names(path).flatMap((name) => writable(join(path, name)));
}

function names(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return []; // What cannot be listed cannot be searched, and hides nothing that could be written by name alone.
  }
}

/** The first word of each process that can be seen. */
function processes() {
  return names('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')[0]);
}

/** Has yt-dlp fetch a track of this very server and ffmpeg convert it. */
async function download() {
  const { items } = await (await fetch(`${SERVER}/api/v1/tracks?limit=1`)).json();
  const file = join(process.env.CACHE_DIRECTORY, 'downloaded.%(ext)s');
  const words = ['--no-config', '--quiet', '--extract-audio', '--audio-format=opus', `--output=${file}`];
  return run('yt-dlp', ...words, `${SERVER}/stream/${items[0].id}`);
}

/** @returns what it said when it failed */
async function run(program, ...words) {
  try {
    await promisify(execFile)(program, words);
    return 'done';
  } catch (error) {
    return error.stderr || error.message;
  }
}

function attempt(work) {
  try {
    work();
    return 'done';
  } catch (error) {
    return error.code;
  }
}

writeFileSync(report, '');
writeFileSync(
  report,
  JSON.stringify({
    writable: writable('/'),
    processes: processes(),
    setUserId: attempt(() => chmodSync(report, 0o4700)),
    mount: await run('mount', '-t', 'tmpfs', 'tmpfs', '/tmp'),
    namespace: await run('unshare', '--user', 'true'),
    download: await download(),
  }),
);
