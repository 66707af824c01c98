import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFeatureApp, type FeatureApp } from '../../../test/support/feature-app.js';
import { describeOnEachEngine, openTestDatabase } from '../../../test/support/test-database.js';
import { OWNER_ID, type Database } from '../../database/index.js';
import { HistoryModule } from '../history.module.js';
import { csvRows } from '../imports/reading/csv-rows.js';
import type { ImportView } from '../imports/imports.dto.js';
import { Ledger } from '../ledger.js';
import type { Listen } from '../listen.js';
import { csvRow } from './csv.js';
import { ListenExport } from './listen-export.js';

const NOON = Date.UTC(2023, 5, 1, 12);

function aListen(n: number, facts: Partial<Listen> = {}): Listen {
  return {
    ownerId: OWNER_ID, playId: `play-${n}`, startedAtMs: NOON + n * 300_000, heardMs: 100_000 + n, durationMs: 240_000,
    outcome: 'skipped', stoppedAtMs: 130_000, origin: 'pyxis',
    heard: {
      title: `Song ${n % 7}`, artist: 'Röyksopp feat. X', performer: 'Röyksopp', album: 'Melody, A.M. "1"',
      albumArtist: 'Röyksopp', source: 'local', trackId: `track${n % 7}`, albumId: 'album', artistId: 'artist',
      mbRecordingId: `e6a15126-1c96-4891-b639-5e4e73a0c4d${n % 7}`, isrc: `GBAYE970000${n % 7}`,
    },
    context: { kind: 'album', id: 'album', title: 'Melody' }, output: { name: 'Kitchen', kind: 'browser' }, ...facts,
  }; // prettier-ignore
}

const everything = (database: Database): Promise<unknown[]> =>
  database.read.all(
    `SELECT l.play_id, l.started_at_ms, l.heard_ms, l.duration_ms, l.outcome, l.stopped_at_ms, l.context_kind, l.context_id,
       l.context_title, l.output_name, l.output_kind, l.origin, l.local_day, l.local_hour, l.weekday, h.title, h.artist,
       h.album, h.source, r.artist AS album_artist, p.name AS performer
     FROM listen l JOIN heard_as h ON h.key = l.heard_as_key JOIN performer p ON p.key = l.performer_key
     LEFT JOIN release r ON r.key = l.release_key ORDER BY l.play_id`,
  );
const refs = (database: Database): Promise<unknown[]> =>
  database.read.all('SELECT kind, value FROM recording_ref ORDER BY kind, value');

describeOnEachEngine('the export', (database) => {
  let feature: FeatureApp;

  beforeEach(async () => {
    feature = await startFeatureApp(database(), [HistoryModule]);
  });

  afterEach(() => feature.close());

  const record = (listens: readonly Listen[]): Promise<unknown> =>
    database().write(({ sql }) => feature.app.get(Ledger).recordAll(sql, listens));

  async function jsonl(): Promise<string> {
    const answer = await feature.send('get', '/history/export?format=jsonl');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="pyxis-history-[\d-]+\.jsonl"$/);
    return answer.body instanceof Buffer ? answer.body.toString() : answer.text;
  }

  async function take(into: FeatureApp, file: string): Promise<ImportView> {
    const answer = await into.upload('/history/imports?service=pyxis', file);
    const { id } = answer.body as ImportView;
    for (;;) {
      const view = await into.get<ImportView>(`/history/imports/${id}`);
      if (view.state !== 'running') return view;
      await new Promise((resume) => setImmediate(resume));
    }
  }

  it('has all listens, oldest first, over many batches', async () => {
    await record(Array.from({ length: 600 }, (_, n) => aListen(599 - n)));
    const lines = (await jsonl())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { playId: string });
    expect(lines.map(({ playId }) => playId)).toEqual(Array.from({ length: 600 }, (_, n) => `play-${n}`));
  });

  it('gives everything back to another server, and nothing to this one', async () => {
    const local = { day: 20230602, hour: 3, weekday: 5 };
    await record([
      aListen(1),
      aListen(2, { local, outcome: 'finished' }),
      aListen(3, { origin: 'spotify', context: undefined, output: undefined, durationMs: undefined }),
      aListen(4, { heard: { title: '=1+1', artist: '東京事変', source: 'listenbrainz' }, origin: 'listenbrainz' }),
    ]);
    const file = await jsonl();
    expect(await take(feature, file)).toMatchObject({ state: 'finished', added: 0, duplicates: 4 });

    const other = await openTestDatabase();
    const elsewhere = await startFeatureApp(other.database, [HistoryModule]);
    expect(await take(elsewhere, file)).toMatchObject({ state: 'finished', added: 4, refusedCount: 0, skipped: 0 });
    expect(await everything(other.database)).toEqual(await everything(database()));
    expect(await refs(other.database)).toEqual(await refs(database()));
    await elsewhere.close();
    await other.remove();
  });

  it('is a table with safe cells in CSV', async () => {
    const heard = { title: '=cmd()', artist: '-1, "x"', source: 'local' };
    await record([aListen(1, { heard, playId: 'one' })]);
    const { text } = await feature.send('get', '/history/export?format=csv');
    const [header, row, rest] = text.split('\r\n');
    expect(header).toMatch(/^startedAt,day,hour,weekday,artist,title,album,/);
    expect(row).toMatch(/^2023-06-01T12:05:00\.000Z,[\d-]+,\d+,\d,"'-1, ""x""",'=cmd\(\),,/);
    expect(rest).toBe('');
  });

  it('is empty where nothing was heard', async () => {
    expect(await jsonl()).toBe('');
  });

  it('reads no more than is taken', async () => {
    await record(Array.from({ length: 600 }, (_, n) => aListen(n)));
    const pieces = feature.app.get(ListenExport).write(OWNER_ID, 'jsonl');
    const first = await pieces.next();
    expect(String(first.value).split('\n')).toHaveLength(251);
    await pieces.return(undefined);
  });

  it.each(['', '?format=xml', '?format=csv&x=1'])('refuses %j', async (query) => {
    expect((await feature.send('get', `/history/export${query}`)).status).toBe(400);
  });
});

describe('CSV', () => {
  async function* once(text: string): AsyncGenerator<string> {
    yield await Promise.resolve(text);
  }

  it('comes back as it was, and never begins like a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string().filter((text) => text !== '' && !text.includes('\r')),
        async (text) => {
          for await (const record of csvRows(once(`a,b\r\n${csvRow([text, 1])}`), ['a'])) {
            const cell = 'value' in record ? String(record.value.a) : record.fault;
            expect(cell).not.toMatch(/^[=+\-@\t\r]/);
            expect(/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).toBe(text);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
