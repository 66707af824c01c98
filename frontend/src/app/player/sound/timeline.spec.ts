import fc from 'fast-check';
import { placementOf, Timeline } from './timeline';

describe('Timeline', () => {
  function threeItems(): Timeline {
    const timeline = new Timeline();
    timeline.append('a').end = 5.25;
    timeline.append('b').end = 9;
    timeline.append('c');
    return timeline;
  }

  it('puts every item where the one before ends', () => {
    const timeline = threeItems();
    expect([0, 5.2, 5.25, 8.99, 9, 500].map((seconds) => timeline.at(seconds)?.itemId)).toEqual([
      ...['a', 'a', 'b', 'b', 'c', 'c'],
    ]);
  });

  it('counts a place that rounding put just before an item to that item', () => {
    expect(threeItems().at(5.249_999_5)?.itemId).toBe('b');
  });

  it('takes what is not to follow away, and what follows instead takes its place', () => {
    const timeline = threeItems();
    timeline.cut(timeline.at(6)!);
    expect(timeline.append('d').origin).toBe(5.25);
    expect(timeline.at(100)?.itemId).toBe('d');
  });

  it('forgets what is over', () => {
    const timeline = threeItems();
    const b = timeline.at(6)!;
    timeline.forgetBefore(b);
    expect(timeline.at(1)).toBe(b);
    expect(timeline.after(b)?.itemId).toBe('c');
  });

  it('knows an item twice in a row apart', () => {
    const timeline = new Timeline();
    const first = timeline.append('a');
    first.end = 3;
    expect(timeline.after(first)).toBeUndefined();
    const second = timeline.append('a');
    expect(timeline.at(3)).toBe(second);
  });
});

describe('placementOf', () => {
  it('puts the first sample that was recorded on the origin', () => {
    const { offset, windowStart, windowEnd } = placementOf(10, { rateHz: 44_100, skippedSamples: 576 });
    expect(offset + 576 / 44_100).toBeCloseTo(10, 9);
    expect([windowStart, windowEnd]).toEqual([10, Infinity]);
  });

  it('leaves neither gap nor overlap between items of any rates, delays and lengths', () => {
    const item = fc.record({
      rateHz: fc.constantFrom(8_000, 22_050, 44_100, 48_000, 96_000, 192_000),
      skippedSamples: fc.integer({ min: 0, max: 5_000 }),
      samples: fc.integer({ min: 1, max: 200_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), (items) => {
        const timeline = new Timeline();
        let expected = 0;
        for (const { samples, ...audio } of items) {
          const segment = timeline.append('x');
          const { windowStart, windowEnd } = placementOf(segment.origin, audio, audio.skippedSamples + samples);
          expected += samples / audio.rateHz;
          expect(windowStart).toBe(segment.origin);
          expect(Math.abs(windowEnd - expected)).toBeLessThan(1e-6);
          segment.end = windowEnd;
        }
      }),
    );
  });
});
