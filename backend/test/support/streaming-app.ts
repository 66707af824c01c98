import { EMPTY } from 'rxjs';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtworkModule } from '../../src/artwork/index.js';
import { Clock, SystemClock } from '../../src/common/index.js';
import { Directories, StreamingConfig } from '../../src/config/index.js';
import { Database } from '../../src/database/index.js';
import { DownloadsModule } from '../../src/downloads/index.js';
import { LibraryModule } from '../../src/library/index.js';
import { ProblemFilter } from '../../src/http/problem.filter.js';
import { validationPipe } from '../../src/http/validation.js';
import type { Engine } from '../../src/sql/index.js';
import {
  ArtworkNotFound,
  SOURCE_ADAPTERS,
  SourceHoldings,
  SourceRegistry,
  SourcesModule,
  TrackNotFound,
  type SourceAdapter,
} from '../../src/sources/index.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { Ffmpeg } from '../../src/streaming/transcode/ffmpeg.js';
import { surroundings } from './surroundings.js';
import { openTestDatabase } from './test-database.js';

/** Whether ffmpeg is there; specs that need it skip visibly without it. */
export const hasFfmpeg = ((): boolean => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A source whose locators are paths. */
const plainFiles: SourceAdapter = {
  id: 'files',
  name: 'Files',
  capabilities: {
    streams: {
      givesFiles: true,
      locate: (path) =>
        path.startsWith('/')
          ? Promise.resolve({ kind: 'file', path, accepts: () => true })
          : Promise.reject(new TrackNotFound('Gone.')),
    },
    artwork: { read: (path) => readFile(path).catch(() => Promise.reject(new ArtworkNotFound('Gone.'))) },
  },
  health: () => ({ state: 'ok', sinceMs: 0, parts: [] }),
  healthChanges: EMPTY,
};

@Module({})
class PlainSources {
  static with(more: readonly SourceAdapter[]): DynamicModule {
    const adapters = { provide: SOURCE_ADAPTERS, useValue: [plainFiles, ...more] };
    return {
      module: PlainSources,
      providers: [SourceHoldings, SourceRegistry, adapters],
      exports: [SourceHoldings, SourceRegistry],
    };
  }
}

export interface StreamingAppOptions {
  readonly maxConcurrent?: number;
  readonly cacheBytes?: number;
  /** Room for audio from elsewhere. */
  readonly remoteBytes?: number;
  readonly clock?: Clock;
  /** Beside one whose locators are paths (`files`). */
  readonly sources?: readonly SourceAdapter[];
  /** Program to run in place of ffmpeg. */
  readonly ffmpeg?: string;
}

/** An album of the library. */
export interface TestAlbum {
  readonly title: string;
  readonly artist: string;
  readonly artworkId?: string;
  readonly tracks: readonly {
    readonly title: string;
    readonly discNumber?: number;
    readonly trackNumber?: number;
    readonly durationMs?: number;
    readonly places: readonly {
      readonly source: string;
      readonly locator: string;
      readonly codec?: string;
      readonly container?: string;
      readonly mimeType?: string;
    }[];
  }[];
}

/** Streams, downloads and covers behind real HTTP, with files of the spec. */
export class StreamingApp {
  private albums = 0;
  private tracks = 0;

  private constructor(
    readonly home: string,
    readonly database: Database,
    private readonly options: StreamingAppOptions,
    private app: NestExpressApplication,
    private readonly close: () => Promise<void>,
  ) {}

  /** @param engine of its database */
  static async start(options: StreamingAppOptions = {}, engine: Engine = 'sqlite'): Promise<StreamingApp> {
    const home = mkdtempSync(join(tmpdir(), 'pyxis-streaming-'));
    const { database, remove } = await openTestDatabase(engine);
    return new StreamingApp(home, database, options, await StreamingApp.boot(home, database, options), remove);
  }

  /** A server over folders and a database that are there. */
  static async boot(
    home: string,
    database: Database,
    {
      maxConcurrent = 2,
      cacheBytes = 2 ** 30,
      remoteBytes = 2 ** 30,
      clock = new SystemClock(),
      sources = [],
      ffmpeg = 'ffmpeg',
    }: StreamingAppOptions,
  ): Promise<NestExpressApplication> {
    const config = new StreamingConfig();
    config.transcode.maxConcurrent = maxConcurrent;
    config.cache.maxSize = cacheBytes;
    config.cache.remoteMaxSize = remoteBytes;
    const directories = new Directories();
    directories.cache = join(home, 'cache');
    directories.data = join(home, 'data');
    const globals = surroundings([
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: database },
      { provide: StreamingConfig, useValue: config },
      { provide: Directories, useValue: directories },
    ]);
    const module = await Test.createTestingModule({
      imports: [globals, LibraryModule, StreamingModule, ArtworkModule, DownloadsModule],
    })
      .overrideModule(SourcesModule)
      .useModule(PlainSources.with(sources))
      .overrideProvider(Ffmpeg)
      .useValue(Object.assign(new Ffmpeg(), { program: ffmpeg }))
      .compile();
    const app = module.createNestApplication<NestExpressApplication>({ logger: false });
    app.useGlobalFilters(new ProblemFilter());
    app.useGlobalPipes(validationPipe());
    await app.listen(0, '127.0.0.1');
    return app;
  }

  get port(): number {
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  /** One of its parts. */
  part<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  /** Ends, and starts again over what it left. */
  async restart(): Promise<void> {
    await this.app.close();
    this.app = await StreamingApp.boot(this.home, this.database, this.options);
  }

  /** Writes a file below the home. @returns its path */
  write(name: string, content: Buffer | string): string {
    const path = join(this.home, name);
    writeFileSync(path, content);
    return path;
  }

  /** A program that stands in for ffmpeg. @returns its path */
  static script(body: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'pyxis-script-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'ffmpeg');
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** @returns the id of the track */
  async addTrack(
    path: string,
    codec = 'flac',
    mimeType = 'audio/flac',
    durationMs = 60_000,
    container = codec,
  ): Promise<string> {
    const place = { source: 'files', locator: path, codec, container, mimeType };
    const { trackIds } = await this.addAlbum({ title: 'a', artist: 'a', tracks: [{ title: 't', durationMs, places: [place] }] }); // prettier-ignore
    return trackIds[0] ?? '';
  }

  /** An album of the library; its tracks are heard where their places say, first ones first. */
  async addAlbum({ title, artist, artworkId, tracks }: TestAlbum): Promise<{ id: string; trackIds: string[] }> {
    const id = `album${++this.albums}`;
    const listed = tracks.map((track) => ({ ...track, id: `track${++this.tracks}` }));
    await this.database.write(async ({ sql }) => {
      await sql.run(
        `INSERT INTO album (id, identity_key, title, source_title, sort_title, artist, source_artist, sort_artist,
           sort_year, is_compilation, is_missing, disc_count, track_count, duration_ms, size_bytes, added_at_ms, artwork_key)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 1, 1, 0, 0, 0, (SELECT key FROM artwork WHERE id = ?))`,
        [id, id, title, title, title, artist, artist, artist, false, false, artworkId ?? ''],
      );
      for (const track of listed) {
        const { discNumber = 0, trackNumber = 0, durationMs = 60_000, places } = track;
        await sql.run(
          `INSERT INTO track (id, album_key, title, source_title, sort_title, artist, sort_artist, disc_number,
             track_number, duration_ms, year, has_lyrics, is_missing, added_at_ms)
           VALUES (?, (SELECT MAX(key) FROM album), ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0)`,
          [track.id, track.title, track.title, track.title, artist, artist, discNumber, trackNumber, durationMs, false, false],
        ); // prettier-ignore
        for (const { source, locator, codec = 'flac', container = codec, mimeType = 'audio/flac' } of places) {
          await sql.run(
            `INSERT INTO track_source (track_key, source, locator, version, content_key, codec, container,
               mime_type, bitrate_kbps, sample_rate_hz, channels, size_bytes, is_missing)
             VALUES ((SELECT MAX(key) FROM track), ?, ?, '', '', ?, ?, ?, 1, 44100, 2, 0, ?)`,
            [source, locator, codec, container, mimeType, false],
          );
        }
      }
    });
    return { id, trackIds: listed.map((track) => track.id) };
  }

  async addArtwork(id: string, locator: string, source = 'files'): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('INSERT INTO artwork (id, source, locator) VALUES (?, ?, ?)', [id, source, locator]),
    );
  }

  get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({ port: this.port, host: '127.0.0.1', path, headers, method, agent: false });
      request.on('error', reject).on('response', (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', reject)
          .on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
          );
      });
      request.end();
    });
  }

  async remove(): Promise<void> {
    await this.app.close();
    await this.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Paths this process has open that begin like this. */
export function openPaths(prefix: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(prefix) ? [target] : [];
    } catch {
      return []; // closed meanwhile
    }
  });
}

/** Programs this process has started that still run. */
export function childProcesses(): number[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}
