import { columnsIn, scaledList, windowRange } from './window-range';

const base = { scrolledPx: 0, viewPx: 900, rowPx: 100, columns: 5, count: 100_000, overscan: 2 };

describe('windowRange', () => {
  it('draws the view and a little more, in whole rows', () => {
    expect(windowRange(base)).toEqual({ firstRow: 0, start: 0, end: 55, rows: 20_000 });
    expect(windowRange({ ...base, scrolledPx: 1_000_050 })).toMatchObject({
      firstRow: 9_998,
      start: 49_990,
      end: 50_060,
    });
  });

  it('ends where the list ends, with a last row that is not full', () => {
    expect(windowRange({ ...base, count: 7, viewPx: 2_000 })).toEqual({ firstRow: 0, start: 0, end: 7, rows: 2 });
  });

  it('stays inside a list that has become shorter than what is scrolled', () => {
    const range = windowRange({ ...base, count: 12, scrolledPx: 50_000 });
    expect(range.start).toBeLessThan(12);
    expect(range.end).toBe(12);
  });

  it('draws the first row while the list is still below the view, and nothing of an empty one', () => {
    expect(windowRange({ ...base, scrolledPx: -5_000 })).toMatchObject({ start: 0, end: 5 });
    expect(windowRange({ ...base, count: 0 })).toMatchObject({ start: 0, end: 0, rows: 0 });
  });
});

describe('columnsIn', () => {
  it('counts the gaps only between columns', () => {
    expect(columnsIn(340, 160, 20)).toBe(2);
    expect(columnsIn(339, 160, 20)).toBe(1);
    expect(columnsIn(10, 160, 20)).toBe(1);
  });
});

describe('a list that is higher than an element can be', () => {
  const [whole, view, highest] = [44_000_000, 900, 8_000_000];

  it('shows its beginning, its end, and what lies between in proportion', () => {
    expect(scaledList(whole, 0, view, highest)).toMatchObject({ heightPx: highest, scrolledPx: 0 });
    expect(scaledList(whole, highest - view, view, highest).scrolledPx).toBe(whole - view);
    expect(scaledList(whole, (highest - view) / 2, view, highest).scrolledPx).toBe((whole - view) / 2);
  });

  it('has what is in view where the view is', () => {
    const { scrolledPx, placeOf } = scaledList(whole, 5_000_000, view, highest);
    expect(placeOf(scrolledPx)).toBe(5_000_000);
    expect(placeOf(scrolledPx + 44)).toBe(5_000_044);
  });

  it('leaves others as they are', () => {
    const list = scaledList(10_000, -50, view, highest);
    expect([list.heightPx, list.scrolledPx, list.placeOf(440)]).toEqual([10_000, -50, 440]);
  });
});
