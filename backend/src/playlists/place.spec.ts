import { expect, it } from 'vitest';
import { placesBetween, ROOM } from './place.js';

it('begins a list, goes on behind its end and before its beginning', () => {
  expect(placesBetween(undefined, undefined, 2)).toEqual([-2 * ROOM, -ROOM]);
  expect(placesBetween(7 * ROOM, undefined, 2)).toEqual([8 * ROOM, 9 * ROOM]);
  expect(placesBetween(undefined, 7 * ROOM, 2)).toEqual([5 * ROOM, 6 * ROOM]);
});

it('puts several between two, and says when they do not fit', () => {
  expect(placesBetween(10, 20, 3)).toEqual([12, 14, 16]);
  expect(placesBetween(10, 14, 3)).toEqual([11, 12, 13]);
  expect(placesBetween(10, 13, 3)).toBeUndefined();
  expect(placesBetween(10, 10, 1)).toBeUndefined();
});

it('has room behind one item for a long time', () => {
  let after = ROOM;
  let times = 0;
  for (; ; times++) {
    const [place] = placesBetween(0, after, 1) ?? [];
    if (place === undefined) break;
    after = place;
  }
  expect(times).toBe(20);
});
