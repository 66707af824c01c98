import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../../support/freshness.mjs';

const HERE = resolve(import.meta.dirname, '../../..');

/** A built server and the checkout that it was built from. */
export interface Build {
  /** For people: `now`, or the commit. */
  readonly name: string;
  readonly root: string;
  /** What Node runs. */
  readonly entry: string;
  readonly remove: () => void;
}

/** What this folder holds, built if it is not. */
export function presentBuild(): Build {
  ensureBuilt('backend');
  return { ...buildIn(HERE, 'now'), remove: () => undefined };
}

/**
 * Checks a commit out below `scratch` and builds its server. Packages are shared where its lock file is the same.
 * @param commit as git names it
 */
export function buildOfCommit(commit: string, scratch: string): Build {
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: HERE, encoding: 'utf8' }).trim();
  const hash = git('rev-parse', '--short', `${commit}^{commit}`);
  const root = join(scratch, `commit-${hash}`);
  git('worktree', 'add', '--quiet', '--detach', root, hash);
  const remove = (): void => void git('worktree', 'remove', '--force', root);
  try {
    console.error(`Building ${hash}.`);
    const lock = (folder: string): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');
    if (lock(root) === lock(HERE)) symlinkSync(join(HERE, 'node_modules'), join(root, 'node_modules'));
    else npm(root, 'ci');
    npm(root, 'run', '--silent', 'build:backend');
  } catch (error) {
    remove();
    throw error;
  }
  return { ...buildIn(root, hash), remove };
}

function buildIn(root: string, name: string): Omit<Build, 'remove'> {
  return { name, root, entry: join(root, 'dist/backend/main.js') };
}

function npm(cwd: string, ...words: string[]): void {
  execFileSync('npm', words, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
