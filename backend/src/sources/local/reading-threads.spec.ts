import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { SYSTEM_PLACES } from './readable-places.js';
import { ReadingThreads, type FolderToRead } from './reading-threads.js';

const stuck = new URL('../../../test/support/stuck-worker.ts', import.meta.url);
let threads: ReadingThreads;

afterEach(() => threads.close());

describe('ReadingThreads', () => {
  const unknown = (folder: string): FolderToRead => ({ folder, known: new Map() });

  async function outcomes(...folders: string[]): Promise<string[][]> {
    const contents = await threads.read(folders.map(unknown));
    return contents.map((each) => {
      if (each.kind === 'unreadable') return [each.kind];
      return each.items.map((item) => (item.kind === 'broken' ? item.fault.code : item.kind));
    });
  }

  it('gives up a file that takes too long, and reads the others', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 500, stuck);
    expect(await outcomes('/good, endless/')).toEqual([['unchanged', 'timeout']]);
  });

  it('names the files that cost a thread, and reads the others', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 60_000, stuck);
    expect(await outcomes('/good, hungry, deadly, faulty/')).toEqual([
      ['unchanged', 'too-large', 'corrupt', 'corrupt'],
    ]);
  });

  it('reads several folders, each without the files that cost a thread', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 60_000, stuck);
    expect(await outcomes('/1 good/', '/2 deadly/', '/3 good/', '/4 good, deadly, faulty/', '/5 good/')).toEqual([
      ['unchanged'],
      ['corrupt'],
      ['unchanged'],
      ['unchanged', 'corrupt', 'corrupt'],
      ['unchanged'],
    ]);
  });

  it('starts no further thread once it is closed', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES, 60_000, stuck);
    const reading = threads.read([unknown('/endless/')]);
    const waiting = threads.read([unknown('/endless/')]);
    await nextTurn();
    threads.close();
    expect(await Promise.all([reading, waiting])).toMatchObject([[{ kind: 'unreadable' }], [{ kind: 'unreadable' }]]);
  });

  it('lets others wait for a thread, and gives it to each in turn', async () => {
    threads = new ReadingThreads(1, SYSTEM_PLACES);
    const nowhere = ['/nowhere/a/', '/nowhere/b/', '/nowhere/c/'].map((folder) => threads.read([unknown(folder)]));
    expect(await Promise.all(nowhere)).toEqual([
      [{ kind: 'unreadable' }],
      [{ kind: 'unreadable' }],
      [{ kind: 'unreadable' }],
    ]);
  });
});
