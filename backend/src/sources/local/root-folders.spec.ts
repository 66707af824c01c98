import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../../test/support/audio-samples.js';
import { RootFolders } from './root-folders.js';

const clock = { nowMs: () => 5_000 };

it('takes folders as they are meant: without detours, each once, none within another', () => {
  const roots = new RootFolders(['/music/', '/music/jazz', '/a/../music', '/other', '/music2'], clock);
  expect(roots.keys).toEqual(['/music/', '/other/', '/music2/']);
  expect(roots.rootOf('/music/jazz/a.mp3')).toBe('/music/');
  expect(roots.rootOf('/music3/a.mp3')).toBeUndefined();
  expect(roots.rootOf('/music/../etc/passwd')).toBeUndefined();
});

it('tells which folder is not well, and that the others are', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'good'));
  writeFileSync(join(folder, 'file'), '');
  const roots = new RootFolders([join(folder, 'good'), join(folder, 'file'), join(folder, 'gone')], clock);
  for (const key of roots.keys) await roots.check(key);
  expect(roots.health()).toMatchObject({
    state: 'degraded',
    sinceMs: 5_000,
    parts: [
      { name: join(folder, 'good'), state: 'ok' },
      { state: 'unavailable', reason: `${join(folder, 'file')} is not a folder.` },
      { state: 'unavailable', reason: `Folder ${join(folder, 'gone')} is not there: is the disk mounted?` },
    ],
  });
  rmSync(join(folder, 'good'), { recursive: true });
  await roots.check(roots.keys[0] ?? '');
  expect(roots.health().state).toBe('unavailable');
});
