import { describe, expect, it } from 'vitest';
import { Backoff } from './backoff.js';

const MINUTE_MS = 60_000;

describe('Backoff', () => {
  it('doubles from a minute to an hour, and begins anew after a success', () => {
    const backoff = new Backoff(() => 0);
    const minutes = Array.from({ length: 8 }, () => backoff.nextMs() / MINUTE_MS);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    backoff.reset();
    expect(backoff.nextMs()).toBe(MINUTE_MS);
  });

  it('leaves a share to chance, and stays within a minute and an hour', () => {
    const [least, most] = [new Backoff(() => 0), new Backoff(() => 0.999)];
    for (let failure = 0; failure < 2_000; failure++) {
      const waits = [least.nextMs(), most.nextMs()];
      expect(waits[0]).not.toBe(waits[1]);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(MINUTE_MS);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60 * MINUTE_MS);
    }
  });
});
