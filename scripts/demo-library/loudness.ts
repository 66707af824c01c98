import { StereoBuffer } from './dsp/stereo-buffer.ts';
import { limit } from './dsp/limiter.ts';
import { ffmpeg, pcmInput } from './ffmpeg.ts';

/** What ReplayGain needs to know about a recording. */
export interface Loudness {
  /** Integrated loudness after EBU R 128. */
  readonly lufs: number;
  /** Largest absolute sample; full scale is 1. */
  readonly peak: number;
}

/** Leaves room for what a lossy encoder adds, so that the decoded peak stays below −1 dBFS. */
const CEILING = 10 ** (-3 / 20);
const FADE_SECONDS = 1.5;

/** Measures interleaved stereo samples. */
export function measureLoudness(interleaved: Float32Array, sampleRate: number): Loudness {
  const bytes = new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength);
  const { stderr } = ffmpeg([...pcmInput(sampleRate), '-af', 'ebur128', '-f', 'null', '-'], bytes);
  const integrated = stderr.match(/I:\s+(-?[\d.]+) LUFS/g)?.at(-1);
  const lufs = Number(/-?[\d.]+/.exec(integrated ?? '')?.[0]);
  if (!Number.isFinite(lufs)) throw new Error('ffmpeg reported no loudness.');
  return { lufs, peak: interleaved.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) };
}

/** Brings a piece to a loudness in place, limits its peaks and lets the last of the tail end in silence. */
export function master(piece: StereoBuffer, targetLufs: number): void {
  const fade = FADE_SECONDS * piece.sampleRate;
  const end = piece.length;
  piece.shape((i) => (i < end - fade ? 1 : ((end - 1 - i) / fade) ** 2));
  const { lufs } = measureLoudness(piece.interleaved(), piece.sampleRate);
  const gain = 10 ** ((targetLufs - lufs) / 20);
  piece.shape(() => gain);
  limit(piece, CEILING);
}
