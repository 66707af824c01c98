import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Ffmpeg } from '../transcode/ffmpeg.js';
import { demuxerNamed } from '../transcode/demuxers.js';
import { inputBounds } from '../transcode/transcode-request.js';

/** The last line of its summary that counts (EBU R 128). */
const INTEGRATED = /\bI: +(-?\d{1,3}\.\d) LUFS/g;
const MAX_WORDS = 64 * 1024;
/** Quieter than any programme: silence, or nothing was decoded. */
const LEAST_LUFS = -60;

/**
 * How loud some sound is, in LUFS.
 * @param container as in `LiveFormat`
 * @returns undefined where nobody can tell: there is no ffmpeg, it cannot read it, or it is silent
 */
export async function loudnessOf(
  ffmpeg: Ffmpeg,
  container: string,
  bytes: readonly Buffer[],
  signal: AbortSignal,
): Promise<number | undefined> {
  const demuxer = demuxerNamed(container);
  if (!demuxer || !(await ffmpeg.isThere())) return undefined;
  const args = ['-nostdin', '-hide_banner', '-loglevel', 'info', ...inputBounds(demuxer, true)];
  const child = ffmpeg.start(
    [...args, '-i', Ffmpeg.pipe, '-af', 'ebur128=framelog=verbose', '-f', 'null', '-'],
    'pipe',
  );
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  let words = '';
  child.stderr.on('data', (text: Buffer) => (words = (words + text.toString()).slice(-MAX_WORDS)));
  child.stdout.resume();
  try {
    const ended = once(child, 'close');
    // It may have seen enough before the end of what it is given.
    if (child.stdin) await pipeline(Readable.from(bytes), child.stdin).catch(() => undefined);
    const [code] = (await ended) as [number | null];
    if (code !== 0) return undefined;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const lufs = Number([...words.matchAll(INTEGRATED)].at(-1)?.[1] ?? NaN);
  return lufs > LEAST_LUFS ? lufs : undefined;
}
