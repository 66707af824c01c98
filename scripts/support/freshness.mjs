// Does only what is out of date: installing, compiling, building.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, npm, root, toolEnvironment } from './runtime.mjs';

const LONGEST_BUILD_MS = 300_000;
const LOOK_EVERY_MS = 200;

const SHARED = ['package-lock.json', 'tsconfig.json'];

/** What each build is made of, and the file that shows that it was made. */
const BUILDS = {
  backend: {
    sources: [
      ...SHARED,
      'nest-cli.json',
      'backend/tsconfig.json',
      'backend/tsconfig.build.json',
      'backend/src',
      'scripts/bundle-server.mjs',
    ],
    product: 'dist/backend/main.js',
  },
  frontend: {
    sources: [...SHARED, 'angular.json', 'frontend', 'scripts/bundle-worker.mjs', 'scripts/precompress.mjs'],
    product: 'dist/frontend/browser/index.html',
  },
};

/** Installs what the lock file says, when something else or nothing is there. */
export function ensureInstalled() {
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules/.pyxis-lock');
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (readOrNothing(stamp) === digest) return;
  // npm's own note of what it installed; whoever ran npm by hand has it, and no stamp.
  const installedMs = mtimeMs(join(root, 'node_modules/.package-lock.json'));
  if (installedMs === undefined || installedMs < (mtimeMs(lock) ?? 0)) {
    console.log('Installing what Pyxis is made of; this takes a minute the first time.');
    npm('ci');
  }
  writeFileSync(stamp, digest);
}

/**
 * Builds one side, when its sources changed since it was built.
 * @param {'backend' | 'frontend'} side
 */
export function ensureBuilt(side) {
  const lock = join(root, `dist/.${side}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  waitForOthers(lock);
  const release = () => rmSync(lock, { recursive: true, force: true });
  // A build that fails ends the process.
  process.once('exit', release);
  buildIfStale(side);
  process.off('exit', release);
  release();
}

/** @param {'backend' | 'frontend'} side */
function buildIfStale(side) {
  const { sources, product } = BUILDS[side];
  const stamp = join(root, `dist/.${side}`);
  const digest = digestOf(sources);
  if (readOrNothing(stamp) === digest && mtimeMs(join(root, product)) !== undefined) return;
  console.log(`Building the ${side === 'backend' ? 'server' : 'web app'}.`);
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', `build:${side}`], {
    cwd: root,
    env: toolEnvironment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) fail(`${stdout}${stderr}\nBuilding failed.`);
  writeFileSync(stamp, digest);
}

/**
 * Takes the lock, a folder. Two builds at once would remove each other's files.
 * @param {string} lock
 */
function waitForOthers(lock) {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      // Somebody builds. One that was killed leaves its lock behind: no build takes this long.
      const sinceMs = mtimeMs(lock);
      if (sinceMs !== undefined && Date.now() - sinceMs > LONGEST_BUILD_MS)
        rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(pause, 0, 0, LOOK_EVERY_MS);
    }
  }
}

/**
 * Changes when any of the files does: names, sizes and times tell.
 * @param {readonly string[]} paths
 */
function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hashTree(hash, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function hashTree(hash, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) hashTree(hash, join(path, name));
  } else if (found && !/\.spec\.ts$/.test(path)) {
    hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
  }
}

/** @param {string} path */
function mtimeMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** @param {string} path */
function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
