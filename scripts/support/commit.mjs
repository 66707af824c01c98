// What git knows of the sources.
import { spawnSync } from 'node:child_process';
import { fail, root } from './runtime.mjs';

/** When the commit was made, or what SOURCE_DATE_EPOCH says where there is no repository; in seconds since 1970. */
export function commitSeconds() {
  const given = process.env.SOURCE_DATE_EPOCH;
  const text = given ?? git('log', '-1', '--format=%ct');
  if (text === undefined || !/^\d+$/.test(text)) {
    fail('Files of a release carry the time of the commit, and git knows of none here: set SOURCE_DATE_EPOCH.');
  }
  return Number(text);
}

/** Whether there is anything here that the commit does not have. */
export function hasChanges() {
  return Boolean(git('status', '--porcelain'));
}

/** @param {string[]} words */
function git(...words) {
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
