import { amplitudeOf } from './loudness';

/** In sones, up to a factor. */
const loudness = (volume: number): number => amplitudeOf(volume) ** 0.6;

describe('amplitudeOf', () => {
  it('is heard as half as loud at half the volume, or a little less', () => {
    for (const volume of [100, 60, 20]) {
      const ratio = loudness(volume / 2) / loudness(volume);
      expect(ratio).toBeGreaterThan(0.4);
      expect(ratio).toBeLessThanOrEqual(0.5);
    }
  });

  it('leaves full volume as it is, and is silent at none', () => {
    expect(amplitudeOf(100)).toBe(1);
    expect(amplitudeOf(0)).toBe(0);
  });
});
