import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { median, type Row } from './report.ts';

/** What conversions are measured on. */
export interface TranscodeContext {
  /** Of a running server, with a slash at its end. */
  readonly baseUrl: string;
  /** A track of some minutes, and its file on this disk. */
  readonly trackId: string;
  readonly file: string;
  readonly durationSeconds: number;
}

const ROUNDS = 9;
const FORMAT = ['-map', '0:a:0', '-c:a', 'libopus', '-b:a', '128k', '-f', 'ogg', 'pipe:1'];

/** First bytes of a conversion against ffmpeg piped through plain Node; late starts against early ones. */
export async function benchTranscodes(context: TranscodeContext): Promise<Row[]> {
  const { baseUrl, trackId, file, durationSeconds } = context;
  const bare = await startBare(file);
  const own: number[] = [];
  const bareTimes: number[] = [];
  const late: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Each start is another one, so that nothing comes from what was kept.
    const early = round / 1_000;
    const urlAt = (t: number): string => `${baseUrl}stream/${trackId}?format=opus&bitrate=128&t=${t.toFixed(3)}`;
    own.push(await firstByteMs(urlAt(early)));
    bareTimes.push(await firstByteMs(bare.url));
    late.push(await firstByteMs(urlAt(durationSeconds * 0.95 + early)));
  }
  bare.close();
  const [measured, reference, atEnd] = [median(own), median(bareTimes), median(late)];
  const ms = (value: number): string => `${Math.round(value)} ms`;
  return [
    {
      what: 'first bytes of a conversion',
      measured: ms(measured),
      reference: `ffmpeg through plain Node ${ms(reference)}`,
      ratio: measured / reference,
      target: { atMost: 2 },
    },
    {
      what: 'conversion from 95 % of the track',
      measured: ms(atEnd),
      reference: `from its start ${ms(measured)}`,
      ratio: atEnd / measured,
      target: { atMost: 1.2 },
    },
  ];
}

function firstByteMs(url: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      response.once('data', () => {
        resolve(performance.now() - startedAt);
        response.destroy();
      });
    });
    request.on('error', reject);
  });
}

async function startBare(file: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    const child = spawn('ffmpeg', ['-nostdin', '-v', 'error', '-i', file, ...FORMAT], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    response.on('close', () => child.kill('SIGKILL'));
    child.stdout.pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
