import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startPyxis, type StartOptions } from './processes.ts';
import { firstByteMs } from './remote.ts';
import { latencyRow, median, quantile, type Row } from './report.ts';
import { scanEnded } from './scans.ts';
import { benchStart } from './starts.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CLICKS = 20;
/** The first ones warm everything up. */
const WARM = 5;
/** Some services are called no more than once a second. */
const BETWEEN_CLICKS_MS = 1_500;
const SEARCHES = 60;
/** Two of them make a question that nobody has asked before. */
const WORDS = ['love', 'night', 'moon', 'shadow', 'river', 'winter', 'glass', 'echo'];

/**
 * How it is with every source at once, over local servers that speak their protocols: start and memory, the library's
 * answer to a search in which no source answers, and how long songs take over loopback.
 */
export async function benchEverySource(scratch: string, music: string, count: number): Promise<Row[]> {
  const fakes = await startFakes();
  try {
    const starts = await benchStart(scratch, music, count, fakes.settings);
    return [
      ...starts,
      ...(await searches(scratch, music, count)),
      ...(await clicks(scratch, music, count, fakes.settings)),
    ];
  } finally {
    await fakes.stop();
  }
}

interface Fakes {
  readonly settings: StartOptions;
  stop(): Promise<void>;
}

async function startFakes(): Promise<Fakes> {
  const child = spawn('npm', ['run', '-s', 'fake-upstreams', '--', '--json'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface(child.stdout);
  const [line] = (await once(lines, 'line')) as [string];
  return {
    settings: JSON.parse(line) as StartOptions,
    async stop() {
      const ended = once(child, 'exit');
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await ended;
    },
  };
}

/** How soon the library is there while every service takes the question and says nothing. */
async function searches(scratch: string, music: string, count: number): Promise<Row[]> {
  const silent = createServer(() => undefined);
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const pyxis = await startPyxis(join(scratch, `pyxis-${count}`), music, {
    sources: {
      ytmusic: { enabled: true, apiUrl: origin, mediaUrl: origin },
      pandora: { enabled: true, username: 'ada@example.com', baseUrl: `${origin}/` },
      soundcloud: { enabled: true, apiUrl: origin, siteUrl: origin, mediaUrl: origin },
      bandcamp: { enabled: true, baseUrl: origin, mediaUrl: origin },
      radio: { directoryUrl: origin },
    },
    secrets: { PYXIS_PANDORA_PASSWORD: 'nobody asks' },
  });
  try {
    await scanEnded(pyxis);
    const times: number[] = [];
    for (let n = 0; n < SEARCHES; n++) {
      const words = [WORDS[n % WORDS.length], WORDS[Math.floor(n / WORDS.length)]].join('+');
      times.push(await libraryMs(`${pyxis.url}api/v1/search/stream?q=${words}`));
    }
    return [latencyRow('library in a search, no source answers, p99', quantile(times, 0.99), 150)];
  } finally {
    await pyxis.stop();
    silent.closeAllConnections();
    silent.close();
  }
}

async function clicks(scratch: string, music: string, count: number, settings: StartOptions): Promise<Row[]> {
  const nothing = join(scratch, 'nothing');
  mkdirSync(nothing, { recursive: true });
  // The local services make their sound when it is asked for first: by somebody else.
  await clicksIn(join(scratch, 'somebody-else'), nothing, settings);
  return clicksIn(join(scratch, `pyxis-${count}`), music, settings);
}

async function clicksIn(home: string, music: string, settings: StartOptions): Promise<Row[]> {
  const pyxis = await startPyxis(home, music, settings);
  try {
    await scanEnded(pyxis);
    const set = await found(pyxis.url, 'https://soundcloud.com/tide-log/sets/the-tide-log', 'playlists');
    const segments = await tracksAt(`${pyxis.url}api/v1/remote/playlists/${set}`);
    const performer = await found(pyxis.url, 'https://tidelog.bandcamp.com', 'artists');
    const { albums } = await json<{ albums: readonly { readonly id: string }[] }>(
      `${pyxis.url}api/v1/remote/artists/${performer}`,
    );
    const files: string[] = [];
    for (const { id } of albums) {
      if (files.length >= CLICKS) break;
      files.push(...(await tracksAt(`${pyxis.url}api/v1/remote/albums/${id}`)));
      await delay(BETWEEN_CLICKS_MS);
    }
    return [
      ...(await clicksOn(pyxis.url, 'SoundCloud, by segments', segments)),
      ...(await clicksOn(pyxis.url, 'Bandcamp', files)),
    ];
  } finally {
    await pyxis.stop();
  }
}

async function clicksOn(url: string, what: string, trackIds: readonly string[]): Promise<Row[]> {
  const [firsts, again]: [number[], number[]] = [[], []];
  for (const id of trackIds.slice(0, CLICKS)) {
    const address = `${url}stream/${id}`;
    firsts.push(await firstByteMs(address));
    await (await fetch(address)).arrayBuffer();
    again.push(await firstByteMs(address));
    await delay(BETWEEN_CLICKS_MS);
  }
  return [
    latencyRow(`first byte of a song of ${what}, its calls over loopback included`, median(firsts.slice(WARM)), 30),
    latencyRow(`the same of one that is here`, median(again.slice(WARM)), 50),
  ];
}

async function found(url: string, link: string, kind: 'playlists' | 'artists'): Promise<string> {
  const answer = await json<Record<typeof kind, readonly { readonly id: string }[]>>(
    `${url}api/v1/search?q=${encodeURIComponent(link)}`,
  );
  const id = answer[kind][0]?.id;
  if (id === undefined) throw new Error(`${link} is not found.`);
  return id;
}

interface Track {
  readonly id: string;
  readonly isMissing?: boolean;
}

/** Of an album or of the first page of a playlist. */
async function tracksAt(address: string): Promise<string[]> {
  const { tracks, items } = await json<{ readonly tracks?: readonly Track[]; readonly items?: readonly Track[] }>(
    address,
  );
  return (tracks ?? items ?? []).flatMap(({ id, isMissing = false }) => (isMissing ? [] : [id]));
}

async function json<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${String(response.status)}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Until the library has answered a search that goes on. */
async function libraryMs(address: string): Promise<number> {
  const startedAt = performance.now();
  const abort = new AbortController();
  const { body } = await fetch(address, { signal: abort.signal });
  let text = '';
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const newest = /^data: (.+)\n\n$/m.exec(text.slice(text.lastIndexOf('data: ')))?.[1];
    if (newest === undefined || isAsked('library', JSON.parse(newest) as Found)) continue;
    const tookMs = performance.now() - startedAt;
    abort.abort();
    return tookMs;
  }
  throw new Error(`${address} ended.`);
}

interface Found {
  readonly sources: readonly { readonly id: string; readonly state: string }[];
}

function isAsked(id: string, { sources }: Found): boolean {
  const state = sources.find((source) => source.id === id)?.state;
  if (state === undefined) throw new Error(`Nobody called ${id} is asked.`);
  return state === 'asking';
}
