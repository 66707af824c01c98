import { aTrack } from '../testing/fixtures';
import { areNeighbours, fadeMsBetween, levelsAt } from './fade';

const on = (album: string, trackNumber?: number, discNumber?: number) =>
  aTrack(`${album} ${discNumber ?? 1}-${trackNumber}`, {
    album: { id: album, title: album },
    ...(trackNumber !== undefined && { trackNumber }),
    ...(discNumber !== undefined && { discNumber }),
  });

describe('areNeighbours', () => {
  it('knows what follows on an album, also on its next disc', () => {
    expect(areNeighbours(on('a', 3), on('a', 4))).toBe(true);
    expect(areNeighbours(on('a', 9, 1), on('a', 1, 2))).toBe(true);
    expect(areNeighbours(on('a', 4), on('a', 3))).toBe(false);
    expect(areNeighbours(on('a', 3), on('a', 5))).toBe(false);
    expect(areNeighbours(on('a', 9, 1), on('a', 2, 2))).toBe(false);
    expect(areNeighbours(on('a', 3), on('b', 4))).toBe(false);
  });

  it('takes what has no numbers to lie as it plays, but no song to follow itself', () => {
    expect(areNeighbours({ ...on('a'), id: '1' }, { ...on('a'), id: '2' })).toBe(true);
    expect(areNeighbours(on('a', 3), on('a', 3))).toBe(false);
  });
});

describe('fadeMsBetween', () => {
  it('fades songs as long as is wanted, and no longer than half of the shorter one', () => {
    expect(fadeMsBetween(on('a', 1), on('b', 1), 5)).toBe(5_000);
    expect(fadeMsBetween(on('a', 1), { ...on('b', 1), durationMs: 6_000 }, 5)).toBe(3_000);
    expect(fadeMsBetween(on('a', 1), on('b', 1), 0)).toBe(0);
  });

  it('fades neither within an album, nor into or out of speech and stations, nor what has no known end', () => {
    const { durationMs: _, ...endless } = on('b', 1);
    expect(fadeMsBetween(on('a', 1), on('a', 2), 5)).toBe(0);
    expect(fadeMsBetween(on('a', 1), { ...on('b', 1), kind: 'episode' }, 5)).toBe(0);
    expect(fadeMsBetween({ ...on('a', 1), kind: 'station' }, on('b', 1), 5)).toBe(0);
    expect(fadeMsBetween(endless, on('a', 1), 5)).toBe(0);
  });
});

describe('levelsAt', () => {
  it('keeps the power of both together the same all the way', () => {
    for (const progress of [0, 0.1, 0.5, 0.9, 1]) {
      const { begun, ending } = levelsAt(progress);
      expect(begun ** 2 + ending ** 2).toBeCloseTo(1);
    }
    expect(levelsAt(-1)).toEqual({ begun: 0, ending: 1 });
    expect(levelsAt(2).begun).toBe(1);
  });
});
