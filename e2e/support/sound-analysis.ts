/** Quieter than this is silence; a sine of any use here is far louder but where it crosses zero. */
export const QUIET = 0.01;

/** What there is to say of two pieces of one sine that were played one behind the other. */
export interface Seam {
  /** Samples that sounded; silence in between is not counted. */
  readonly soundedSamples: number;
  /** The longest silence near the seam. */
  readonly gapSamples: number;
  /** By how much the sine behind the seam is late (positive) or early against the one before. */
  readonly slipSamples: number;
}

/**
 * Looks at the place behind the first `firstSamples` that sounded. A machine that is too busy to play without a break
 * puts silence somewhere; it neither makes the sound shorter nor is it near the seam, so it does not count.
 * @param period of the sine, in samples
 */
export function seamOf(sound: Float32Array, firstSamples: number, period: number): Seam {
  const silences = silencesOf(sound, period);
  const start = silences[0]?.from === 0 ? silences[0].to : 0;
  const end = silences.at(-1)?.to === sound.length ? silences.at(-1)!.from : sound.length;
  const inner = silences.filter(({ from, to }) => from >= start && to <= end);
  let seam = start + firstSamples;
  for (const { from, to } of inner) if (from < seam) seam += to - from;
  const near = inner.filter(({ from, to }) => from < seam + NEAR_SAMPLES && to > seam - NEAR_SAMPLES);
  const quiet = inner.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    soundedSamples: end - start - quiet,
    gapSamples: Math.max(0, ...near.map(({ from, to }) => to - from)),
    slipSamples: slip(sound, seam, period),
  };
}

/** 0.2 s to both sides. */
const NEAR_SAMPLES = 8_820;

/** Runs of silence longer than the sine is near zero when it crosses it. */
function silencesOf(sound: Float32Array, period: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 0; at <= sound.length; at++) {
    if (at < sound.length && Math.abs(sound[at]!) < QUIET) continue;
    if (at - from > period / 4) found.push({ from, to: at });
    from = at + 1;
  }
  return found;
}

/** How far the phases on both sides of a place are apart, in samples of at most half a period. */
function slip(sound: Float32Array, seam: number, period: number): number {
  const width = Math.round(period * 20);
  // A lossy codec needs a moment to follow the hard edge at which the file begins.
  const away = Math.round(period * 5);
  const before = phase(sound, seam - away - width, width, period);
  const after = phase(sound, seam + away, width, period);
  const turns = (after - before) / (2 * Math.PI);
  return (turns - Math.round(turns)) * -period;
}

/** The phase at sample 0 of the sine that is nearest to what is heard there. */
function phase(sound: Float32Array, from: number, width: number, period: number): number {
  let [sine, cosine] = [0, 0];
  for (let at = from; at < from + width; at++) {
    const angle = (2 * Math.PI * at) / period;
    sine += (sound[at] ?? 0) * Math.sin(angle);
    cosine += (sound[at] ?? 0) * Math.cos(angle);
  }
  return Math.atan2(cosine, sine);
}

/** How loud a tone is in a piece of sound: the amplitude of the sine of that frequency. */
export function toneLevel(sound: Float32Array, frequencyHz: number, rateHz: number): number {
  let [sine, cosine] = [0, 0];
  for (let at = 0; at < sound.length; at++) {
    const angle = (2 * Math.PI * frequencyHz * at) / rateHz;
    // Fades in and out, so that other tones do not leak into this one.
    const weight = 1 - Math.cos((2 * Math.PI * at) / sound.length);
    sine += sound[at]! * weight * Math.sin(angle);
    cosine += sound[at]! * weight * Math.cos(angle);
  }
  return (2 * Math.hypot(sine, cosine)) / sound.length;
}
