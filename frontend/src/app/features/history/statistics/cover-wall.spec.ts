import * as fc from 'fast-check';
import { hangWall } from './cover-wall';

const values = fc
  .array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 80 })
  .map((list) => list.sort((a, b) => b - a));
const columns = fc.constantFrom(8, 12, 16);

describe('hangWall', () => {
  it('never lays one over another, or beyond the edge', () => {
    fc.assert(
      fc.property(values, columns, (list, wide) => {
        const cells = new Set<string>();
        for (const { x, y, size } of hangWall(list, wide, 12).places) {
          expect(x + size).toBeLessThanOrEqual(wide);
          for (let dx = 0; dx < size; dx++) {
            for (let dy = 0; dy < size; dy++) {
              const cell = `${x + dx} ${y + dy}`;
              expect(cells.has(cell)).toBe(false);
              cells.add(cell);
            }
          }
        }
      }),
    );
  });

  it('leaves no hole where there is enough to hang', () => {
    const list = [100, 90, 60, 40, 30, 25, 20, ...new Array<number>(60).fill(5)];
    const { places, rows } = hangWall(list, 12, 100);
    const area = places.reduce((sum, { size }) => sum + size * size, 0);
    expect(area).toBe(rows * 12);
  });

  it('ends where it is told to, with whole covers', () => {
    const { places, rows } = hangWall(new Array<number>(60).fill(5), 12, 8);
    expect(rows).toBe(8);
    expect(places).toHaveLength(6);
  });

  it('makes what was heard more never smaller', () => {
    fc.assert(
      fc.property(values, columns, (list, wide) => {
        const sizes = hangWall(list, wide, 12).places.map(({ size }) => size);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });

  it('hangs what there is when it is little', () => {
    expect(hangWall([5], 8, 8)).toEqual({ places: [{ index: 0, x: 0, y: 0, size: 4 }], rows: 4 });
    expect(hangWall([], 8, 8)).toEqual({ places: [], rows: 0 });
  });
});
