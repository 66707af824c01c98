// What must be known before anything is installed. Only what Node 20.19 brings is used here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Node 24.15: what the server needs. Node 20.19: what npm and these scripts need. */
const SERVER_NODE = [24, 15];
const SCRIPT_NODE = [20, 19];

/** @param {string} version @param {number[]} wanted */
function isAtLeast(version, [wantedMajor = 0, wantedMinor = 0]) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Ends with one line where Pyxis cannot be installed: before npm says it in a hundred. */
export function requireUsableNode() {
  if (!isAtLeast(process.version, SCRIPT_NODE)) {
    fail(`Pyxis needs Node 20.19 or newer to install itself; this is ${process.version}. See https://nodejs.org.`);
  }
  if (!npmBringsNode() && !isAtLeast(process.version, SERVER_NODE)) {
    fail(
      `On ${process.platform}-${process.arch} npm brings no Node of its own: install Node 24.15 or newer ` +
        `(https://nodejs.org); this is ${process.version}.`,
    );
  }
}

/** Linux with glibc on x64 and arm64: see docs/decisions/node-through-npm.md. */
function npmBringsNode() {
  return ['x64', 'arm64'].includes(process.arch) && libc() === 'glibc';
}

/** The C library that this runs with, in npm's words; on Linux only. */
export function libc() {
  if (process.platform !== 'linux') return undefined;
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** The Node that the server and all tools run on. */
export function serverNode() {
  const pinned = join(root, 'node_modules/.bin/node');
  return existsSync(pinned) ? pinned : process.execPath;
}

/** Whether this very process could be the server. */
export function isServerNode() {
  return isAtLeast(process.version, SERVER_NODE);
}

/** The environment in which the tools of node_modules are found first. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` };
}

/**
 * Runs npm itself, with the Node that it came with.
 * @param {string[]} words
 */
export function npm(...words) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  const [command, first] = cli && node && existsSync(node) ? [node, [cli]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...words], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail(`npm ${words.join(' ')} failed.`);
}

/**
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
