import { describe, expect, it } from 'vitest';
import { streaksOf } from './streaks.js';

const TODAY = 20240302;
const LAST = 9999_12_31;

describe('streaksOf', () => {
  it.each([
    ['nothing', [], { currentDays: 0, longestDays: 0 }],
    ['today alone', [20240302], { currentDays: 1, longestDays: 1, longestFrom: 20240302 }],
    ['over a leap day, until yesterday', [20240228, 20240229, 20240301], { currentDays: 3, longestDays: 3, longestFrom: 20240228 }], // prettier-ignore
    ['until the day before yesterday', [20240228, 20240229], { currentDays: 0, longestDays: 2, longestFrom: 20240228 }],
    ['over a new year, then today', [20231231, 20240101, 20240302], { currentDays: 1, longestDays: 2, longestFrom: 20231231 }], // prettier-ignore
    ['the first of two as long', [20240110, 20240111, 20240120, 20240121], { currentDays: 0, longestDays: 2, longestFrom: 20240110 }], // prettier-ignore
  ])('%s', (_, days, expected) => expect(streaksOf(days, TODAY, LAST)).toEqual(expected));

  it('has no day to come at the end of a window long over', () => {
    expect(streaksOf([20230630], TODAY, 20230630).currentDays).toBe(1);
    expect(streaksOf([20230629], TODAY, 20230630).currentDays).toBe(0);
  });
});
