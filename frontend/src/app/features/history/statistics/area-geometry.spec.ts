import { labelled, niceTop, stackAreas } from './area-geometry';

describe('stackAreas', () => {
  it('lays one layer on the other over the whole plot', () => {
    const areas = stackAreas(
      [
        { lower: 0, upper: 10 },
        { lower: 10, upper: 0 },
        { lower: 5, upper: 5 },
      ],
      { widthPx: 200, heightPx: 100 },
    );
    expect(areas.xs).toEqual([0, 100, 200]);
    expect(areas.lowerLine).toBe('M0,100L100,0L200,50');
    expect(areas.upperLine).toBe('M0,0L100,0L200,0');
    expect(areas.lower).toBe('M0,100L100,0L200,50L200,100L0,100Z');
    expect(areas.upper).toBe('M0,0L100,0L200,0L200,50L100,0L0,100Z');
    expect(areas.ticks.map(({ value }) => value)).toEqual([0, 5, 10]);
  });

  it('stands on the ground when nothing was heard', () => {
    const { upperLine } = stackAreas(
      [
        { lower: 0, upper: 0 },
        { lower: 0, upper: 0 },
      ],
      { widthPx: 10, heightPx: 10 },
    );
    expect(upperLine).toBe('M0,10L10,10');
  });
});

describe('niceTop', () => {
  it('ends the axis at a round number above, in round steps', () => {
    expect([1, 7, 10, 130, 730, 2_950].map(niceTop)).toEqual([
      { max: 1, steps: 1 },
      { max: 8, steps: 4 },
      { max: 10, steps: 2 },
      { max: 200, steps: 4 },
      { max: 800, steps: 4 },
      { max: 3_000, steps: 3 },
    ]);
  });
});

describe('labelled', () => {
  it('thins labels out, and keeps the last', () => {
    expect(labelled(4, 6)).toEqual([0, 1, 2, 3]);
    expect(labelled(12, 4)).toEqual([2, 5, 8, 11]);
    expect(labelled(0, 4)).toEqual([]);
  });
});
