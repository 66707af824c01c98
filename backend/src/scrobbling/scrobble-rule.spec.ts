import { describe, expect, it } from 'vitest';
import { isWorthSending } from './scrobble-rule.js';

describe('isWorthSending', () => {
  it.each([
    ['half of a song', 200_000, 100_000, true],
    ['less than half of a song', 200_000, 99_999, false],
    ['4 minutes of a long piece', 3_600_000, 240_000, true],
    ['less than 4 minutes of a long piece', 3_600_000, 239_999, false],
    ['all of a track of exactly 30 s', 30_000, 30_000, false],
    ['half of a track just longer than 30 s', 30_002, 15_001, true],
    ['30 s of a song, which is a listen in Pyxis', 200_000, 30_000, false],
    ['some of what has no known length', 0, 239_999, false],
    ['4 minutes of what has no known length', 0, 240_000, true],
  ])('%s', (_, durationMs, heardMs, isWorth) => {
    expect(isWorthSending({ durationMs, heardMs })).toBe(isWorth);
  });
});
