import { setTimeout } from 'node:timers/promises';
import request, { type Response } from 'supertest';
import { expect, vi } from 'vitest';
import { StreamingConfig, type StreamCacheConfig } from '../../src/config/index.js';
import type { Database } from '../../src/database/index.js';
import { HistoryModule } from '../../src/history/index.js';
import { Keeper } from '../../src/keeping/keeper.js';
import { KeepingModule } from '../../src/keeping/index.js';
import type { KeptEntry, KeptPage, OfflineView } from '../../src/keeping/keeping.dto.js';
import { PlayableSubjects } from '../../src/playback/index.js';
import { KeptAudio, StreamingModule } from '../../src/streaming/index.js';
import { FakeSource, type FakeMusic } from './fake-source.js';
import { PlaybackApp } from './playback-app.js';
import { TestClock } from './test-clock.js';

/** Of each track, unless a spec says otherwise. */
export const TRACK_BYTES = 200_000;

type SourceOptions = Parameters<typeof FakeSource.start>[1];

/** A player, a library and what is kept at home; its album “A” lies at a service and was saved, “B” on this machine. */
export class KeepingApp {
  private constructor(
    readonly pyxis: PlaybackApp,
    readonly music: FakeMusic,
    readonly source: FakeSource,
    readonly clock: TestClock,
    private readonly database: Database,
  ) {}

  static async start(
    database: Database,
    cache: Partial<StreamCacheConfig> = {},
    options: SourceOptions = {},
  ): Promise<KeepingApp> {
    const clock = new TestClock(Date.UTC(2026, 10, 15, 12));
    const { music, source } = await FakeSource.start(undefined, options);
    music.audio = Buffer.alloc(TRACK_BYTES, 'The same again. ');
    const config = new StreamingConfig();
    Object.assign(config.cache, cache);
    const pyxis = await PlaybackApp.start(database, {
      clock,
      sources: [source],
      modules: [StreamingModule, HistoryModule, KeepingModule],
      instead: [{ provide: StreamingConfig, useValue: config }],
    });
    const app = new KeepingApp(pyxis, music, source, clock, database);
    await app.saveAlbum();
    return app;
  }

  /** Of everything: audio, too, which in the whole server is beside it. */
  private get api(): string {
    return this.pyxis.url.replace('/playback', '');
  }

  get keeper(): Keeper {
    return this.pyxis.app.get(Keeper, { strict: false });
  }

  /** The album that lies elsewhere. */
  get albumId(): string {
    return this.pyxis.albumIds[0] ?? '';
  }

  get trackIds(): string[] {
    return this.pyxis.trackIds.slice(0, 4);
  }

  /** What the service calls the tracks of the album. */
  get nativeIds(): string[] {
    return ['A1', 'A2', 'A3', 'A4'];
  }

  async close(): Promise<void> {
    await this.pyxis.close();
    await this.music.stop();
  }

  async send(method: 'get' | 'put' | 'delete', path: string, body: object = {}): Promise<Response> {
    return request(this.api)[method](path).send(body);
  }

  async place(placement: string): Promise<void> {
    await this.done('put', `/albums/${this.albumId}/placement`, { placement });
  }

  /** Sends what succeeds. */
  async done(method: 'put' | 'delete', path: string, body?: object): Promise<void> {
    const { status, text } = await this.send(method, path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  }

  /** From now on it takes so long to find out what is here of one track, as on a machine that is busy. */
  lookSlowly(delayMs: number): void {
    const audio = this.pyxis.app.get(KeptAudio, { strict: false });
    const look = audio.look.bind(audio);
    vi.spyOn(audio, 'look').mockImplementation(async (trackId) => {
      await setTimeout(delayMs);
      return look(trackId);
    });
  }

  /** Everything that can come has come. */
  async settled(): Promise<void> {
    await this.keeper.settle();
    await this.keeper.settle();
  }

  async kept(query = ''): Promise<KeptPage> {
    return (await this.send('get', `/kept${query}`)).body as KeptPage;
  }

  /** What is kept, in short: `A collection 4/4`. */
  async told(): Promise<string[]> {
    return (await this.kept()).items.map(shown);
  }

  async offline(): Promise<OfflineView> {
    return (await this.send('get', '/kept/offline')).body as OfflineView;
  }

  /** Plays a track of the service from its beginning to its end. @returns the status, when what is kept of it is written down */
  async stream(trackId: string, query = ''): Promise<number> {
    const { status } = await request(this.api).get(`/stream/${trackId}${query}`).buffer(true);
    const locator = this.nativeIds[this.trackIds.indexOf(trackId)] ?? trackId.replace('fake:', '');
    await vi.waitFor(async () => {
      const sql = 'SELECT 1 FROM audio_cache WHERE locator = ? AND is_complete';
      expect(status !== 200 || (await this.database.read.get(sql, [locator]))).toBeTruthy();
    }, 20_000);
    return status;
  }

  /** Can be asked for as a playlist of the service, as a source that is browsed has them. */
  offerPlaylist(id: string, title: string, nativeIds: readonly string[]): void {
    this.pyxis.app.get(PlayableSubjects, { strict: false }).registerList({
      kind: 'playlist',
      tracks: () =>
        Promise.resolve({
          tracks: nativeIds.map((native) => ({ id: `fake:${native}` })),
          startIndex: 0,
          isCut: false,
          context: { kind: 'playlist', id, title },
        }),
    });
  }

  /** As a source leaves an album that it saves: no unit of a scan knows it. */
  private async saveAlbum(): Promise<void> {
    await this.database.write(async ({ sql }) => {
      await sql.run('UPDATE album SET is_held = ? WHERE id = ?', [false, this.albumId]);
      for (const [n, id] of this.trackIds.entries()) {
        await sql.run(
          `UPDATE track_source SET source = 'fake', locator = ?, unit_key = NULL
           WHERE track_key = (SELECT key FROM track WHERE id = ?)`,
          [this.nativeIds[n] ?? '', id],
        );
      }
    });
  }
}

function shown({ title, why, tracksHere, trackCount }: KeptEntry): string {
  return `${title} ${why} ${tracksHere}/${trackCount}`;
}
