import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { SystemClock } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { HeardSet } from './heard-set.js';
import { END_OF_TIME, JournalWalk, type Lane, type Place } from './journal-walk.js';
import { Ledger } from './ledger.js';
import type { Listen } from './listen.js';

const LISTENS = 60;
const TITLES = ['Part One', 'Part Two', 'Other'];
const CONTEXTS = ['album', 'mix', undefined];

const LANES: readonly (Lane | undefined)[] = [
  undefined,
  { column: 'context_kind', value: 'mix' },
  { column: 'source', value: 'lastfm' },
];

const startedAt = (i: number): number => Math.floor(i / 2) * 1_000;

describeOnEachEngine('the walk along the journal', (database) => {
  beforeEach(async () => {
    const listens = Array.from({ length: LISTENS }, (_, i): Listen => {
      const kind = CONTEXTS[i % CONTEXTS.length];
      return {
        ownerId: OWNER_ID, playId: `p${i}`, startedAtMs: startedAt(i), heardMs: 30_000, outcome: 'finished', origin: 'pyxis',
        heard: { title: TITLES[i % 7 % 3] ?? '', artist: i % 5 ? 'Odd' : 'Even', source: i < 30 ? 'lastfm' : 'local' },
        ...(kind !== undefined && { context: { kind } }),
      }; // prettier-ignore
    });
    const ledger = new Ledger(database(), new SystemClock());
    await database().write(({ sql }) => ledger.recordAll(sql, listens));
  });

  it('meets the same listens as it would gather, in the same order', async () => {
    const { engine, read } = database();
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            q: fc.constantFrom('part', 'other', 'odd', 'even par'),
            source: fc.constantFrom('local', 'lastfm', 'radio'),
          },
          { requiredKeys: [] },
        ),
        fc.constantFrom(...LANES),
        fc.constantFrom('older' as const, 'newer' as const),
        fc.option(fc.integer({ min: 0, max: LISTENS })),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 25 }),
        async (filter, lane, direction, at, limit, stride) => {
          const heard = HeardSet.of(filter, engine);
          if (!heard) throw new Error('There is something to look for.');
          const wanted = { ownerId: OWNER_ID, heard, ...(lane && { lane }) };
          const from: Place = at === null ? END_OF_TIME : { startedAtMs: startedAt(at), key: at + 1 };
          const next = (names: number, listens = 1_000): Promise<Place[]> =>
            new JournalWalk(read, wanted, direction, { names, listens, stride }).next(from, limit);
          const [gathered, met] = [await next(1_000), await next(0)];
          expect(met).toEqual(gathered);
          expect(await next(1_000, 0)).toEqual(gathered);
          const isNewestFirst = direction === 'older' ? 1 : -1;
          expect(met).toEqual(met.toSorted((a, b) => isNewestFirst * (b.startedAtMs - a.startedAtMs || b.key - a.key)));
          expect(met.length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it('meets everything without a filter', async () => {
    const { engine, read } = database();
    const heard = HeardSet.of({}, engine);
    if (!heard) throw new Error('There is nothing to look for.');
    const walk = new JournalWalk(read, { ownerId: OWNER_ID, heard }, 'older');
    expect(await walk.next(END_OF_TIME, 100)).toHaveLength(LISTENS);
  });
});
