/**
 * The amplitude at which a volume is heard to be so loud. Loudness grows with the power 0.6 of the amplitude (Stevens), so half
 * as loud would be half the volume with an exponent of 1.7. It is 2: a little more room for quiet listening, 12 dB for each
 * halving, and every step of five is heard, while the cube, which others take, is silent for the lowest ones (−78 dB at 5).
 * @param volume 0 to 100
 * @returns 0 to 1, linear
 */
export function amplitudeOf(volume: number): number {
  return (volume / 100) ** 2;
}
