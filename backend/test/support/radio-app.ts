import type { Provider } from '@nestjs/common';
import request from 'supertest';
import { HistoryModule } from '../../src/history/index.js';
import type { ListenView } from '../../src/history/listens.dto.js';
import type { Database } from '../../src/database/index.js';
import { StationsModule } from '../../src/stations/index.js';
import { StreamingModule } from '../../src/streaming/index.js';
import type { LiveView } from '../../src/streaming/live/live.dto.js';
import type { PlayerView } from '../../src/playback/player-view.dto.js';
import { radioOver } from './everything/stations.js';
import { FakeStation } from './fake-station.js';
import { PlaybackApp } from './playback-app.js';
import { TestClock } from './test-clock.js';

const OUTPUT = 'laptop-0001';
/** Devices report less often; what they are told of between by timers is told here by their reports. */
const REPORT_MS = 1_000;

interface Saved {
  readonly id: string;
  readonly trackId: string;
  readonly name: string;
}

/** Radio over HTTP, from the address that a person pastes to the history, with stations on this machine and a clock that specs move. */
export class RadioApp {
  private constructor(
    readonly host: FakeStation,
    readonly pyxis: PlaybackApp,
    private readonly url: string,
  ) {}

  /** @param instead what the modules are handed instead of the usual */
  static async start(database: Database, instead: readonly Provider[] = []): Promise<RadioApp> {
    const host = await new FakeStation().start();
    const clock = new TestClock();
    const pyxis: PlaybackApp = await PlaybackApp.start(database, {
      clock,
      sources: [radioOver(host, clock, () => pyxis.app)],
      modules: [HistoryModule, StationsModule, StreamingModule],
      instead,
    });
    return new RadioApp(host, pyxis, pyxis.url.replace('/playback', ''));
  }

  async close(): Promise<void> {
    await this.pyxis.close();
    await this.host.stop();
  }

  /** Saves the station at a path of the host, which must be heard first. */
  async save(path: string, more: object = {}): Promise<Saved> {
    const response = await request(this.url).post('/stations').send({ url: this.host.at(path), ...more }); // prettier-ignore
    if (response.status !== 201) throw new Error(response.text);
    return response.body as Saved;
  }

  async change({ id }: Saved, change: object): Promise<void> {
    const response = await request(this.url).patch(`/stations/${id}`).send(change);
    if (response.status >= 300) throw new Error(response.text);
  }

  async get<Body>(path: string): Promise<Body> {
    const response = await request(this.url).get(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.text}`);
    return response.body as Body;
  }

  live(trackId: string): Promise<LiveView> {
    return this.get(`/live/${trackId}`);
  }

  /** What the station announced while it was heard, newest first. */
  async titles({ id }: Saved): Promise<string[]> {
    const { items } = await this.get<{ items: { text: string }[] }>(`/stations/${id}/titles`);
    return items.map(({ text }) => text);
  }

  /** Listens until so many bytes came. */
  async listen(trackId: string, bytes: number, query = ''): Promise<Buffer> {
    const heard: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of this.stream(trackId, query)) {
      heard.push(chunk);
      length += chunk.length;
      if (length >= bytes) break;
    }
    return Buffer.concat(heard);
  }

  /** Listens until whoever reads leaves. */
  async *stream(trackId: string, query = ''): AsyncGenerator<Uint8Array, undefined> {
    const leave = new AbortController();
    const answer = await fetch(`${this.url}/stream/${trackId}${query}`, { signal: leave.signal });
    if (!answer.ok || !answer.body) throw new Error(await answer.text());
    try {
      yield* answer.body as AsyncIterable<Uint8Array>;
    } finally {
      leave.abort();
    }
  }

  /** Until so much of a station is kept. */
  async kept(trackId: string, ms: number): Promise<LiveView> {
    for (;;) {
      const view = await this.live(trackId);
      if (view.edgeMs - view.oldestMs >= ms) return view;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A device begins to play it. @param atMs where in what is kept */
  async play(trackId: string, atMs: number): Promise<PlayerView> {
    await this.pyxis.output(OUTPUT);
    const view = await this.pyxis.tell('/play', { trackIds: [trackId], outputId: OUTPUT });
    await this.pyxis.report(OUTPUT, 'progress', atMs, { heardMs: 0 });
    return view;
  }

  /** Time passes while the device sounds, from where it was. */
  async hear(ms: number): Promise<PlayerView> {
    for (let left = ms; left > 0; left -= REPORT_MS) {
      const stepMs = Math.min(REPORT_MS, left);
      const { positionMs, positionAtMs, serverTimeMs, heardMs = 0 } = await this.pyxis.player();
      this.pyxis.clock.pass(stepMs);
      const reached = positionMs + (serverTimeMs - positionAtMs) + stepMs;
      await this.pyxis.report(OUTPUT, 'progress', reached, { heardMs: heardMs + stepMs });
    }
    return this.pyxis.player();
  }

  /** Of songs, newest first. */
  async listens(): Promise<ListenView[]> {
    return (await this.get<{ items: ListenView[] }>('/history/listens')).items;
  }
}
