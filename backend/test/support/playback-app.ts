import type { INestApplication, Provider, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { Clock } from '../../src/common/index.js';
import { Directories } from '../../src/config/index.js';
import { DatabaseModule, type Database } from '../../src/database/index.js';
import { NoStrayQueryGuard } from '../../src/http/no-stray-query.guard.js';
import { ProblemFilter } from '../../src/http/problem.filter.js';
import { validationPipe } from '../../src/http/validation.js';
import { LibraryModule, ScanRunner } from '../../src/library/index.js';
import { PlaybackModule, PlayEvents, type PlayEvent } from '../../src/playback/index.js';
import type { PlayerView, QueueView } from '../../src/playback/player-view.dto.js';
import { SOURCE_ADAPTERS, type SourceAdapter } from '../../src/sources/index.js';
import { TestEventSource } from './event-source.js';
import { aTrack, FakeCollection } from './fake-collection.js';
import { surroundings } from './surroundings.js';
import { TestClock } from './test-clock.js';

const TRACK_MS = 200_000;

export interface PlaybackAppOptions {
  readonly clock?: TestClock;
  /** Beside that of the two albums. */
  readonly sources?: readonly SourceAdapter[];
  /** Beside player and library. */
  readonly modules?: readonly Type[];
  /** What the modules are handed instead of the usual. */
  readonly instead?: readonly Provider[];
}

/** Player and library over HTTP, with two albums of four tracks, and a clock that specs move. */
export class PlaybackApp {
  readonly plays: PlayEvent[] = [];
  readonly trackIds: string[] = [];
  readonly albumIds: string[] = [];
  /** Of whom both albums are. */
  artistId = '';
  private readonly sources: TestEventSource<PlayerView>[] = [];

  private constructor(
    readonly app: INestApplication<Server>,
    readonly clock: TestClock,
    private readonly home: string,
    readonly url: string,
    readonly files: FakeCollection,
  ) {
    app.get(PlayEvents).listen({
      record: (event) => {
        this.plays.push(event);
        return Promise.resolve();
      },
    });
  }

  static async start(
    database: Database,
    { clock = new TestClock(), sources = [], modules = [], instead = [] }: PlaybackAppOptions = {},
  ): Promise<PlaybackApp> {
    const home = mkdtempSync(join(tmpdir(), 'pyxis-playback-'));
    const directories = Object.assign(new Directories(), { data: home, cache: join(home, 'cache') });
    const files = new FakeCollection();
    for (const album of ['A', 'B']) {
      for (const number of [1, 2, 3, 4]) files.put(`${album}/${number}.flac`, track(album, number));
    }
    const testing = await Test.createTestingModule({
      imports: [
        surroundings([
          { provide: Clock, useValue: clock },
          { provide: Directories, useValue: directories },
          ...instead,
        ]),
        DatabaseModule.of(database),
        LibraryModule,
        PlaybackModule,
        ...modules,
      ],
    })
      .overrideProvider(SOURCE_ADAPTERS)
      .useValue([files, ...sources])
      .compile();
    const app = testing.createNestApplication<INestApplication<Server>>({ logger: false });
    app.setGlobalPrefix('api/v1');
    app.useGlobalPipes(validationPipe());
    app.useGlobalGuards(new NoStrayQueryGuard());
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const started = new PlaybackApp(app, clock, home, `http://127.0.0.1:${port}/api/v1/playback`, files);
    app.get(ScanRunner).start({ trigger: 'manual' });
    await app.get(ScanRunner).settled();
    await started.learn();
    return started;
  }

  async close(): Promise<void> {
    for (const source of this.sources) source.close();
    await this.app.close();
    rmSync(this.home, { recursive: true });
  }

  /** Listens to events; with an output that is there while it lasts. */
  async events(outputId?: string, lastEventId?: string): Promise<TestEventSource<PlayerView>> {
    const outputs = outputId === undefined ? '' : `&outputIds=${outputId}`;
    const address = this.url.replace(/playback$/, `events?topics=player${outputs}`);
    const source = new TestEventSource<PlayerView>(address, lastEventId);
    this.sources.push(source);
    if (lastEventId === undefined) await source.until(({ event }) => event === 'player');
    return source;
  }

  /** Registers an output that is there. */
  async output(id: string): Promise<TestEventSource<PlayerView>> {
    await request(this.url)
      .put(`/outputs/${id}`)
      .send({ name: `Output ${id}`, kind: 'browser' })
      .expect(200);
    return this.events(id);
  }

  async player(): Promise<PlayerView> {
    return (await request(this.url).get('/').expect(200)).body as PlayerView;
  }

  async queue(): Promise<QueueView> {
    return (await request(this.url).get('/queue').expect(200)).body as QueueView;
  }

  /** Titles in the order in which they play. */
  async titles(): Promise<string> {
    return (await this.queue()).items.map(({ track: { title } }) => title).join(' ');
  }

  /** Sends a command from the revision that is now; it must succeed. */
  async tell(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<PlayerView> {
    const { revision } = await this.player();
    const response = await this.post(path, { revision, ...body });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${response.text}`);
    return response.body as PlayerView;
  }

  async post(path: string, body: object): Promise<Response> {
    return request(this.url).post(path).send(body);
  }

  /** A report of the play that is now. */
  async report(outputId: string, kind: string, positionMs: number, more: object = {}): Promise<Response> {
    const { playId } = await this.player();
    return this.post(`/outputs/${outputId}/reports`, { kind, playId, positionMs, heardMs: positionMs, ...more });
  }

  private async learn(): Promise<void> {
    const api = this.url.replace('/playback', '');
    const albums = (await request(api).get('/albums')).body as { items: { id: string; artists: { id: string }[] }[] };
    this.artistId = albums.items[0]?.artists[0]?.id ?? '';
    for (const { id } of albums.items) {
      this.albumIds.push(id);
      const album = (await request(api).get(`/albums/${id}`)).body as { discs: { tracks: { id: string }[] }[] };
      this.trackIds.push(...album.discs.flatMap(({ tracks }) => tracks.map((one) => one.id)));
    }
  }
}

function track(album: string, number: number): ReturnType<typeof aTrack> {
  const made = aTrack({ title: `${album}${number}`, artist: 'Somebody', album, trackNumber: number });
  return { ...made, format: { ...made.format, durationMs: TRACK_MS } };
}
