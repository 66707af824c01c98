import { expect, it } from 'vitest';
import { lengthMsOf, positionMsOf } from './spans.js';

it.each([
  [74, 74_000],
  ['74', 74_000],
  ['39:27', 2_367_000],
  ['90:00', 5_400_000],
  ['01:02:03', 3_723_000],
  ['1:02:03.400', 3_723_400],
  ['00:00:00.250', 250],
  ['12.5', 12_500],
  ['0', 0],
  ['1h 5m', 3_900_000],
  ['65 min', 3_900_000],
  ['PT1H5M', 3_900_000],
])('reads %j', (value, ms) => {
  expect(positionMsOf(value)).toBe(ms);
});

it.each(['', ' ', 'abc', '-5', '1:2:3:4', '99999999', NaN, Infinity, null, {}, '9'.repeat(60)])(
  'takes %j for none',
  (value) => {
    expect(positionMsOf(value)).toBeUndefined();
  },
);

it('takes a length of nothing for unknown', () => {
  expect(lengthMsOf('00:00:00')).toBeUndefined();
  expect(lengthMsOf('00:00:01')).toBe(1_000);
});
