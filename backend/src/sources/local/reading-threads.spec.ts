import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_PLACES } from './readable-places.js';
import { ReadingThreads } from './reading-threads.js';

const stuck = new URL('../../../test/support/stuck-worker.ts', import.meta.url);
let threads: ReadingThreads;

afterEach(() => threads.close());

describe('ReadingThreads', () => {
  async function outcomes(folder: string): Promise<string[]> {
    const contents = await threads.read(folder, new Map());
    const found = contents.kind === 'read' ? contents.items : [];
    return found.map((item) => (item.kind === 'broken' ? item.fault.code : item.kind));
  }

  it('gives up a file that takes too long, and reads the others', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 500, stuck);
    expect(await outcomes('/good, endless/')).toEqual(['unchanged', 'timeout']);
  });

  it('names the files that cost a thread, and reads the others', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 60_000, stuck);
    expect(await outcomes('/good, hungry, deadly, faulty/')).toEqual(['unchanged', 'too-large', 'corrupt', 'corrupt']);
  });

  it('starts no further thread once it is closed', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 60_000, stuck);
    const reading = threads.read('/endless/', new Map());
    const waiting = threads.read('/endless/', new Map());
    await nextTurn();
    threads.close();
    expect(await Promise.all([reading, waiting])).toMatchObject([{ kind: 'unreadable' }, { kind: 'unreadable' }]);
  });

  it('lets others wait for a thread, and gives it to each in turn', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES);
    const nowhere = ['/nowhere/a/', '/nowhere/b/', '/nowhere/c/'].map((folder) => threads.read(folder, new Map()));
    expect(await Promise.all(nowhere)).toEqual([
      { kind: 'unreadable' },
      { kind: 'unreadable' },
      { kind: 'unreadable' },
    ]);
  });
});
