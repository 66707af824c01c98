import { describe, expect, it } from 'vitest';
import type { LivePart } from './live-part.js';
import { Overlap } from './overlap.js';

/** Bytes of which no stretch comes twice, in frames of ten. */
const SOURCE = Buffer.from(Array.from({ length: 4_000 }, (_, n) => String(n).padStart(5, '0')).join(''));
const sound = (from: number, to: number): LivePart => ({ kind: 'sound', bytes: SOURCE.subarray(from, to), durationMs: to - from }); // prettier-ignore
const title = (text: string): LivePart => ({ kind: 'title', title: { text } });

/** What is heard of parts behind the first ten thousand bytes. */
function heardOf(parts: readonly LivePart[], heard = SOURCE.subarray(0, 10_000)): LivePart[] {
  const overlap = new Overlap(heard);
  return [...parts.flatMap((part) => overlap.pass(part)), ...overlap.flush()];
}

describe('what a new connection sends again', () => {
  it.each<[string, readonly LivePart[], readonly LivePart[]]>([
    ['is left out up to where the one before ended', [sound(6_000, 8_500), sound(8_500, 11_000), sound(11_000, 12_000)], [sound(10_000, 11_000), sound(11_000, 12_000)]],
    ['is left out where it ends with a part', [sound(6_000, 8_000), sound(8_000, 10_000), sound(10_000, 11_000)], [sound(10_000, 11_000)]],
    ['is known though its parts are small', [sound(8_000, 8_500), sound(8_500, 9_500), sound(9_500, 10_500)], [sound(10_000, 10_500)]],
    ['may be less than can be known', [sound(9_500, 11_000)], [sound(9_500, 11_000)]],
    ['goes on as something else', [sound(6_000, 8_000), sound(14_000, 16_000)], [sound(14_000, 16_000)]],
    ['is heard after all where nothing else comes', [sound(6_000, 7_500), sound(7_500, 9_000)], [sound(6_000, 7_500), sound(7_500, 9_000)]],
    ['tells its newest title before what is new', [title('A'), sound(6_000, 8_000), title('B'), sound(8_000, 11_000)], [title('B'), sound(10_000, 11_000)]],
    ['is nothing where all is new', [title('A'), sound(12_000, 14_000), title('B')], [title('A'), sound(12_000, 14_000), title('B')]],
  ])('%s', (_, parts, expected) => {
    expect(heardOf(parts)).toEqual(expected);
  }); // prettier-ignore

  it('is nothing after a beginning', () => {
    expect(heardOf([title('A'), sound(0, 100)], Buffer.alloc(0))).toEqual([title('A'), sound(0, 100)]);
  });
});
