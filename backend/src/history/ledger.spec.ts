import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { Clock } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { Ledger } from './ledger.js';
import type { Heard } from '../catalogue/index.js';
import type { Listen } from './listen.js';
import { openSheet } from './sheet.js';

const NOON = Date.UTC(2024, 5, 15, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

class SetClock extends Clock {
  override nowMs(): number {
    return NOON + 100 * DAY_MS;
  }
}

let plays = 0;
const heard: Heard = { title: 'Jóga', artist: 'Björk', album: 'Homogenic', albumArtist: 'Björk', source: 'local', trackId: 'joga', albumId: 'homogenic', artistId: 'bjork' }; // prettier-ignore

function aListen(facts: Partial<Listen> = {}, of: Partial<Heard> = {}): Listen {
  return {
    ownerId: OWNER_ID, playId: `play${++plays}`, heard: { ...heard, ...of }, startedAtMs: NOON, heardMs: 40_000,
    durationMs: 300_000, outcome: 'finished', origin: 'pyxis', ...facts,
  }; // prettier-ignore
}

describeOnEachEngine('the ledger', (database) => {
  let ledger: Ledger;

  beforeEach(() => {
    ledger = new Ledger(database(), new SetClock());
  });

  const record = (...listens: Listen[]): Promise<number> =>
    database().write(({ sql }) => ledger.recordAll(sql, listens));
  const rows = <Row>(statement: string): Promise<Row[]> => database().read.all<Row>(statement);
  const count = async (table: string): Promise<number> =>
    (await rows<{ n: number | string }>(`SELECT COUNT(*) AS n FROM ${table}`)).map(({ n }) => Number(n))[0] ?? 0;
  /** Listens and heard of each recording, most first. */
  const totals = async (): Promise<[number, number][]> =>
    (
      await rows<{ listens: number; heard_ms: number }>(
        `SELECT listens, heard_ms FROM tally WHERE kind = 'recording' ORDER BY listens DESC, heard_ms`,
      )
    ).map(({ listens, heard_ms }) => [listens, Number(heard_ms)]);

  it('writes a play down once, however often it is told of', async () => {
    const listen = aListen();
    expect(await record(listen, listen)).toBe(1);
    expect(await record(listen)).toBe(0);
    expect(await totals()).toEqual([[1, 40_000]]);
  });

  it('lets what may come back go on after it had ended', async () => {
    const song = aListen({ outcome: 'finished', mayGoOn: true });
    await record(song);
    await record({ ...song, heardMs: 79_000, outcome: 'playing' });
    expect(await totals()).toEqual([[1, 79_000]]);
    expect(await count('listen')).toBe(1);
  });

  it('keeps episodes in the journal, and out of what is said of music', async () => {
    expect(await record(aListen(), aListen({ kind: 'episode' }, { title: 'Episode 1', artist: 'A Show' }))).toBe(2);
    expect(await count('listen')).toBe(2);
    expect(await totals()).toEqual([[1, 40_000]]);
    const days = await rows('SELECT listens, heard_ms FROM listen_day');
    await ledger.rebuild(OWNER_ID);
    expect(await totals()).toEqual([[1, 40_000]]);
    expect(await rows('SELECT listens, heard_ms FROM listen_day')).toEqual(days);
  });

  it('lets a play grow until it ends, and never shrink', async () => {
    const playing = aListen({ outcome: 'playing', stoppedAtMs: 41_000 });
    await record(playing);
    await record({ ...playing, heardMs: 50_000, stoppedAtMs: 51_000 });
    await record({ ...playing, heardMs: 45_000 });
    expect(await totals()).toEqual([[1, 50_000]]);
    await record({ ...playing, heardMs: 60_000, outcome: 'skipped', stoppedAtMs: 90_000 });
    await record({ ...playing, heardMs: 70_000 });
    expect(await totals()).toEqual([[1, 60_000]]);
    expect(await rows('SELECT heard_ms, outcome, stopped_at_ms FROM listen')).toEqual([
      { heard_ms: 60_000, outcome: 'skipped', stopped_at_ms: 90_000 },
    ]);
  });

  it('ends what a crash left open when another play begins', async () => {
    await record(aListen({ playId: 'crashed', outcome: 'playing' }), aListen({ playId: 'new', outcome: 'playing' }));
    await database().write(({ sql }) => ledger.closeOpen(sql, OWNER_ID, 'new'));
    expect(await rows('SELECT play_id, outcome FROM listen ORDER BY key')).toEqual([
      { play_id: 'crashed', outcome: 'stopped' },
      { play_id: 'new', outcome: 'playing' },
    ]);
  });

  it.each<[string, Partial<Heard>, number?]>([
    ['its title, artist and album were edited', { title: 'Yoga', artist: 'B.', album: 'H', albumArtist: 'B.' }],
    ['another track has its recording id', { trackId: 'other', title: 'Joga (2019)', mbRecordingId: 'rec-1' }],
    ['another track has its ISRC', { trackId: 'other', title: 'Joga!', isrc: 'GBAYE9700001' }],
    ['it was replaced by a file with another id, a bit longer', { trackId: 'other', title: 'JOGA' }, 302_999],
    ['it came from another source', { trackId: undefined, source: 'lastfm', title: 'Joga', artist: 'bjork' }],
    ['a service names its guests', { trackId: undefined, artist: 'Björk feat. Somebody', title: 'Jóga (ft. X)' }],
  ])('takes it for the same recording when %s', async (_, now, durationMs = 300_000) => {
    const ids = { mbRecordingId: 'rec-1', isrc: 'GBAYE9700001' };
    await record(aListen({}, ids), aListen({ durationMs }, now));
    expect(await totals()).toEqual([[2, 80_000]]);
    expect(await count('performer')).toBe(1);
    expect(await count('heard_as')).toBe(2);
  });

  it.each<[string, Partial<Heard>, number?]>([
    ['another length', { trackId: 'other' }, 303_001],
    ['another performer', { trackId: 'other', artist: 'Somebody', artistId: 'somebody' }],
    ['another title', { trackId: 'other', title: 'Bachelorette' }],
  ])('takes it for another recording with %s', async (_, now, durationMs = 300_000) => {
    await record(aListen(), aListen({ durationMs }, now));
    expect(await totals()).toEqual([[1, 40_000], [1, 40_000]]); // prettier-ignore
  });

  it.each<[string, Heard]>([
    ['nobody is said to play it', { title: 'Song', artist: 'Unknown Artist', album: 'Tape', source: 'lastfm' }],
    ['many play on the album', { title: 'Song', artist: 'Various Artists', source: 'lastfm' }],
    ['its name says nothing', { title: 'Intro', artist: 'Björk', source: 'lastfm' }],
    ['it is a sign', { title: '+', artist: '!!!', source: 'lastfm' }],
  ])('takes the very same name for one recording, also where %s', async (_, name) => {
    const listens = [1, 2, 3].map(() => ({ ...aListen(), heard: name }));
    await record(...listens);
    await record({ ...aListen({ durationMs: 302_000 }), heard: name });
    expect(await totals()).toEqual([[4, 160_000]]);
    expect([await count('performer'), await count('recording')]).toEqual([1, 1]);
  });

  it('counts one album for what is called the same, or has its id', async () => {
    await record(
      aListen(),
      aListen({}, { albumId: undefined, album: 'HOMOGENIC', title: 'Hunter', trackId: 'hunter' }),
      aListen({}, { album: 'Homogenik', title: 'Unravel', trackId: 'unravel' }),
      aListen({}, { album: undefined, albumId: undefined }),
    );
    expect(await rows(`SELECT listens FROM tally WHERE kind = 'release'`)).toEqual([{ listens: 3 }]);
    expect(await rows(`SELECT listens FROM tally WHERE kind = 'performer'`)).toEqual([{ listens: 4 }]);
  });

  it('undoes all of it when the transaction fails', async () => {
    const failing = database().write(async ({ sql }) => {
      await ledger.record(sql, aListen());
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    for (const table of ['listen', 'tally', 'listen_day', 'heard_as', 'recording']) expect(await count(table)).toBe(0);
  });

  it('makes one sheet of a month that is over, and drops it when something is added', async () => {
    await record(aListen(), aListen({ startedAtMs: NOON + 100 * DAY_MS }));
    await ledger.seal(OWNER_ID);
    expect(await rows('SELECT period FROM listen_sheet')).toEqual([{ period: 202406 }]);
    await record(aListen({ startedAtMs: NOON - DAY_MS }));
    expect(await count('listen_sheet')).toBe(0);
  });

  it('makes one sheet of a year that is over, and drops it when something is added', async () => {
    await record(aListen({ startedAtMs: NOON - 365 * DAY_MS }), aListen({ startedAtMs: NOON - 300 * DAY_MS }));
    await ledger.seal(OWNER_ID);
    expect(await rows('SELECT period FROM listen_sheet ORDER BY period')).toEqual(
      [2023, 202306, 202308].map((period) => ({ period })),
    );
    await record(aListen({ startedAtMs: NOON - 300 * DAY_MS }));
    expect(await rows('SELECT period FROM listen_sheet')).toEqual([{ period: 202306 }]);
  });

  async function derived(ownerId: string): Promise<unknown> {
    const sheets = async (table: string, period: string): Promise<unknown> =>
      (await rows<{ at: number; owner_id: string; sheet: Buffer }>(`SELECT *, ${period} AS at FROM ${table} ORDER BY ${period}`))
        .filter((row) => row.owner_id === ownerId)
        .map(({ sheet, ...row }) => {
          const { cells, ...columns } = openSheet(sheet);
          const entries = Array.from(columns.recordings, (recording, i) => [recording, columns.releases[i], columns.performers[i], columns.listens[i], columns.heardMs[i]].join());
          return { ...row, entries: entries.sort(), cells: cells().map((cell) => JSON.stringify(cell)).sort() };
        }); // prettier-ignore
    const tallies = await rows<{ owner_id: string }>('SELECT * FROM tally ORDER BY kind, subject_key');
    return [tallies.filter((row) => row.owner_id === ownerId), await sheets('listen_day', 'day'), await sheets('listen_sheet', 'period')]; // prettier-ignore
  }

  it('counts as it goes what it would count anew', async () => {
    let owners = 0;
    const step = fc.record({
      play: fc.integer({ min: 0, max: 12 }),
      title: fc.integer({ min: 0, max: 4 }),
      artist: fc.integer({ min: 0, max: 2 }),
      album: fc.option(fc.integer({ min: 0, max: 2 })),
      startedAtMs: fc.integer({ min: NOON - 400 * DAY_MS, max: NOON + 100 * DAY_MS }),
      heardMs: fc.integer({ min: 1, max: 10_000_000 }),
      outcome: fc.constantFrom('playing', 'finished', 'skipped', 'stopped'),
      isSealedThen: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 5 }), { minLength: 1, maxLength: 6 }), async (batches) => {
        const ownerId = `p${++owners}`;
        await database().write(({ sql }) =>
          sql.run('INSERT INTO person (id, name, created_at_ms) VALUES (?, ?, 0)', [ownerId, ownerId]),
        );
        for (const batch of batches) {
          await record(
            ...batch.map(({ play, title, artist, album, startedAtMs, heardMs, outcome }) => ({
              ownerId, playId: String(play), startedAtMs, heardMs, outcome: outcome, origin: 'pyxis',
              heard: { title: `t${title}`, artist: `a${artist}`, ...(album !== null && { album: `l${album}` }), source: 'local' },
            })),
          ); // prettier-ignore
          if (batch[0]?.isSealedThen) await ledger.seal(ownerId);
        }
        await ledger.seal(ownerId);
        const kept = await derived(ownerId);
        await ledger.rebuild(ownerId);
        expect(kept).toEqual(await derived(ownerId));
      }),
      { numRuns: 25 },
    );
  });
});
