import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../../test/support/audio-samples.js';
import { walkFolders, type WalkStep } from './folder-walk.js';

const NOBODY = 65_534;

/** Permissions do not hold back the administrator: then somebody else walks. */
function walkUnprivileged(starts: readonly string[]): WalkStep[] {
  if (process.geteuid?.() !== 0) return [...walkFolders(starts)];
  process.seteuid?.(NOBODY);
  try {
    return [...walkFolders(starts)];
  } finally {
    process.seteuid?.(0);
  }
}

describe('walkFolders', () => {
  it('tells which folders it may not read, and walks the others', () => {
    const root = scratchFolder();
    chmodSync(root, 0o755);
    for (const name of ['locked', 'open']) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, 'a.mp3'), 'x');
    }
    chmodSync(join(root, 'locked'), 0o000);
    const steps = walkUnprivileged([`${root}/`]);
    chmodSync(join(root, 'locked'), 0o755);
    expect(steps.map(({ kind, key }) => `${kind} ${key.slice(root.length)}`)).toEqual([
      'unit /open/',
      'unreadable /locked/',
      'walked /',
    ]);
    expect(steps[1]).toMatchObject({ reason: 'Reading it is not permitted.' });
  });

  it('survives that a folder goes while others are walked', () => {
    const root = scratchFolder();
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a', 'a.mp3'), 'x');
    const steps = [...walkFolders([`${root}/missing/`, `${root}/`])];
    expect(steps.map(({ kind }) => kind)).toEqual(['absent', 'walked', 'unit', 'walked']);
  });
});
