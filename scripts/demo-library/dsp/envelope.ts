/** Half a cosine from 0 to 1: starts and ends flat, so that it never clicks. */
export function smoothStep(position: number): number {
  if (position <= 0) return 0;
  return position >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * position);
}

/**
 * Attack and release around a held sound, both half cosines.
 * @param heldSeconds from the start to where the release begins
 */
export function swell(seconds: number, attackSeconds: number, heldSeconds: number, releaseSeconds: number): number {
  return smoothStep(seconds / attackSeconds) * (1 - smoothStep((seconds - heldSeconds) / releaseSeconds));
}

/** Factor that takes a sound down by 60 dB in `t60Seconds` when applied once per sample. */
export function decayPerSample(t60Seconds: number, sampleRate: number): number {
  return 10 ** (-3 / (t60Seconds * sampleRate));
}
