import { barsOf } from './spectrum-bars';

const HZ_PER_LEVEL = 10;

function toneAt(hz: number): Uint8Array {
  const levels = new Uint8Array(2_048);
  levels[hz / HZ_PER_LEVEL] = 255;
  return levels;
}

describe('barsOf', () => {
  it('shows a tone in just one bar, the higher the further to the right', () => {
    const places = [60, 250, 1_000, 4_000, 15_000].map((hz) => {
      const bars = barsOf(toneAt(hz), HZ_PER_LEVEL, 16);
      expect(bars.filter((bar) => bar > 0)).toEqual([1]);
      return bars.indexOf(1);
    });
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });

  it('has every bar at its foot in silence, also where a sound device has few tones', () => {
    expect(barsOf(new Uint8Array(2_048), HZ_PER_LEVEL, 4)).toEqual([0, 0, 0, 0]);
    expect(barsOf(new Uint8Array(8), 1_000, 32)).toHaveLength(32);
  });
});
