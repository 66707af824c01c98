/**
 * One of several processes that write to one database at once (concurrency.spec.ts). Says `ready`, waits for a line,
 * does its job, and says what came of it as JSON.
 */
import 'reflect-metadata';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Clock } from '../../src/common/index.js';
import { DatabaseConfig, Directories, Secrets } from '../../src/config/index.js';
import { postgresDataSource, sqliteDataSource } from '../../src/database/data-source.js';
import { Database, openDatabase, OWNER_ID } from '../../src/database/index.js';
import { Ledger } from '../../src/history/ledger.js';
import { EditStore } from '../../src/library/edit-store.js';
import { identifySome } from '../../src/library/identify.js';
import { ScanStore } from '../../src/library/scan/scan-store.js';
import { NEW_PLAYER } from '../../src/playback/player-state.js';
import { PlayerMoved, PlayerStore } from '../../src/playback/player-store.js';
import { Outbox } from '../../src/scrobbling/outbox.js';
import { aTrack } from './fake-collection.js';

export type Job = 'migrate' | 'scan' | 'identify' | 'edit' | 'listen' | 'play' | 'claim';

export interface Assignment {
  readonly config: Pick<DatabaseConfig, 'type' | 'path' | 'url'>;
  readonly job: Job;
  /** Which of the processes it is, from 0. */
  readonly number: number;
  readonly times: number;
}

class StandingClock extends Clock {
  override nowMs(): number {
    return Date.UTC(2024, 5, 15, 12);
  }
}

const clock = new StandingClock();
const { config, job, number, times } = JSON.parse(process.argv[2] ?? '{}') as Assignment;
/** Processes go through the same in opposite orders: whoever locks in the order of its work meets the other. */
const order = Array.from({ length: times }, (_, i) => (number % 2 === 0 ? i : times - 1 - i));

const input = createInterface(process.stdin);
const database = job === 'migrate' ? undefined : await connect();
console.log('ready');
await once(input, 'line');
input.close();
const result = database ? await doJob(database) : await migrate();
await database?.close();
console.log(JSON.stringify(result));

async function connect(): Promise<Database> {
  const { type, path = '', url = '' } = config;
  const dataSource = type === 'sqlite' ? sqliteDataSource(path) : postgresDataSource(url, undefined);
  return new Database(await dataSource.initialize());
}

async function migrate(): Promise<string> {
  const given = Object.assign(new DatabaseConfig(), config);
  const { close } = await openDatabase(given, new Directories(), new Secrets({}));
  await close();
  return 'migrated';
}

async function doJob(on: Database): Promise<unknown> {
  switch (job) {
    case 'scan':
      return scan(on);
    case 'identify':
      return identify(on);
    case 'edit':
      return edit(on);
    case 'listen':
      return listen(on);
    case 'play':
      return play(on);
    case 'claim':
      return new Outbox(on, clock).claim('listenbrainz', times);
    default:
      throw new Error(`There is no job ${job}.`);
  }
}

async function identify(on: Database): Promise<string> {
  while (await on.write(({ sql }) => identifySome(sql, on.engine, clock.nowMs())));
  return 'identified';
}

/** Folders of a source of its own, by the artists that the others have and make, too. */
async function scan(on: Database): Promise<number> {
  const store = ScanStore.for(on);
  store.expect(times);
  for (const i of order) {
    const locator = `/music ${number}/${i}/1.flac`;
    const track = aTrack({
      title: `Song ${i}`,
      artist: `Artist ${i % 7}`,
      album: `Album ${i}`,
      albumArtist: `Artist ${i % 5}`,
      genres: [`Genre ${i % 3}`],
      contentKey: `content ${number} ${i}`,
    });
    const unit = { key: `/music ${number}/${i}/`, version: '1', groupKey: `/${i}/`, items: [{ kind: 'track', locator, version: '1', track } as const] }; // prettier-ignore
    await store.write({ source: `source ${number}`, units: [unit], isFirstScan: true, gone: [] }, 1);
  }
  await store.settle();
  await store.close();
  return order.length;
}

/** Names that the scans make at the same time. */
async function edit(on: Database): Promise<number> {
  const edits = new EditStore(on, clock);
  const albums = await on.read.all<{ id: string }>('SELECT id FROM album ORDER BY key');
  for (const i of order) {
    const album = albums[i % albums.length];
    if (album) await edits.editAlbum(OWNER_ID, album.id, { artist: `Artist ${i % 7}`, title: `Edited ${i}` });
  }
  return order.length;
}

/** Everybody hears the same songs. */
async function listen(on: Database): Promise<number> {
  const ledger = new Ledger(on, clock);
  for (const i of order) {
    await on.write(({ sql }) =>
      ledger.recordAll(
        sql,
        [i, (i + 1) % times].map((song) => ({
          ownerId: `person${number}`,
          playId: `play ${i} ${song}`,
          heard: { title: `Song ${song}`, artist: `Artist ${song % 7}`, album: `Album ${song % 5}`, source: 'local' },
          startedAtMs: clock.nowMs() + i * 60_000,
          heardMs: 40_000,
          durationMs: 200_000,
          outcome: 'finished',
          origin: 'pyxis',
        })),
      ),
    );
  }
  return order.length;
}

/** Raises the volume by one, so many times: a change that another one overwrites is missing in the end. */
async function play(on: Database): Promise<number> {
  const store = new PlayerStore(on);
  let tries = 0;
  for (let done = 0; done < times; tries++) {
    const before = await store.load('owner');
    const volume = before.revision === NEW_PLAYER.revision ? 1 : before.volume + 1;
    try {
      await on.write(({ sql }) =>
        store.save(sql, 'owner', before, { ...before, revision: before.revision + 1, volume }),
      );
      done++;
    } catch (error) {
      if (!(error instanceof PlayerMoved)) throw error;
    }
  }
  return tries;
}
