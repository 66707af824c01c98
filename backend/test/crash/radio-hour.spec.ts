import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StreamingConfig } from '../../src/config/index.js';
import { decodeLive, encodeLive, icyBlock, withIcyBlocks } from '../support/live-samples.js';
import { RadioApp } from '../support/radio-app.js';
import { openTestDatabase } from '../support/test-database.js';

/** `npm run test:crash` does many; a few are part of every test run. */
const ROUNDS = Number(process.env.PYXIS_CRASH_ROUNDS ?? '3');
/** An hour at most. */
const MINUTES = Math.min(60, ROUNDS);
const BUFFER_MINUTES = Math.max(1, MINUTES / 6);
const SPEED = 60;
const READERS = 20;
const BYTES_A_SECOND = 16_000;
const MINUTE_BYTES = 60 * BYTES_A_SECOND;
const INTERVAL = 16_000;
const TITLE_MINUTES = 1;
/** So far may what is sent be ahead of the slowest reader: a slow machine takes longer, and loses nothing. */
const AHEAD_BYTES = (BUFFER_MINUTES * MINUTE_BYTES) / 2;
const MIB = 1024 ** 2;
/** Between two halves of the time in which the same is held; a whole hour of sound is several times as much. */
const SLACK_BYTES = 16 * MIB;
const HEAD = 'ICY 200 OK\r\nicy-name:Fake FM\r\nContent-Type:audio/mpeg\r\n';
const FORMATS = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'],
  aac: ['-c:a', 'aac', '-b:a', '96k', '-f', 'adts'],
} as const;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use: objects, and bytes outside of their heap. */
function bytesInUse(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A minute of sound that goes on as it began, for as long as a station plays. */
class Source {
  private readonly twice: Buffer;

  constructor(private readonly minute: Buffer) {
    this.twice = Buffer.concat([minute, minute]);
  }

  /** @param length a minute of it at most */
  at(position: number, length: number): Buffer {
    const from = position % this.minute.length;
    return this.twice.subarray(from, from + length);
  }
}

/** Sends the sound so much faster than it is heard, with titles between. */
class FastStation {
  sent = 0;
  isOver = false;

  constructor(
    private readonly source: Source,
    /** How far the slowest reader is. */
    private readonly slowest: () => number,
  ) {}

  async play(socket: Socket): Promise<void> {
    const beganAtMs = performance.now();
    let title = 0;
    while (!socket.destroyed && !this.isOver) {
      const dueBytes = ((performance.now() - beganAtMs) / 1000) * SPEED * BYTES_A_SECOND;
      while (this.sent < dueBytes && this.sent < this.slowest() + AHEAD_BYTES) {
        socket.write(this.source.at(this.sent, INTERVAL));
        this.sent += INTERVAL;
        const number = Math.floor(this.sent / (TITLE_MINUTES * MINUTE_BYTES));
        const isNew = number !== title;
        title = number;
        socket.write(icyBlock(isNew ? `StreamTitle='Artist ${number} - Title ${number}';` : ''));
      }
      await delay(20);
    }
  }
}

describe('a station', () => {
  const samples = new Map<string, Buffer>();
  let radio: RadioApp | undefined;
  let remove: () => Promise<void>;

  async function start(): Promise<RadioApp> {
    const opened = await openTestDatabase();
    remove = opened.remove;
    const config = new StreamingConfig();
    config.live.bufferMinutes = BUFFER_MINUTES;
    return (radio = await RadioApp.start(opened.database, [{ provide: StreamingConfig, useValue: config }]));
  }

  beforeAll(() => {
    for (const [name, options] of Object.entries(FORMATS)) samples.set(name, encodeLive(61, options));
  }, 240_000);

  afterEach(async () => {
    await radio?.close();
    await remove();
  });

  const title = `has ${READERS} readers for ${MINUTES} minutes, who hear what it sends, through one connection and in bounded memory`;
  it(title, { timeout: 120_000 + MINUTES * 30_000 }, async () => {
    const app = await start();
    const mp3 = samples.get('mp3') ?? Buffer.alloc(0);
    const source = new Source(mp3.subarray(0, MINUTE_BYTES));
    const places = Array<number>(READERS).fill(0);
    const station = new FastStation(source, () => Math.min(...places));
    app.host.answers.set('/live', {
      head: `${HEAD}icy-metaint:${INTERVAL}\r\n\r\n`,
      then: (socket) => void station.play(socket),
    });
    const saved = await app.save('/live');
    const { oldestMs } = await app.live(saved.trackId);
    const beganAtMs = performance.now();
    const wantedBytes = MINUTES * MINUTE_BYTES;

    const read = async (reader: number): Promise<void> => {
      for await (const chunk of app.stream(saved.trackId, `?at=${oldestMs}`)) {
        const place = places[reader] ?? 0;
        if (!source.at(place, chunk.length).equals(chunk))
          throw new Error(`Reader ${reader} is sent other bytes at ${place}.`);
        places[reader] = place + chunk.length;
        if (place + chunk.length >= wantedBytes) return;
      }
    };
    const readers = Promise.all(places.map((_, reader) => read(reader)));
    /** Since the buffer is full. */
    const inUse: number[] = [];
    const looking = setInterval(() => {
      const look = BUFFER_MINUTES + ((inUse.length + 1) * MINUTES) / 10;
      if (Math.min(...places) >= look * MINUTE_BYTES) inUse.push(bytesInUse());
    }, 50);
    await readers.finally(() => clearInterval(looking));
    station.isOver = true;

    const took = (performance.now() - beganAtMs) / 1000;
    const shown = inUse.map((bytes) => (bytes / MIB).toFixed(1)).join(', ');
    console.log(`${MINUTES} minutes for ${READERS} readers in ${took.toFixed(1)} s; MiB in use: ${shown}`);
    expect(app.host.heads).toHaveLength(1);
    expect(inUse.length).toBeGreaterThanOrEqual(3);
    const half = Math.ceil(inUse.length / 2);
    // What is on its way to readers comes and goes.
    expect(Math.min(...inUse.slice(half)) - Math.min(...inUse.slice(0, half))).toBeLessThan(SLACK_BYTES);
    const { titles } = await app.live(saved.trackId);
    expect(titles.length).toBeLessThanOrEqual(BUFFER_MINUTES / TITLE_MINUTES + 2);
    expect((await app.titles(saved)).length).toBeGreaterThanOrEqual(MINUTES / TITLE_MINUTES - 1);
  });

  it.each(Object.keys(FORMATS))(
    'is cut at random a thousand times, and sounds as it was sent: %s',
    async (name) => {
      const app = await start();
      const sound = (samples.get(name) ?? Buffer.alloc(0)).subarray(0, 400_000);
      for (let round = 0; round < Math.ceil(ROUNDS / 20); round++) {
        const seed = Math.floor(Math.random() * 2 ** 32);
        const random = randomFrom(seed);
        const interval = 100 + random(290);
        const titles = new Map(Array.from({ length: 1_000 }, (_, n) => [n, `${'x'.repeat(random(900))} - ${n}`]));
        const stream = withIcyBlocks(sound, interval, titles);
        app.host.answers.set(`/${round}`, {
          head: `${HEAD}icy-metaint:${interval}\r\n\r\n`,
          then: (socket) => void inPieces(socket, stream, () => 1 + random(random(2) === 0 ? 20 : 1_500)),
        });
        const saved = await app.save(`/${round}`);
        const { oldestMs } = await app.live(saved.trackId);
        // The last part is not given as long as more may come to it.
        const heard = await app.listen(saved.trackId, sound.length - 5_000, `?at=${oldestMs}`);
        const sent = sound.subarray(0, heard.length);
        expect(heard.equals(sent), `seed ${seed}`).toBe(true);
        if (round === 0) expect(decodeLive(heard).equals(decodeLive(sent)), `seed ${seed}`).toBe(true);
      }
    },
    120_000 + ROUNDS * 3_000,
  );
});

/** Each piece a write of its own, with a turn between, so that they come as they were cut. */
async function inPieces(socket: Socket, bytes: Buffer, size: () => number): Promise<void> {
  socket.setNoDelay(true);
  for (let at = 0; at < bytes.length && !socket.destroyed;) {
    const end = at + size();
    socket.write(bytes.subarray(at, end));
    at = end;
    await turn();
  }
}

/** Whole numbers below a bound; the same for the same seed (mulberry32). */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
