import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPyxis } from './processes.ts';
import { latencyRow, median, type Row } from './report.ts';

const SONGS = 60;
/** The first ones warm everything up. */
const WARM = 10;
const SONG_BYTES = 3 * 1024 ** 2;
/** What the host of the sound takes until its first byte. */
const HOST_MS = 100;

/** Songs of YouTube Music, over a host that takes its time and a program in place of yt-dlp. */
export async function benchRemote(scratch: string): Promise<Row[]> {
  const home = join(scratch, 'remote');
  const music = join(home, 'music');
  mkdirSync(music, { recursive: true });
  const host = createServer((request, response) => void answer(request, response));
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const mediaUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const program = writeProgram(home);
  const ytmusic = { enabled: true, ytDlp: program, mediaUrl };
  const pyxis = await startPyxis(join(home, 'pyxis'), music, { sources: { ytmusic } });
  try {
    const ids = Array.from({ length: SONGS }, (_, i) => `song${String(i).padStart(7, '0')}`);
    const [firsts, again, programs]: [number[], number[], number[]] = [[], [], []];
    for (const id of ids) {
      const url = `${pyxis.url}stream/ytmusic:${id}`;
      programs.push(programMs(program, id));
      firsts.push(await firstByteMs(url));
      await (await fetch(url)).arrayBuffer();
      again.push(await firstByteMs(url));
    }
    const least = HOST_MS + median(programs.slice(WARM));
    return [
      latencyRow('first byte of a song, beyond what finding and its host take', median(firsts.slice(WARM)) - least, 30),
      latencyRow('first byte of a song that was fetched ahead', median(again.slice(WARM)), 50),
    ];
  } finally {
    await pyxis.stop();
    host.close();
    host.closeAllConnections();
  }
}

/** Says of every song where it lies. @returns its path */
function writeProgram(folder: string): string {
  const program = join(folder, 'yt-dlp');
  const address = 'https://rr1.googlevideo.com/videoplayback?expire=99999999999&id=%s';
  const script = [
    '#!/bin/sh',
    'for word; do :; done',
    'id="${word##*=}"',
    `printf '{"id":"%s","ext":"webm","url":"${address}"}\\n' "$id" "$id"`,
  ];
  writeFileSync(program, `${script.join('\n')}\n`);
  chmodSync(program, 0o755);
  return program;
}

function programMs(program: string, id: string): number {
  const startedAt = performance.now();
  spawnSync(program, [`=${id}`]);
  return performance.now() - startedAt;
}

/** Gives parts of a bounded size. */
async function answer({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const end = Math.min(Number(to) + 1, SONG_BYTES);
  await delay(HOST_MS);
  response.writeHead(206, {
    'content-type': 'audio/webm',
    'content-range': `bytes ${from}-${end - 1}/${SONG_BYTES}`,
    'content-length': end - Number(from),
    'last-modified': 'Sat, 02 May 2026 11:51:54 GMT',
  });
  response.end(Buffer.alloc(end - Number(from), 1));
}

/** From the wish to connect to the first byte, in ms. @throws it is refused */
export function firstByteMs(url: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${String(response.statusCode)}.`));
      response.once('data', () => {
        resolve(performance.now() - startedAt);
        response.destroy();
      });
    });
    request.on('error', reject);
  });
}
