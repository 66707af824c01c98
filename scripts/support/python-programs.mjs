// Programs that were written for the real services, with which the tests try those that stand in for them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runtime.mjs';
import { tryPythonEnvironments } from './system-packages.mjs';

const REQUIREMENTS = join(root, 'backend/test/real-programs/requirements.txt');
const FOLDER = join(root, 'node_modules/.cache/pyxis');

/**
 * Makes a virtual environment with them, once for each list of versions.
 * @returns {{ python: string } | { missing: string }} its Python, or why there is none
 */
export function findPythonPrograms() {
  const version = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const environment = join(FOLDER, `python-${version}`);
  const python = join(environment, 'bin/python');
  // Its programs have its path in them, so it cannot be made elsewhere and moved.
  const sign = join(environment, 'complete');
  if (existsSync(sign)) return { python };
  tryPythonEnvironments();
  rmSync(environment, { recursive: true, force: true });
  const failure =
    run('python3', ['-m', 'venv', environment]) ??
    run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  if (failure !== undefined) return { missing: failure };
  writeFileSync(sign, '');
  return { python };
}

/**
 * @param {string} command
 * @param {string[]} words
 * @returns {string | undefined} what went wrong
 */
function run(command, words) {
  const { status, error, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  if (status === 0) return undefined;
  const [last = ''] = (error?.message ?? stderr).trim().split('\n').slice(-1);
  return `${command} ${words.slice(0, 3).join(' ')} failed: ${last}`;
}
