import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { recordSurface } from '../instruments/drums.ts';
import type { Stage } from '../stage.ts';

/** Opus knows no other rate at full width. */
export const SAMPLE_RATE = 48_000;

/** The room in which the trio of “Window Seat” plays. */
export const SMALL_ROOM = { t60Seconds: 1.1, dampingHz: 4_000, preDelaySeconds: 0.01, size: 0.7 };

/** A buffer of faint record noise that comes and goes with the piece. */
export function surface(stage: Stage, seconds: number): StereoBuffer {
  const buffer = stage.buffer();
  buffer.addMono(recordSurface(seconds, stage.sampleRate, stage.random), 0, 1, 0);
  const fade = 0.8 * stage.sampleRate;
  const end = seconds * stage.sampleRate;
  buffer.shape((i) => Math.max(0, Math.min(1, i / fade, (end - i) / fade)));
  return buffer;
}
