import { BANDS_HZ, channelFactors, FLAT, mostGainDb, preampFactor, PRESETS, presetOf, responseDb } from './equaliser';

const only = (band: number, gainDb: number): number[] =>
  FLAT.gainsDb.map((gain, each) => (each === band ? gainDb : gain));

describe('equaliser', () => {
  it('leaves everything as it is while it is flat', () => {
    for (const hz of [20, 440, 20_000]) expect(responseDb(FLAT.gainsDb, hz)).toBeCloseTo(0);
    expect(preampFactor(0, FLAT.gainsDb, true)).toBe(1);
  });

  it('changes the middle of a band by just what it is set to, and tones far away hardly', () => {
    for (const [band, hz] of BANDS_HZ.entries()) {
      expect(responseDb(only(band, 6), hz)).toBeCloseTo(6);
      expect(responseDb(only(band, -9), hz)).toBeCloseTo(-9);
    }
    expect(Math.abs(responseDb(only(5, 12), 125))).toBeLessThan(0.5);
  });

  it('knows how loud neighbouring bands are together', () => {
    expect(mostGainDb(only(4, 6).with(5, 6))).toBeGreaterThan(6.5);
    expect(mostGainDb(only(4, -6))).toBe(0);
  });

  it('turns down by what the bands add, where it is to prevent clipping', () => {
    for (const { gainsDb } of PRESETS) {
      for (const hz of BANDS_HZ) {
        expect(preampFactor(6, gainsDb, true) * 10 ** (responseDb(gainsDb, hz) / 20)).toBeLessThanOrEqual(1.001);
      }
    }
    expect(preampFactor(6, only(3, 6), false)).toBeCloseTo(2, 1);
    expect(preampFactor(-12, only(3, 6), true)).toBeCloseTo(0.25, 1);
  });

  it('has a name for curves that are presets', () => {
    expect(presetOf([...PRESETS[3]!.gainsDb])).toBe(PRESETS[3]);
    expect(presetOf(only(3, 1))).toBeUndefined();
    expect(new Set(PRESETS.map(({ name }) => name())).size).toBe(PRESETS.length);
    for (const { gainsDb } of PRESETS) expect(gainsDb).toHaveLength(BANDS_HZ.length);
  });

  it('makes one side quieter and none louder', () => {
    expect(channelFactors(0)).toEqual({ left: 1, right: 1 });
    expect(channelFactors(0.25)).toEqual({ left: 0.75, right: 1 });
    expect(channelFactors(-1)).toEqual({ left: 1, right: 0 });
  });
});
