import { expect, it } from 'vitest';
import { Extents } from './extents.js';

it.each<[string, readonly (readonly [number, number])[], string]>([
  ['nothing', [], ''],
  ['one stretch', [[5, 9]], '5-9'],
  ['stretches in any order', [[20, 30], [0, 10]], '0-10,20-30'],
  ['what goes on where another ends', [[0, 10], [10, 20]], '0-20'],
  ['what fills a gap', [[0, 10], [20, 30], [10, 20]], '0-30'],
  ['what covers several', [[2, 4], [6, 8], [10, 12], [0, 9]], '0-9,10-12'],
  ['what is there already', [[0, 10], [3, 5]], '0-10'],
])('holds %s', (_what, stretches, text) => {
  const extents = new Extents();
  for (const [first, end] of stretches) extents.add(first, end);
  expect(String(extents)).toBe(text);
  expect(String(Extents.parse(text))).toBe(text);
  const held = new Set(stretches.flatMap(([first, end]) => Array.from({ length: end - first }, (_, i) => first + i)));
  expect(extents.bytes).toBe(held.size);
}); // prettier-ignore

it('knows what is there around a position', () => {
  const extents = Extents.parse('10-20,30-40')!;
  const around = (at: number): number[] => [extents.startUpTo(at), extents.endFrom(at), extents.nextFrom(at)];
  expect(around(0)).toEqual([0, 0, 10]);
  expect(around(10)).toEqual([10, 20, 10]);
  expect(around(20)).toEqual([10, 20, 30]);
  expect(around(25)).toEqual([25, 25, 30]);
  expect(around(39)).toEqual([30, 40, Infinity]);
  expect(around(40)).toEqual([30, 40, Infinity]);
});

it.each(['x', '5', '9-5', '5-5', '1-2;3-4', '-1-5', ',', '1-99999999999999999'])('does not read %s', (text) => {
  expect(Extents.parse(text)).toBeUndefined();
});
