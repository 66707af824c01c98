import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTrack } from '../../../test/support/fake-collection.js';
import { openTestDatabase } from '../../../test/support/test-database.js';
import type { Database } from '../../database/index.js';
import type { CollectedUnit } from '../../sources/index.js';
import { ScanStore } from './scan-store.js';
import type { ScanBatch } from './scan-writer.js';

describe('ScanStore on SQLite', () => {
  let database: Database;
  let remove: () => Promise<void>;
  let store: ScanStore;
  let threads: number;
  const onThread = (): unknown => threads++;

  beforeEach(async () => {
    ({ database, remove } = await openTestDatabase());
    store = ScanStore.for(database);
    threads = 0;
    process.on('worker', onThread);
  });

  afterEach(async () => {
    process.off('worker', onThread);
    await store.close();
    await remove();
  });

  it.each([
    { expected: 2_000, started: 0 },
    { expected: 2_001, started: 1 },
    { expected: undefined, started: 1 },
  ])('writes $expected items with $started threads', async ({ expected, started }) => {
    if (expected !== undefined) store.expect(expected);
    expect(await store.write(batchOf(3), 1)).toMatchObject({ added: 3 });
    await store.settle();
    expect(await database.read.get('SELECT name, track_count AS tracks FROM artist')).toEqual({
      name: 'Nobody',
      tracks: 3,
    });
    expect(threads).toBe(started);
  });

  it('gives others who need the thread a turn after each folder', async () => {
    store.expect(40);
    const ended = new AbortController();
    const written = store.write(batchOf(40), 1).finally(() => ended.abort());
    let turns = 0;
    for (; !ended.signal.aborted; turns++) await nextTurn();
    await written;
    expect(turns).toBeGreaterThanOrEqual(40);
  });

  it('shows nothing of what could not be written whole, and goes on after that', async () => {
    store.expect(3);
    const { units, ...batch } = batchOf(2);
    const [first] = units;
    const unnamed = { ...first, key: null } as unknown as CollectedUnit;
    await expect(store.write({ ...batch, units: [...units, unnamed] }, 1)).rejects.toThrow('could not be written');
    expect(await database.read.all('SELECT key FROM track')).toEqual([]);
    expect(await store.write(batchOf(2), 1)).toMatchObject({ added: 2 });
  });

  it('finds tracks by the title that another folder of the batch gives their album', async () => {
    const { units, ...batch } = batchOf(2);
    const musicBrainz = { releaseId: 'b84ee12a-09ef-421b-82de-0441a926375b' };
    const titled = units.map((unit, n) => ({
      ...unit,
      items: unit.items.map((item) =>
        item.kind === 'track' ? { ...item, track: { ...item.track, album: `Title${n}`, musicBrainz } } : item,
      ),
    }));
    await store.write({ ...batch, units: titled }, 1);
    const found = await database.read.all("SELECT rowid FROM track_search WHERE track_search MATCH 'title1'");
    expect(found).toHaveLength(2);
  });
});

/** Folders of one track each. */
function batchOf(folders: number): ScanBatch {
  const units = Array.from({ length: folders }, (_, n) => {
    const key = `/music/${n}/`;
    const item = {
      kind: 'track',
      locator: `${key}01.flac`,
      version: '1',
      track: aTrack({ title: `Song ${n}` }),
    } as const;
    return { key, version: '1', groupKey: key, items: [item] };
  });
  return { source: 'local', units, isFirstScan: true, gone: [] };
}
