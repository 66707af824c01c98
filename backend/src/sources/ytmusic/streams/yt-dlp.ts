import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldsOf, present, recordOf, spanOf, textOf } from '../../../common/index.js';
import { readChapters } from './chapters.js';
import { expiryOf, type ResolvedAudio } from './resolved-audio.js';
import { refusalIn, StreamRefused } from './refusal.js';
import { FORMATS, type Way, type WayWish } from './way.js';
import type { Quality } from '../../source.js';

export interface YtDlpOptions {
  readonly program: string;
  /** Of a person, behind ours. */
  readonly extraArguments: readonly string[];
  /** Which clients of the service it takes itself for; absent: as its own version thinks best. */
  readonly clients?: readonly string[];
  readonly cacheFolder: string;
  /** Of somebody who has signed in, as a file of them; absent: as a guest. */
  readonly cookies?: string;
  /** The only way out that it is told of, with its secret. */
  readonly proxyAddress: () => Promise<string>;
}

/** Where none of the usual forms is to be had. */
const OTHERWISE: Readonly<Record<Quality, readonly string[]>> = {
  best: ['bestaudio', 'best[acodec!=none]'],
  saving: ['worstaudio', 'worst[acodec!=none]'],
};
const FIELDS = 'id,duration,chapters,format_id,ext,url,available_at,http_headers';
const KILL_AFTER_MS = 30_000;
/** It is asked for some thousand characters, and for some hundred chapters at most. */
const MAX_OUTPUT_BYTES = 1024 ** 2;
const MAX_URL = 8_000;
const VIDEO = /^[\w-]{11}$/;
const MIME_TYPES: Readonly<Record<string, string>> = { webm: 'audio/webm', m4a: 'audio/mp4', mp4: 'audio/mp4' };

/** yt-dlp, an external program that keeps up with what YouTube changes. */
export class YtDlp implements Way {
  constructor(private readonly options: YtDlpOptions) {}

  async resolve(id: string, wish: WayWish, signal: AbortSignal): Promise<ResolvedAudio> {
    if (!VIDEO.test(id)) throw new StreamRefused('removed');
    const words = [...this.words(wish), '--', `https://music.youtube.com/watch?v=${id}`];
    const { code, output, errors } = await this.withCookies((more) => this.run([...more, ...words], signal));
    const audio = code === 0 ? readAudio(output, id) : undefined;
    if (audio) return audio;
    throw new StreamRefused(refusalIn(errors));
  }

  /** Each run has a copy of its own, which it writes over; nobody else can read it, and it goes with the run. */
  private async withCookies<T>(run: (words: readonly string[]) => Promise<T>): Promise<T> {
    const { cookies } = this.options;
    if (cookies === undefined) return run([]);
    const folder = await mkdtemp(join(tmpdir(), 'pyxis-cookies-'));
    try {
      const file = join(folder, 'cookies.txt');
      await writeFile(file, cookies, { mode: 0o600 });
      return await run(['--cookies', file]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private words({ quality, formatId }: WayWish): string[] {
    const { cacheFolder, clients, extraArguments } = this.options;
    const client = clients && clients.length > 0 ? `;player_client=${clients.join(',')}` : '';
    const formats = [...(formatId === undefined ? [] : [formatId]), ...FORMATS[quality], ...OTHERWISE[quality]];
    return [
      ...'--ignore-config --no-update --no-playlist --no-progress --socket-timeout 10 --retries 1'.split(' '),
      // Whatever its version takes for one by itself.
      ...['--js-runtimes', `node:${process.execPath}`, '--cache-dir', cacheFolder],
      ...['--extractor-args', `youtube:skip=hls,dash,translated_subs${client}`],
      ...['--format', formats.join('/'), '--print', `%(.{${FIELDS}})j`],
      ...extraArguments,
    ];
  }

  private async run(
    words: readonly string[],
    signal: AbortSignal,
  ): Promise<{ code: number; output: string; errors: string }> {
    const { cacheFolder, proxyAddress } = this.options;
    const proxy = await proxyAddress();
    // Not by an argument, which everybody on this machine can read. Nothing else of ours is told to it.
    const env = { PATH: process.env.PATH, HOME: cacheFolder, LANG: 'C.UTF-8', http_proxy: proxy, https_proxy: proxy };
    return new Promise((done, fail) => {
      const child = spawn(this.options.program, words, { stdio: ['ignore', 'pipe', 'pipe'], env });
      const limit = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
      const onAbort = (): boolean => child.kill('SIGKILL');
      signal.addEventListener('abort', onAbort, { once: true });
      const texts = { output: '', errors: '' };
      let bytes = 0;
      const take = (into: keyof typeof texts) => (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
        else texts[into] += chunk.toString('utf8');
      };
      child.stdout.on('data', take('output'));
      child.stderr.on('data', take('errors'));
      child.once('error', () => {
        clearTimeout(limit);
        fail(new StreamRefused('program-missing'));
      });
      child.once('close', (code, killedBy) => {
        clearTimeout(limit);
        signal.removeEventListener('abort', onAbort);
        if (signal.aborted) fail(signal.reason as Error);
        // What takes too long is a network that is too slow.
        else if (killedBy !== null) done({ code: 1, output: '', errors: `${texts.errors}\nERROR: timed out` });
        else done({ code: code ?? 1, ...texts });
      });
      if (signal.aborted) onAbort();
    });
  }
}

/** @returns undefined where it is not about this song, or has no address */
function readAudio(output: string, id: string): ResolvedAudio | undefined {
  const told = recordOf(parsed(output.trim().split('\n').at(-1) ?? ''));
  const url = typeof told?.url === 'string' && told.url.length <= MAX_URL ? told.url : '';
  if (told?.id !== id || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  const headers = Object.entries(fieldsOf(told.http_headers)).flatMap(([name, value]) =>
    typeof value === 'string' && /^[\w-]{1,60}$/.test(name) && !/[\r\n]/.test(value) ? [[name, value] as const] : [],
  );
  const durationMs = spanOf(told.duration, 1_000);
  return present({
    url,
    headers: Object.fromEntries(headers),
    mimeType: MIME_TYPES[textOf(told.ext) ?? ''] ?? 'audio/webm',
    formatId: textOf(told.format_id) ?? '',
    durationMs,
    chapters: readChapters(told.chapters, durationMs),
    expiresAtMs: expiryOf(url),
    availableAtMs: atMs(told.available_at),
  });
}

function atMs(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? Math.round(value * 1_000) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
