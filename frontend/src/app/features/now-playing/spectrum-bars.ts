/** From the lowest tone of a bass to where ears end, in Hz. */
const RANGE_HZ = [40, 16_000] as const;

/**
 * How high each bar of a spectrum is, from 0 to 1: bars are as wide for the ear, so the lowest hold one value and the highest
 * hundreds, of which the loudest counts.
 * @param levels as `AnalyserNode.getByteFrequencyData` gives them, the first of 0 Hz
 * @param hzPerLevel how far they are apart
 */
export function barsOf(levels: Uint8Array, hzPerLevel: number, count: number): number[] {
  const [least, most] = RANGE_HZ;
  const levelAt = (bar: number): number => Math.round((least * (most / least) ** (bar / count)) / hzPerLevel);
  return Array.from({ length: count }, (_, bar) => {
    const from = levelAt(bar);
    return Math.max(0, ...levels.subarray(from, Math.max(from + 1, levelAt(bar + 1)))) / 255;
  });
}
