import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TestEventSource } from '../../../test/support/event-source.js';
import { aTrack } from '../../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../../test/support/feature-app.js';
import { addGuest, GUEST } from '../../../test/support/guest.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { zipOf } from '../../../test/support/zip.js';
import { Clock } from '../../common/index.js';
import { OWNER_ID } from '../../database/index.js';
import { HistoryModule } from '../history.module.js';
import { Ledger } from '../ledger.js';
import { Importer } from './importer.js';
import { ImportRunner } from './import-runner.js';
import type { ImportPage, ImportView } from './imports.dto.js';
import { PastImports } from './past-imports.js';
import { UploadFolder } from './upload-folder.js';

const NOON = Date.UTC(2023, 5, 1, 12);
const sample = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../../../test/fixtures/imports', name));

interface ListenRow {
  readonly title: string;
  readonly album: string | null;
  readonly started_at_ms: number;
  readonly heard_ms: number;
  readonly origin: string;
  readonly source: string;
}

describeOnEachEngine('imports', (database) => {
  let feature: FeatureApp;

  beforeEach(async () => {
    feature = await startFeatureApp(database(), [HistoryModule]);
  });

  afterEach(() => feature.close());

  async function settled(id: string): Promise<ImportView> {
    for (;;) {
      const view = await feature.get<ImportView>(`/history/imports/${id}`);
      if (view.state !== 'running') return view;
      await new Promise((resume) => setImmediate(resume));
    }
  }

  async function run(service: string, file: Buffer | string, isDryRun = false): Promise<ImportView> {
    const answer = await send(service, file, isDryRun);
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    return settled((answer.body as ImportView).id);
  }

  const send = (service: string, file: Buffer | string, isDryRun = false): ReturnType<FeatureApp['upload']> =>
    feature.upload(`/history/imports?service=${service}&dryRun=${isDryRun}`, file);

  const listens = (): Promise<ListenRow[]> =>
    database().read.all<ListenRow>(
      `SELECT h.title, h.album, l.started_at_ms, l.heard_ms, l.origin, h.source FROM listen l
       JOIN heard_as h ON h.key = l.heard_as_key ORDER BY l.started_at_ms, l.key`,
    );

  it('takes titles of hundreds of blanks for what they are', async () => {
    const title = `a${' '.repeat(997)}xx`;
    const line = (i: number): string =>
      JSON.stringify({
        listened_at: NOON / 1_000 + i * 600,
        track_metadata: { track_name: title, artist_name: title },
      });
    const view = await run('listenbrainz', Array.from({ length: 100 }, (_, i) => line(i)).join('\n'));
    expect(view).toMatchObject({ state: 'finished', added: 100 });
    expect(new Set((await listens()).map((listen) => listen.title))).toEqual(new Set([title]));
  });

  it('tells how the newest import of a person goes, as events', async () => {
    await feature.app.listen(0, '127.0.0.1');
    const { port } = feature.app.getHttpServer().address() as AddressInfo;
    const events = new TestEventSource<Partial<ImportView>>(`http://127.0.0.1:${port}/api/v1/events?topics=imports`);
    expect((await events.until(() => true)).data).toEqual({});
    await addGuest(database());
    const request = { ownerId: GUEST, service: 'listenbrainz', isDryRun: true } as const;
    const ofGuest = await feature.app.get(ImportRunner).start(Readable.from(['{}']), request);
    await vi.waitUntil(() => ofGuest.state !== 'running');
    const { id } = await run('listenbrainz', sample('listenbrainz.jsonl'));
    const told = await events.until(({ data }) => data.state === 'finished');
    expect(told.data).toMatchObject({ id, isDryRun: false });
    expect(new Set(events.events.map(({ data }) => data.id))).toEqual(new Set([undefined, id]));
    events.close();
  });

  it('adds what is new and says what was wrong', async () => {
    const view = await run('listenbrainz', sample('listenbrainz.jsonl'));
    expect(view).toMatchObject({
      state: 'finished', isDryRun: false, read: 6, added: 3, duplicates: 0, skipped: 0, refusedCount: 3,
      refused: [{ line: 3, cause: { code: 'record-no-time' } }, { line: 4, cause: { code: 'record-no-artist' } }, { line: 5, reason: 'It is no valid JSON.', cause: { code: 'record-no-json' } }],
      earliestMs: NOON, latestMs: NOON + 700_000,
    }); // prettier-ignore
    expect(view.readBytes).toBe(view.totalBytes);
    expect(await listens()).toMatchObject([
      { title: 'Jóga', album: 'Homogenic', started_at_ms: NOON, heard_ms: 301_000, origin: 'listenbrainz' },
      { title: '丸の内サディスティック', album: null, heard_ms: 234_000 },
      { title: 'Eple', heard_ms: 0 },
    ]);
  });

  it.each([
    ['listenbrainz', 'listenbrainz.json'],
    ['lastfm', 'lastfm-ghan.csv'],
    ['lastfm', 'lastfm-ghan.json'],
    ['lastfm', 'lastfm-to-csv.csv'],
    ['spotify', 'Streaming_History_Audio_2023_0.json'],
    ['spotify', 'StreamingHistory_music_0.json'],
  ])('of %s add nothing the second time: %s', async (service, name) => {
    const first = await run(service, sample(name));
    expect(first.added).toBeGreaterThan(0);
    expect(await run(service, sample(name))).toMatchObject({ added: 0, duplicates: first.added });
    expect(await listens()).toHaveLength(first.added);
  });

  it('know the same play by every service that tells of it', async () => {
    const added = [];
    for (const [service, name] of [
      ['spotify', 'Streaming_History_Audio_2023_0.json'],
      ['listenbrainz', 'listenbrainz.json'],
      ['lastfm', 'lastfm-ghan.json'],
      ['lastfm', 'lastfm-recenttracks.json'],
      ['lastfm', 'lastfm-to-csv.csv'],
      ['spotify', 'StreamingHistory_music_0.json'],
    ] as const) {
      added.push((await run(service, sample(name))).added);
    }
    expect(added).toEqual([2, 0, 0, 0, 0, 0]);
  });

  it('skip what is no listen', async () => {
    expect(await run('spotify', sample('Streaming_History_Audio_2023_0.json'))).toMatchObject({
      read: 6, added: 2, skipped: 3, refusedCount: 1,
    }); // prettier-ignore
  });

  it('say in a dry run what would be added, write nothing, and then add exactly that', async () => {
    const file = sample('listenbrainz.jsonl');
    const dry = await run('listenbrainz', file, true);
    expect(dry).toMatchObject({ state: 'finished', isDryRun: true, added: 3 });
    expect(await listens()).toEqual([]);
    const answer = await feature.send('post', `/history/imports/${dry.id}/apply`);
    expect(answer.status).toBe(202);
    expect(await settled(dry.id)).toMatchObject({ state: 'finished', isDryRun: false, added: 3, read: 6 });
    expect(await listens()).toHaveLength(3);
    expect(readdirSync(join(feature.data, 'imports'))).toEqual([]);
  });

  it('cannot be applied twice, nor when they ran for real', async () => {
    const { id } = await run('lastfm', sample('lastfm-ghan.csv'));
    expect((await feature.send('post', `/history/imports/${id}/apply`)).status).toBe(409);
  });

  it('know what Pyxis recorded itself, under the title and the album of the library', async () => {
    feature.files.put('joga.flac', aTrack({ title: 'Jóga (feat. Nobody)', artist: 'Björk', album: 'Homogenic' }));
    await feature.scan();
    const track = await database().read.get<{ id: string }>('SELECT id FROM track');
    await database().write(({ sql }) =>
      feature.app.get(Ledger).record(sql, {
        ownerId: OWNER_ID, playId: 'own', startedAtMs: NOON + 250, heardMs: 60_000, durationMs: 60_000,
        heard: { title: 'Jóga (feat. Nobody)', artist: 'Björk', source: 'local', trackId: track?.id ?? '' },
        outcome: 'finished', origin: 'pyxis',
      }),
    ); // prettier-ignore
    expect(await run('listenbrainz', sample('listenbrainz.json'))).toMatchObject({ added: 1, duplicates: 1 });
  });

  it('count for the albums of the library', async () => {
    feature.files.put(
      'joga.flac',
      aTrack({ title: 'Jóga', artist: 'Björk', album: 'Homogenic', albumArtist: 'Björk' }),
    );
    await feature.scan();
    await run('lastfm', sample('lastfm-ghan.csv'));
    const linked = await database().read.all(
      `SELECT a.title, y.listens FROM tally y JOIN release_ref f ON f.release_key = y.subject_key AND f.kind = 'album'
       JOIN album a ON a.id = f.value WHERE y.kind = 'release'`,
    );
    expect(linked).toEqual([{ title: 'Homogenic', listens: 1 }]);
  });

  it('find tracks by every way to name who plays, and say of the others what is missing', async () => {
    const main = (name: string) => ({ name, role: 'main' }) as const;
    const files = [
      { artist: 'Queen & David Bowie', title: 'Under Pressure', artists: [main('Queen'), main('David Bowie')] },
      { artist: 'Simon & Garfunkel', title: 'America' },
      { artist: 'Röyksopp', title: 'Poor Leno (feat. Erlend Øye)' },
      {
        artist: 'Beyoncé feat. JAY-Z',
        title: 'Crazy in Love',
        artists: [main('Beyoncé'), { name: 'JAY-Z', role: 'featured' as const }],
      },
      { artist: 'Björk', title: 'Hunter' },
    ];
    for (const [index, file] of files.entries())
      feature.files.put(`${index}.flac`, aTrack({ ...file, album: 'Album' }));
    await feature.scan();
    const heard = [
      ['Queen, David Bowie', 'Under Pressure'],
      ['Queen and David Bowie', 'Under Pressure'],
      ['Queen feat. David Bowie', 'Under Pressure'],
      ['Simon, Garfunkel', 'America'],
      ['Röyksopp', 'Poor Leno'],
      ['Röyksopp feat. Erlend Øye', 'Poor Leno'],
      ['Beyoncé, JAY-Z', 'Crazy In Love (feat. JAY-Z)'],
      ['Beyoncé', 'Crazy In Love'],
      ['Björk', 'Hunter'],
      ['Björk', 'Jóga'],
      ['Nobody Known', 'Song'],
      ['Nobody Known', 'Song'],
    ];
    const line = ([artist_name, track_name]: string[], i: number): string => {
      // Only the one is told with a length, which is that of another recording.
      const additional_info = track_name === 'Hunter' ? { duration_ms: 500_000 } : {};
      const track_metadata = { artist_name, track_name, additional_info };
      return JSON.stringify({ listened_at: 1_600_000_000 + 600 * i, track_metadata });
    };
    const view = await run('listenbrainz', heard.map(line).join('\n'));
    expect(view).toMatchObject({ added: 12, found: 8 });
    expect(view.notFound).toEqual([
      { reason: 'recording', listens: 1, examples: [{ artist: 'Björk', title: 'Hunter' }] },
      { reason: 'title', listens: 1, examples: [{ artist: 'Björk', title: 'Jóga' }] },
      { reason: 'artist', listens: 2, examples: [{ artist: 'Nobody Known', title: 'Song' }] },
    ]);
    // What the library knows of it goes into the ledger.
    expect((await listens()).filter(({ album }) => album === 'Album')).toHaveLength(8);
  });

  it('are remembered with what became of them, over a restart as well, newest first', async () => {
    const query = '/history/imports?service=listenbrainz&fileName=listens.jsonl';
    const { id } = (await feature.upload(query, sample('listenbrainz.jsonl'))).body as ImportView;
    const first = await settled(id);
    await run('listenbrainz', sample('listenbrainz.jsonl'), true);
    const second = await run('listenbrainz', sample('listenbrainz.jsonl'));
    const past = (query = ''): Promise<ImportPage> => feature.get(`/history/imports${query}`);
    expect((await past()).items).toEqual([second, first]);
    expect(first).toMatchObject({ fileName: 'listens.jsonl', added: 3 });
    const { items, nextCursor } = await past('?limit=1');
    expect([items, (await past(`?limit=1&cursor=${nextCursor}`)).items]).toEqual([[second], [first]]);

    await database().write(({ sql }) => sql.run('UPDATE import_run SET is_running = ?', [true]));
    const again = new ImportRunner(
      feature.app.get(Importer),
      feature.app.get(UploadFolder),
      feature.app.get(PastImports),
      feature.app.get(Clock),
    );
    await again.onApplicationBootstrap();
    expect(await again.findAny(OWNER_ID, id)).toEqual(Object.assign({}, first, { state: 'interrupted' }));
    await expect(again.findAny(GUEST, id)).rejects.toThrow();
  });

  it('read archives', async () => {
    const archive = zipOf({ 'user.json': '{}', 'listens/2023/6.jsonl': sample('listenbrainz.jsonl') });
    expect(await run('listenbrainz', archive)).toMatchObject({ added: 3, refused: [{ file: 'listens/2023/6.jsonl' }, {}, {}] }); // prettier-ignore
  });

  it('keep what was read when the rest cannot be, without adding half of it', async () => {
    const view = await run(
      'listenbrainz',
      '[{"listened_at":1685620800,"track_metadata":{"artist_name":"A","track_name":"B"}},',
    );
    expect(view).toMatchObject({
      state: 'failed',
      read: 1,
      error: 'The file ends in the midst of it.',
      errorCause: { code: 'import-damaged' },
    });
    expect(await listens()).toEqual([]);
    expect(readdirSync(join(feature.data, 'imports'))).toEqual([]);
  });

  it('are cancelled, and know when repeated what was added', async () => {
    const lines = Array.from({ length: 800 }, (_, i) =>
      JSON.stringify({ listened_at: 1_600_000_000 + 300 * i, track_metadata: { artist_name: 'A', track_name: `T${i % 40}` } }),
    ).join('\n'); // prettier-ignore
    const { id } = (await send('listenbrainz', lines)).body as ImportView;
    expect((await send('lastfm', 'a,b,c,1\n')).status).toBe(409);
    expect((await feature.send('delete', `/history/imports/${id}`)).status).toBe(204);
    expect((await settled(id)).state).toBe('cancelled');
    const before = (await listens()).length;
    expect(before).toBeLessThan(800);
    const again = await run('listenbrainz', lines);
    expect(again).toMatchObject({ added: 800 - before, duplicates: before });
    expect(await listens()).toHaveLength(800);
  });

  it('list only the first of many refused records', async () => {
    const view = await run('listenbrainz', '{}\n'.repeat(500));
    expect(view).toMatchObject({ state: 'finished', refusedCount: 500 });
    expect(view.refused).toHaveLength(100);
  });

  it.each(['?service=napster', '', '?service=lastfm&dryRun=maybe', '?service=lastfm&colour=red'])(
    'refuse %j',
    async (query) => {
      expect((await feature.upload(`/history/imports${query}`, 'a,b,c,1')).status).toBe(400);
    },
  );

  async function expectNotFound(id: string): Promise<void> {
    for (const [method, path] of [['get', ''], ['delete', ''], ['post', '/apply']] as const) {
      expect((await feature.send(method, `/history/imports/${id}${path}`)).status).toBe(404);
    } // prettier-ignore
  }

  it('that never were are not found', () => expectNotFound('nothing'));

  it('of another person are not found, and go on as if nobody had asked', async () => {
    await addGuest(database());
    const runner = feature.app.get(ImportRunner);
    const ended = (id: string): Promise<void> =>
      vi.waitFor(() => expect(runner.find(GUEST, id).state).toBe('finished'), { timeout: 30_000 });
    const { id } = await runner.start(Readable.from(sample('listenbrainz.jsonl')), {
      ownerId: GUEST, service: 'listenbrainz', isDryRun: true,
    }); // prettier-ignore
    await expectNotFound(id);
    await ended(id);
    await expectNotFound(id);
    expect(await listens()).toEqual([]);
    runner.apply(GUEST, id);
    await ended(id);
    expect(runner.find(GUEST, id)).toMatchObject({ isDryRun: false, added: 3 });
    expect(await database().read.all('SELECT DISTINCT owner_id FROM listen')).toEqual([{ owner_id: GUEST }]);
  });
});
