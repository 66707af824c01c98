import { mkdirSync, writeFileSync, type PathLike } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratchFolder } from '../../../test/support/audio-samples.js';
import { FolderWatch } from './folder-watch.js';
import { VouchedFolders } from './vouched-folders.js';
import type { WalkedUnit } from './worker-protocol.js';

let stopper: AbortController;
let root: string;
let file: PathLike;
let units: readonly WalkedUnit[];
let vouched: VouchedFolders;

beforeEach(() => {
  stopper = new AbortController();
  root = `${scratchFolder()}/`;
  mkdirSync(join(root, 'One/Deep'), { recursive: true });
  file = join(root, 'One/a.mp3');
  writeFileSync(file, 'x');
  units = [[join(root, 'One/'), 'version', 1]];
  vouched = new VouchedFolders([root]);
});
afterEach(() => stopper.abort());

async function watched(): Promise<FolderWatch> {
  const watch = new FolderWatch([root], () => undefined);
  const ready = Promise.withResolvers<undefined>();
  void watch.run(stopper.signal, () => ready.resolve(undefined));
  await ready.promise;
  return watch;
}

describe('VouchedFolders', () => {
  it('recalls what was found for as long as nothing happens', async () => {
    const watch = await watched();
    expect(await vouched.recall(watch)).toBeUndefined();
    await vouched.begin(watch)(units);
    expect(await vouched.recall(watch)).toEqual(units);
    expect(await vouched.recall(watch)).toEqual(units);
  });

  it('forgets when a file is written in place, however deep', async () => {
    const watch = await watched();
    await vouched.begin(watch)(units);
    writeFileSync(file, 'y');
    expect(await vouched.recall(watch)).toBeUndefined();
    await vouched.begin(watch)(units);
    writeFileSync(join(root, 'One/Deep/b.mp3'), 'y');
    expect(await vouched.recall(watch)).toBeUndefined();
  });

  it('does not keep what changed while it was looked at, or was not watched', async () => {
    const watch = await watched();
    const keep = vouched.begin(watch);
    writeFileSync(file, 'y');
    await nextTurn();
    await keep(units);
    expect(await vouched.recall(watch)).toBeUndefined();
    await vouched.begin(watch)([['/elsewhere/', 'version', 1]]);
    expect(await vouched.recall(watch)).toBeUndefined();
    await vouched.begin(undefined)(units);
    expect(await vouched.recall(undefined)).toBeUndefined();
  });

  it('forgets when the watch ends', async () => {
    const watch = await watched();
    await vouched.begin(watch)(units);
    stopper.abort();
    await nextTurn();
    expect(await vouched.recall(watch)).toBeUndefined();
  });
});
