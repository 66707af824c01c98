/**
 * A process that fetches audio into the cache until it is killed (cache-crash.spec.ts). Says `begun` when some of it is there, and
 * `done` when everything was fetched, or refused for want of room.
 */
import 'reflect-metadata';
import { SystemClock } from '../../src/common/index.js';
import { Directories, StreamingConfig } from '../../src/config/index.js';
import { sqliteDataSource } from '../../src/database/data-source.js';
import { Database } from '../../src/database/index.js';
import { SourceUnavailable, type HttpLocation } from '../../src/sources/index.js';
import { CopyStore } from '../../src/streaming/remote/copy-store.js';
import { KeptCopies } from '../../src/streaming/remote/kept-copies.js';
import { RemoteAudio } from '../../src/streaming/remote/remote-audio.js';
import { SourceTraffic } from '../../src/streaming/remote/source-traffic.js';
import { upstreamTo } from '../support/upstream-to.js';

export interface Assignment {
  readonly database: string;
  /** The folder of what can be made again. */
  readonly cache: string;
  readonly maxBytes: number;
  /** Of the service that has the audio. */
  readonly origin: string;
  /** What is fetched, all at once. */
  readonly locators: readonly string[];
}

const { database: file, cache, maxBytes, origin, locators } = JSON.parse(process.argv[2] ?? '') as Assignment;

const clock = new SystemClock();
const database = new Database(await sqliteDataSource(file).initialize());
const config = new StreamingConfig();
config.cache.remoteMaxSize = maxBytes;
const rows = new KeptCopies(database);
const traffic = new SourceTraffic(database, clock);
const store = new CopyStore(rows, clock, traffic, config, Object.assign(new Directories(), { cache }));
const remote = new RemoteAudio(clock, store, rows, traffic);
const { upstream } = upstreamTo(
  { id: 'fake', name: 'Fake Music', configured: [origin] },
  { limits: { concurrency: 50 } },
);
const { signal } = new AbortController();
const begun = Promise.withResolvers<undefined>();

const fetching = locators.map(async (locator) => {
  const location: HttpLocation = { kind: 'http', url: `${origin}/audio/${locator}`, headers: {}, takesRanges: true };
  try {
    const track = { upstream, location, locate: () => Promise.resolve(location), mostLocations: 1 };
    const onProgress = (): void => begun.resolve(undefined);
    await remote.fetchAhead({ source: 'fake', locator, quality: 'best' as const }, () => Promise.resolve(track), {
      signal,
      onProgress,
    });
  } catch (error) {
    // What plays takes all the room.
    if (!(error instanceof SourceUnavailable)) throw error;
  }
});
await Promise.race([begun.promise, ...fetching]);
console.log('begun');
await Promise.all(fetching);
await remote.beforeApplicationShutdown();
await database.close();
console.log('done');
process.exit();
