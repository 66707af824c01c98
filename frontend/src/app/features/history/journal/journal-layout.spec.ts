import * as fc from 'fast-check';
import { blocksWithin, layOut, rowBelow, topOfRow } from './journal-layout';

const sizes = { leadPx: 0, headPx: 50, rowPx: 60, gapPx: 10 };
const days = ['2024-06-03', '2024-06-03', '2024-06-03', '2024-06-02', '2024-06-01'];

describe('layOut', () => {
  it('puts the rows of a day under its heading, and the days below each other', () => {
    expect(layOut(days, sizes)).toEqual([
      { key: '2024-06-03', day: '2024-06-03', start: 0, end: 3, topPx: 0, heightPx: 240 },
      { key: '2024-06-02', day: '2024-06-02', start: 3, end: 4, topPx: 240, heightPx: 120 },
      { key: '2024-06-01', day: '2024-06-01', start: 4, end: 5, topPx: 360, heightPx: 120 },
    ]);
  });

  it('tells two blocks of one day apart', () => {
    const keys = layOut(['2024-06-02', '2024-06-01', '2024-06-02'], sizes).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it('leaves room above for what is awaited', () => {
    expect(layOut(days, { ...sizes, leadPx: 400 })[0]?.topPx).toBe(400);
  });
});

describe('rowBelow', () => {
  it('is the row at the line, or the first of the day whose heading is there', () => {
    const blocks = layOut(days, sizes);
    expect([0, 49, 50, 109, 110, 235, 300, 470, 900].map((line) => rowBelow(blocks, line, sizes))).toEqual([
      0,
      0,
      0,
      0,
      1,
      3,
      3,
      undefined,
      undefined,
    ]);
  });

  it('finds each row where it lies', () => {
    const blocks = layOut(days, sizes);
    for (const row of days.keys()) expect(rowBelow(blocks, topOfRow(blocks, row, sizes) ?? -1, sizes)).toBe(row);
    expect(topOfRow(blocks, 5, sizes)).toBeUndefined();
  });
});

describe('blocksWithin', () => {
  it('draws of a long day only the rows in the band', () => {
    const blocks = layOut(new Array<string>(1_000).fill('2024-06-03'), sizes);
    expect(blocksWithin(blocks, 6_050, 6_650, sizes)).toMatchObject([{ from: 100, to: 110, skippedPx: 6_000 }]);
  });

  it('covers the band, whatever the days', () => {
    const lists = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lists, fc.nat({ max: 20_000 }), fc.integer({ min: 1, max: 2_000 }), (counts, fromPx, viewPx) => {
        const blocks = layOut(
          counts.flatMap((count, at) => new Array<string>(count).fill(String(at))),
          sizes,
        );
        const drawn = blocksWithin(blocks, fromPx, fromPx + viewPx, sizes);
        for (const block of blocks) {
          for (let row = block.start; row < block.end; row++) {
            const top = topOfRow(blocks, row, sizes) ?? 0;
            const isInView = top + sizes.rowPx > fromPx && top < fromPx + viewPx;
            if (isInView) expect(drawn.some(({ from, to }) => row >= from && row < to)).toBe(true);
          }
        }
      }),
    );
  });
});
