import fc from 'fast-check';
import { bisected, type Place } from './bisect';

describe('bisected', () => {
  it('finds the frames around any sample of any file, in few steps', async () => {
    const frames = fc.array(
      fc.record({ bytes: fc.integer({ min: 20, max: 9_000 }), samples: fc.integer({ min: 1, max: 9_000 }) }),
      {
        minLength: 1,
        maxLength: 300,
      },
    );
    await fc.assert(
      fc.asyncProperty(frames, fc.double({ min: 0, max: 1, noNaN: true }), async (sizes, share) => {
        const places: Place[] = [{ offset: 0, at: 0 }];
        for (const { bytes, samples } of sizes) {
          const { offset, at } = places.at(-1)!;
          places.push({ offset: offset + bytes, at: at + samples });
        }
        const end = places.pop()!;
        const sample = Math.floor(share * end.at);
        let steps = 0;
        const found = await bisected(places[0]!, end, sample, 9_000, (offset, low, high) => {
          steps++;
          return Promise.resolve(
            places.find((place) => place.offset >= offset && place.at > low.at && place.at < high.at),
          );
        });
        const exact = places.findLast(({ at }) => at <= sample)!;
        expect(found.at).toBeLessThanOrEqual(sample);
        expect(places).toContainEqual(found);
        expect(exact.at - found.at).toBeLessThan(9_000 + 9_000);
        expect(steps).toBeLessThanOrEqual(40);
      }),
    );
  });
});
