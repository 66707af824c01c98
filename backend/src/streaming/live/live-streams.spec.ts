import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeLive, encodeLive } from '../../../test/support/live-samples.js';
import { upstreamTo } from '../../../test/support/upstream-to.js';
import { SystemClock } from '../../common/index.js';
import { StreamingConfig } from '../../config/index.js';
import type { AudioBody } from '../audio-body.js';
import { Ffmpeg } from '../transcode/ffmpeg.js';
import { LiveStreams, type LiveTrack } from './live-streams.js';

const SECONDS = 20;
const NEVER = new AbortController().signal;
const PATIENT = { timeout: 60_000, interval: 20 };
const LOUD = ['-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
const OPUS = ['-c:a', 'libopus', '-b:a', '64k', '-f', 'ogg'];

/** A station that sends all it has at once, and stays. */
class FakeStation {
  connections = 0;
  private readonly open = new Set<ServerResponse>();
  private readonly server: Server;

  constructor(
    readonly sound: Buffer,
    private readonly type: string,
  ) {
    this.server = createServer((_, response) => {
      this.connections++;
      this.open.add(response);
      response.on('close', () => this.open.delete(response));
      response.writeHead(200, { 'content-type': this.type, 'icy-name': 'Fake FM' }).write(sound);
    });
  }

  get listeners(): number {
    return this.open.size;
  }

  async start(): Promise<LiveTrack> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const { upstream } = upstreamTo({ id: 'radio', name: 'A station', configured: [origin], hasManyHosts: true });
    return {
      trackId: 'radio:1',
      upstream,
      locate: () => Promise.resolve({ kind: 'live', urls: [`${origin}/live`], headers: {} }),
    };
  }

  async close(): Promise<void> {
    for (const response of this.open) response.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function bytesFrom(body: AudioBody, length: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let gathered = 0; gathered < length;) {
    const into = Buffer.alloc(64 * 1024);
    const read = await body.read(into, gathered, NEVER);
    pieces.push(into.subarray(0, read));
    gathered += read;
  }
  return Buffer.concat(pieces);
}

describe('LiveStreams', () => {
  let station: FakeStation;
  let streams: LiveStreams;
  let track: LiveTrack;

  async function begin(options: readonly string[], type: string, config = new StreamingConfig()): Promise<void> {
    station = new FakeStation(encodeLive(SECONDS, options), type);
    track = await station.start();
    streams = new LiveStreams(new SystemClock(), config, new Ffmpeg());
  }

  beforeEach(() => begin(LOUD, 'audio/mpeg'));

  afterEach(async () => {
    await streams.beforeApplicationShutdown();
    await station.close();
  });

  it('opens one connection for twenty listeners, who hear the same', async () => {
    const bodies = await Promise.all(Array.from({ length: 20 }, () => streams.open(track, { at: 1 }, NEVER)));
    const { oldestMs } = await streams.look(track, NEVER);
    const fromStart = await Promise.all(bodies.map(() => streams.open(track, { at: oldestMs }, NEVER)));
    const heard = await Promise.all(fromStart.map((body) => bytesFrom(body, 100_000)));
    for (const bytes of heard) expect(station.sound.indexOf(bytes.subarray(0, 90_000))).toBeGreaterThanOrEqual(0);
    expect(station.connections).toBe(1);
    expect(streams.openCount).toBe(1);
    for (const body of [...bodies, ...fromStart]) await body.close();
  });

  it('tells where it begins and ends, and what the station says of itself', async () => {
    await expect.poll(async () => (await streams.look(track, NEVER)).edgeMs - (await streams.look(track, NEVER)).oldestMs, PATIENT).toBeGreaterThan(15_000); // prettier-ignore
    expect(await streams.look(track, NEVER)).toMatchObject({ state: 'live', codec: 'mp3', container: 'mp3', name: 'Fake FM' }); // prettier-ignore
  });

  it('is converted once, for all who want the same, on the clock of the station', async () => {
    await streams.beforeApplicationShutdown();
    await station.close();
    await begin(OPUS, 'application/ogg');
    await expect.poll(async () => (await streams.look(track, NEVER)).edgeMs - (await streams.look(track, NEVER)).oldestMs, PATIENT).toBeGreaterThan(15_000); // prettier-ignore
    const { oldestMs } = await streams.look(track, NEVER);
    const bodies = await Promise.all([1, 2, 3].map(() => streams.open(track, { format: 'mp3', at: oldestMs }, NEVER)));
    expect(bodies[0]?.mimeType).toBe('audio/mpeg');
    const [first, second] = await Promise.all(bodies.slice(0, 2).map((body) => bytesFrom(body, 100_000)));
    expect(first?.subarray(0, 90_000).equals(second?.subarray(0, 90_000) ?? Buffer.alloc(0))).toBe(true);
    expect(decodeLive(first ?? Buffer.alloc(0)).length).toBeGreaterThan(48_000 * 2 * 3);
    expect(streams.conversionCount).toBe(1);
    for (const body of bodies) await body.close();
    await expect.poll(() => streams.conversionCount, PATIENT).toBe(0);
  });

  it('says that no more can be converted', async () => {
    await streams.beforeApplicationShutdown();
    await station.close();
    const config = new StreamingConfig();
    config.live.maxConversions = 0;
    await begin(OPUS, 'application/ogg', config);
    await expect(streams.open(track, { format: 'mp3' }, NEVER)).rejects.toThrow('streaming.live.maxConversions');
    await expect(streams.open(track, { format: 'flac' }, NEVER)).rejects.toThrow('mp3 or aac');
    await expect(streams.open(track, { t: 3 }, NEVER)).rejects.toThrow('no meaning');
  });

  it('is as loud as it sounds', async () => {
    expect(await streams.loudness('radio:1', NEVER)).toBeUndefined();
    await streams.beforeApplicationShutdown();
    await station.close();
    station = new FakeStation(encodeLive(70, LOUD), 'audio/mpeg');
    track = await station.start();
    streams = new LiveStreams(new SystemClock(), new StreamingConfig(), new Ffmpeg());
    await expect.poll(async () => (await streams.look(track, NEVER)).edgeMs - (await streams.look(track, NEVER)).oldestMs, PATIENT).toBeGreaterThan(65_000); // prettier-ignore
    const lufs = await streams.loudness('radio:1', NEVER);
    // A sine at 0.4 of full scale, on two channels.
    expect(lufs).toBeGreaterThan(-14);
    expect(lufs).toBeLessThan(-4);
  });

  it('closes its connection when it is ended', async () => {
    const body = await streams.open(track, {}, NEVER);
    await bytesFrom(body, 1_000);
    await streams.beforeApplicationShutdown();
    await expect.poll(() => station.listeners, PATIENT).toBe(0);
    expect(streams.openCount).toBe(0);
  });
});
