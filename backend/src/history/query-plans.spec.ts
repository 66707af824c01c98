import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookThrough, Notebook } from '../../test/support/notebook.js';
import { openTestDatabase } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { HeardSet, type HeardFilter } from './heard-set.js';
import { END_OF_TIME, JournalWalk } from './journal-walk.js';
import { DIRECTIONS } from './listens.dto.js';

const FILTERS: readonly HeardFilter[] = [
  { q: 'some words' },
  { artistId: 'a' },
  { albumId: 'a' },
  { trackId: 'a' },
  { artistId: 'a', q: 'words', source: 'local' },
];
const SORTED = 'USE TEMP B-TREE FOR ORDER BY';
/** `n` holds no more names than were asked for. */
const isLong = (line: string): boolean => lookThrough(line) && line !== 'SCAN n';

/** A ledger of millions has to cost what a small one does. */
describe('SQLite finds listens by indexes alone', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let notebook: Notebook;

  beforeEach(async () => {
    opened = await openTestDatabase('sqlite');
    notebook = new Notebook(opened.database.read);
  });

  afterEach(() => opened.remove());

  const walk = async (filter: HeardFilter, direction: 'older' | 'newer', names: number): Promise<string[]> => {
    const heard = HeardSet.of(filter, 'sqlite');
    if (!heard) throw new Error('There is something to look for.');
    const wanted = { ownerId: OWNER_ID, heard };
    await new JournalWalk(notebook, wanted, direction, { names, listens: 0, stride: 1 }).next(END_OF_TIME, 50);
    return notebook.plans();
  };

  describe.each(DIRECTIONS)('looking for %s ones,', (direction) => {
    it.each(FILTERS)('that are many, without sorting: %o', async (filter) => {
      const lines = await walk(filter, direction, 0);
      expect(lines.filter((line) => line.includes(SORTED) || isLong(line))).toEqual([]);
      expect(lines.filter((line) => line.includes('COVERING INDEX listen_journal'))).not.toEqual([]);
    });

    it.each(FILTERS)('that are few, by their names: %o', async (filter) => {
      const heard = HeardSet.of(filter, 'sqlite');
      if (!heard) throw new Error('There is something to look for.');
      await new JournalWalk(notebook, { ownerId: OWNER_ID, heard }, direction).next(END_OF_TIME, 50);
      const lines = await notebook.plans();
      expect(lines.filter(isLong)).toEqual([]);
      expect(lines.filter((line) => line.includes('COVERING INDEX listen_heard_as'))).toHaveLength(1);
    });

    it.each(['source', 'context_kind'] as const)('that are few, by their names, and %s', async (column) => {
      const heard = HeardSet.of({ artistId: 'a' }, 'sqlite');
      if (!heard) throw new Error('There is something to look for.');
      const wanted = { ownerId: OWNER_ID, heard, lane: { column, value: 'x' } };
      await new JournalWalk(notebook, wanted, direction).next(END_OF_TIME, 50);
      const lines = await notebook.plans();
      expect(lines.filter((line) => line.includes('COVERING INDEX listen_heard_as'))).toHaveLength(1);
    });

    it.each(['source', 'context_kind'] as const)('by %s, without sorting', async (column) => {
      const heard = HeardSet.of({}, 'sqlite');
      if (!heard) throw new Error('There is nothing to look for.');
      const wanted = { ownerId: OWNER_ID, heard, lane: { column, value: 'x' } };
      await new JournalWalk(notebook, wanted, direction).next(END_OF_TIME, 50);
      const lines = await notebook.plans();
      expect(lines).toEqual([expect.stringMatching(/COVERING INDEX listen_(?:source|context) /)]);
    });
  });

  it('and what a crash left open, which is asked at every play', async () => {
    const [line] = await opened.database.read.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT key FROM listen WHERE owner_id = 'owner' AND outcome = 'playing' AND play_id <> 'x'`,
    );
    expect(line?.detail).toContain('INDEX listen_open');
  });
});
