import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsAsListen, endingOf } from './listen-rule.js';

const MINIMUM_MS = 30_000;

describe('countsAsListen', () => {
  it.each([
    ['29.999 s of four minutes', 29_999, 240_000, false],
    ['30 s of four minutes', 30_000, 240_000, true],
    ['29.999 s of a minute', 29_999, 60_000, false],
    ['half of what is just shorter than a minute', 29_999.5, 59_999, true],
    ['less than half of forty seconds', 19_999, 40_000, false],
    ['half of forty seconds', 20_000, 40_000, true],
    ['half of a jingle', 1_000, 2_000, true],
    ['nothing', 0, 2_000, false],
    ['30 s of who knows how much', 30_000, undefined, true],
    ['29 s of who knows how much', 29_000, 0, false],
  ])('%s: %s of %s ms counts: %s', (_, heardMs, durationMs, counts) => {
    expect(countsAsListen(heardMs, durationMs, MINIMUM_MS)).toBe(counts);
  });

  it('asks no more than was set of short tracks', () => {
    expect(countsAsListen(5_000, 50_000, 5_000)).toBe(true);
  });

  it('never takes a listen back as more is heard, and takes a whole track for one', () => {
    const ms = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(ms, ms, ms, fc.integer({ min: 1, max: 3_600_000 }), (heardMs, moreMs, durationMs, minimumMs) => {
        if (countsAsListen(heardMs, durationMs, minimumMs)) {
          expect(countsAsListen(heardMs + moreMs, durationMs, minimumMs)).toBe(true);
        }
        expect(countsAsListen(Math.max(durationMs, minimumMs), durationMs, minimumMs)).toBe(true);
      }),
    );
  });

  it('asks for half of a short track, and for the minimum of any other', () => {
    const ms = fc.integer({ min: 0, max: 600_000 });
    fc.assert(
      fc.property(ms, fc.integer({ min: 1, max: 600_000 }), (heardMs, durationMs) => {
        const atLeastMs = durationMs < 60_000 ? durationMs / 2 : MINIMUM_MS;
        expect(countsAsListen(heardMs, durationMs, MINIMUM_MS)).toBe(heardMs >= atLeastMs && heardMs > 0);
      }),
    );
  });
});

describe('endingOf', () => {
  const finished = { outcome: 'finished', positionMs: 214_000, durationMs: 214_000, heardMs: 30_000 } as const;
  it.each([
    ['sound that is over after half a minute', { soundMs: 30_000 }, { outcome: 'stopped', stoppedAtMs: 30_000 }],
    ['sound that is as long as told', { soundMs: 213_000 }, { outcome: 'finished', stoppedAtMs: 214_000 }],
    ['sound of unknown length', {}, { outcome: 'finished', stoppedAtMs: 214_000 }],
    ['a guess that was wrong', { soundMs: 30_000, heardMs: 200_000 }, { outcome: 'finished', stoppedAtMs: 214_000 }],
    ['a jingle that is shorter still', { durationMs: 20_000, positionMs: 20_000, soundMs: 8_000 }, { outcome: 'finished', stoppedAtMs: 20_000 }],
    ['what was skipped', { outcome: 'skipped', positionMs: 10_000, soundMs: 30_000 }, { outcome: 'skipped', stoppedAtMs: 10_000 }],
  ] as const)('of %s', (_, told, ending) => {
    expect(endingOf({ ...finished, ...told })).toEqual(ending);
  }); // prettier-ignore

  it('of what goes on is none', () => {
    expect(endingOf({ positionMs: 5_000, heardMs: 5_000 })).toEqual({ outcome: 'playing', stoppedAtMs: 5_000 });
  });
});
