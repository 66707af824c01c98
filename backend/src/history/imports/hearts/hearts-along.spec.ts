import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../../../test/support/fake-collection.js';
import { FAR_AWAY, FakeSource } from '../../../../test/support/fake-source.js';
import { startFeatureApp, type FeatureApp } from '../../../../test/support/feature-app.js';
import { describeOnEachEngine, openTestDatabase } from '../../../../test/support/test-database.js';
import { Clock } from '../../../common/index.js';
import { OWNER_ID, type Database } from '../../../database/index.js';
import { Hearts } from '../../../hearts/index.js';
import type { HeartPage } from '../../../hearts/hearts.dto.js';
import type { AlbumPage } from '../../../library/albums.dto.js';
import type { ArtistPage } from '../../../library/artists.dto.js';
import type { TrackPage } from '../../../library/tracks.dto.js';
import { SavedStations } from '../../../stations/index.js';
import { HistoryModule } from '../../history.module.js';
import type { ImportView } from '../imports.dto.js';

const THEN = Date.UTC(2024, 2, 1);
const SECRET = 'https://feeds.example/private/s3cret-token';

interface Line {
  readonly type?: string;
  readonly kind: string;
  readonly id: string;
  readonly title: string;
}

describeOnEachEngine('hearts that are taken along', (database) => {
  let here: FeatureApp;
  let fake: Awaited<ReturnType<typeof FakeSource.start>>;

  beforeEach(async () => {
    fake = await FakeSource.start();
    fake.music.tracks.set('77', FAR_AWAY);
    here = await startFeatureApp(database(), [HistoryModule], [], [fake.source]);
    await fill(here, 'ann');
  });

  afterEach(async () => {
    await here.close();
    await fake.music.stop();
  });

  async function fill(app: FeatureApp, folder: string): Promise<void> {
    app.files.put(`${folder}/1.flac`, aTrack({ title: 'Night', artist: 'Ann', album: 'First', albumArtist: 'Ann', trackNumber: 1 })); // prettier-ignore
    app.files.put(`${folder}/2.flac`, aTrack({ title: 'Day', artist: 'Ann', album: 'First', albumArtist: 'Ann', trackNumber: 2 })); // prettier-ignore
    await app.scan();
  }

  const idsIn = async (app: FeatureApp): Promise<{ track: string; album: string; artist: string }> => ({
    track: (await app.get<TrackPage>('/tracks')).items.find(({ title }) => title === 'Night')?.id ?? '',
    album: (await app.get<AlbumPage>('/albums')).items[0]?.id ?? '',
    artist: (await app.get<ArtistPage>('/artists')).items[0]?.id ?? '',
  });

  /** One of everything that can be loved. */
  async function loveAll(): Promise<void> {
    const { track, album, artist } = await idsIn(here);
    for (const [path, body] of [
      [`track/${track}`, {}],
      ['track/fake:77', {}],
      [`album/${album}`, {}],
      ['album/fake:A1', { title: 'Elsewhere', artist: 'Bob' }],
      [`artist/${artist}`, {}],
      ['show/talk', { title: 'Talk', artist: 'Somebody' }],
      ['show/private', { title: 'Members only' }],
    ] as const) {
      expect((await here.send('put', `/hearts/${path}`, body)).status).toBe(204);
    }
    await here.app.get(SavedStations).add(OWNER_ID, {
      nativeId: 'abc', name: 'Radio X', urls: ['https://radio.example/live', 'https://radio.example/low'], tags: ['jazz'], group: 'Morning',
      addedAtMs: THEN,
    }); // prettier-ignore
    await follow(database(), 'talk', 'https://feeds.example/talk', false);
    await follow(database(), 'private', SECRET, true);
    await database().write(({ sql }) => sql.run('UPDATE heart SET hearted_at_ms = CAST(? AS BIGINT) + key', [THEN]));
  }

  async function follow(into: Database, id: string, address: string, isPrivate: boolean): Promise<void> {
    await into.write(({ sql }) =>
      sql.run(
        `INSERT INTO show (id, address, address_hash, host, is_private, title, sort_title, is_serial, details, state, failures, moved_times, is_archive_read, added_at_ms)
         VALUES (?, ?, ?, 'feeds.example', ?, 'Talk', 'talk', ?, '{}', 'ok', 0, 0, ?, 0)`,
        [id, isPrivate ? null : address, id, isPrivate, false, false],
      ),
    );
  }

  async function exported(): Promise<string> {
    const answer = await here.send('get', '/history/export?format=jsonl');
    return answer.body instanceof Buffer ? answer.body.toString() : answer.text;
  }

  async function take(into: FeatureApp, file: string, query = ''): Promise<ImportView> {
    const { id } = (await into.upload(`/history/imports?service=pyxis${query}`, file)).body as ImportView;
    for (;;) {
      const view = await into.get<ImportView>(`/history/imports/${id}`);
      if (view.state !== 'running') return view;
      await new Promise((resume) => setImmediate(resume));
    }
  }

  const hearts = async (app: FeatureApp): Promise<HeartPage['items']> => (await app.get<HeartPage>('/hearts')).items;

  async function elsewhere<T>(use: (app: FeatureApp, other: Database) => Promise<T>): Promise<T> {
    const other = await openTestDatabase();
    const app = await startFeatureApp(other.database, [HistoryModule], [], [fake.source]);
    try {
      return await use(app, other.database);
    } finally {
      await app.close();
      await other.remove();
    }
  }

  it('stand behind the listens, with what finds their things again and no secret', async () => {
    await loveAll();
    const file = await exported();
    const lines = file.trimEnd().split('\n').map((line) => JSON.parse(line) as Line); // prettier-ignore
    expect(lines).toMatchObject([
      { type: 'heart', kind: 'track', title: 'Night', artist: 'Ann', performer: 'Ann', album: 'First' },
      { kind: 'track', id: 'fake:77', title: FAR_AWAY.title },
      { kind: 'album', title: 'First', artist: 'Ann' },
      { kind: 'album', id: 'fake:A1', title: 'Elsewhere', artist: 'Bob' },
      { kind: 'artist', title: 'Ann' },
      { kind: 'show', id: 'talk', title: 'Talk', artist: 'Somebody', address: 'https://feeds.example/talk' },
      { kind: 'show', id: 'private', title: 'Members only' },
      { kind: 'station', id: 'radio:abc', title: 'Radio X', heartedAtMs: THEN, station: { group: 'Morning' } },
    ]);
    expect(file).not.toContain('s3cret');
    expect((await here.send('get', '/history/export?format=csv')).text.split('\r\n')).toHaveLength(2);
  });

  it('are given to the same things of another library, at the time they had, and once', async () => {
    await loveAll();
    const file = await exported();
    const given = await hearts(here);
    expect(await take(here, file)).toMatchObject({ added: 0, duplicates: 8, hearts: { added: 0, lost: 0 } });

    await elsewhere(async (app, other) => {
      await fill(app, 'other/place');
      await follow(other, 'moved', 'https://feeds.example/talk', false);
      const changes: string[] = [];
      app.app.get(Hearts).changes.subscribe((ownerId) => changes.push(ownerId));
      expect(await take(app, file, '&dryRun=true')).toMatchObject({ added: 0, hearts: { added: 8, lost: 0 }, read: 8 });
      expect(await hearts(app)).toEqual([]);
      expect(changes).toEqual([]);
      expect(await take(app, file)).toMatchObject({ added: 0, duplicates: 0, refusedCount: 0, hearts: { added: 8 } });
      expect(changes).toEqual([OWNER_ID]);
      const { track, album, artist } = await idsIn(app);
      expect(await hearts(app)).toMatchObject(
        [
          { kind: 'show', id: 'private' },
          { kind: 'show', id: 'moved' },
          { kind: 'artist', id: artist, artist: { name: 'Ann' } },
          { kind: 'album', id: 'fake:A1', album: { title: 'Elsewhere' } },
          { kind: 'album', id: album, album: { title: 'First' } },
          { kind: 'track', id: 'fake:77', track: { title: FAR_AWAY.title } },
          { kind: 'track', id: track, track: { title: 'Night' } },
        ].map((heart, at) => ({ ...heart, heartedAtMs: given[at]?.heartedAtMs })),
      );
      expect(await app.app.get(SavedStations).all(OWNER_ID)).toMatchObject([
        { trackId: 'radio:abc', name: 'Radio X', group: 'Morning', tags: ['jazz'], addedAtMs: THEN },
      ]);
      expect(await take(app, file)).toMatchObject({ duplicates: 8, hearts: { added: 0 } });
    });
  });

  it('of a library that is not there are told, and the others are given', async () => {
    await loveAll();
    await elsewhere(async (app, other) => {
      const view = await take(app, await exported());
      expect(view).toMatchObject({ state: 'finished', read: 8, hearts: { added: 5, lost: 3 } });
      expect(view.hearts?.examples).toEqual([
        { kind: 'track', title: 'Night', artist: 'Ann' },
        { kind: 'album', title: 'First', artist: 'Ann' },
        { kind: 'artist', title: 'Ann' },
      ]);
      expect(await other.read.all("SELECT 1 FROM recording_ref WHERE kind = 'track' AND value NOT LIKE 'fake:%'")).toEqual([]); // prettier-ignore
    });
  });

  it('are found by MusicBrainz ids where names differ', async () => {
    const mbRecordingId = 'e6a15126-1c96-4891-b639-5e4e73a0c4d1';
    here.files.put(
      'tagged/1.flac',
      aTrack({ title: 'Évening', artist: 'Ann', album: 'Second', musicBrainz: { recordingId: mbRecordingId } }),
    );
    await here.scan();
    const heart = { type: 'heart', kind: 'track', id: 'away', heartedAtMs: THEN, title: 'Dusk', artist: 'A.', mbRecordingId }; // prettier-ignore
    expect(await take(here, JSON.stringify(heart))).toMatchObject({ hearts: { added: 1, lost: 0 } });
    expect(await hearts(here)).toMatchObject([{ kind: 'track', track: { title: 'Évening' } }]);
  });

  it('that cannot be understood are refused, and lines of a later Pyxis skipped', async () => {
    const heart = { type: 'heart', kind: 'artist', id: 'fake:B', heartedAtMs: THEN, title: 'Bob' };
    const lines = [
      { ...heart, kind: 'mood' },
      { ...heart, title: ' ' },
      { ...heart, heartedAtMs: here.app.get(Clock).nowMs() + 86_400_000 },
      { ...heart, kind: 'station', station: { urls: ['file:///etc/passwd'] } },
      { type: 'something new', id: 1 },
      heart,
    ];
    const view = await take(here, lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(view).toMatchObject({ read: 6, refusedCount: 4, skipped: 1, hearts: { added: 1 } });
    expect(view.refused.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '1 A heart of this kind is not known here.',
      '2 There is no title.',
      '3 Its time is in the future.',
      '4 There is no address of the station.',
    ]);
  });
});
