import type { StereoBuffer } from './stereo-buffer.ts';

const LOOK_AHEAD_SECONDS = 0.004;
const RELEASE_SECONDS = 0.18;

/**
 * Turns peaks down so that no sample exceeds `ceiling`, both channels alike. The gain is known `LOOK_AHEAD_SECONDS`
 * ahead and averaged over that time, so it moves without corners.
 */
export function limit(buffer: StereoBuffer, ceiling: number): void {
  const window = Math.round(LOOK_AHEAD_SECONDS * buffer.sampleRate);
  const release = 1 - Math.exp(-1 / (RELEASE_SECONDS * buffer.sampleRate));
  const wanted = (i: number): number => {
    const peak = Math.max(Math.abs(buffer.left[i] ?? 0), Math.abs(buffer.right[i] ?? 0));
    return peak > ceiling ? ceiling / peak : 1;
  };
  // held[i] is the least gain wanted within the window that starts at i; it rises slowly and falls at once.
  const held = new Float32Array(buffer.length);
  const ahead: { index: number; gain: number }[] = [];
  let next = 0;
  let current = 1;
  for (let i = 0; i < buffer.length; i++) {
    for (; next < Math.min(buffer.length, i + window); next++) {
      const gain = wanted(next);
      while ((ahead.at(-1)?.gain ?? 0) >= gain && ahead.length > 0) ahead.pop();
      ahead.push({ index: next, gain });
    }
    while ((ahead[0]?.index ?? i) < i) ahead.shift();
    const least = ahead[0]?.gain ?? 1;
    current = least < current ? least : current + (least - current) * release;
    held[i] = current;
  }
  // Each of the last `window` values allows for sample i, therefore so does their mean.
  let sum = window;
  buffer.shape((i) => {
    sum += (held[i] ?? 1) - (i >= window ? (held[i - window] ?? 1) : 1);
    return Math.min(sum / window, wanted(i));
  });
}
