import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scratchFolder } from '../../../test/support/audio-samples.js';
import { FolderWatch } from './folder-watch.js';

const stopper = new AbortController();
afterEach(() => stopper.abort());

describe('FolderWatch', () => {
  it('gathers the folders in which something changed, new ones and what is in them among them', async () => {
    const root = `${scratchFolder()}/`;
    mkdirSync(join(root, 'Old'));
    const seen = new Set<string>();
    const wanted = Promise.withResolvers<undefined>();
    const expected = [join(root, 'Old/'), join(root, 'New/'), join(root, 'New/Deep/')];
    const watch = new FolderWatch(
      [root, '/nowhere/'],
      (folders) => {
        for (const folder of folders) seen.add(folder);
        if (expected.every((folder) => seen.has(folder))) wanted.resolve(undefined);
        else if (seen.has(join(root, 'New/'))) writeFileSync(join(root, 'New/Deep/b.mp3'), 'x'); // watched by now
      },
      50,
    );
    const ready = Promise.withResolvers<undefined>();
    const running = watch.run(stopper.signal, () => ready.resolve(undefined));
    await ready.promise;
    writeFileSync(join(root, 'Old/a.mp3'), 'x');
    writeFileSync(join(root, 'Old/.hidden'), 'x');
    mkdirSync(join(root, 'New/Deep'), { recursive: true });
    await wanted.promise;
    rmSync(join(root, 'New'), { recursive: true });
    stopper.abort();
    await running;
    expect([...seen].every((folder) => folder.startsWith(root))).toBe(true);
  });
});
