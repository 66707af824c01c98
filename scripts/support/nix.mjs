// Nix without a daemon, a network or a user of its own: enough to evaluate our Nix files.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './runtime.mjs';

/** The folder with Nix' programs; undefined where there is none. */
export function findNix() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.find((folder) => existsSync(join(folder, 'nix-instantiate')));
}

/** The environment in which Nix asks nobody for anything. */
export function nixEnvironment() {
  const settings = [
    'experimental-features = nix-command flakes',
    // As root, builds have no users of their own and no sandbox; nothing of others is ever built.
    'build-users-group =',
    'sandbox = false',
    'substituters =',
  ];
  return { ...process.env, NIX_CONFIG: settings.join('\n') };
}

/**
 * The value of an expression; paths in it are relative to the repository.
 * @param {string} expression
 * @returns {any}
 * @throws Error with what Nix said
 */
export function evaluateNix(expression) {
  const words = ['--eval', '--strict', '--json', '--read-write-mode', '--expr', expression];
  const output = execFileSync('nix-instantiate', words, {
    cwd: root,
    env: nixEnvironment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(output);
}
