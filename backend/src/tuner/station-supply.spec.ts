import { expect, it } from 'vitest';
import type { StationSong } from '../sources/index.js';
import { restAfter, type Rest } from './rest.js';
import { givenUpTo, NEW_SUPPLY, withBatch } from './station-supply.js';

const MINUTE_MS = 60_000;

function song(number: number, expiresAtMs = 1_000, nativeId = `song${number}`): StationSong {
  const track = { title: `Song ${number}`, artists: [{ name: `Artist ${number}`, role: 'main' as const }] };
  return { nativeId, track, station: '1', mayThumb: true, expiresAtMs };
}

const numbers = (songs: readonly StationSong[]): string => songs.map(({ nativeId }) => nativeId.slice(4)).join(' ');

it('gives what follows a position, and the same again where that was not taken', () => {
  const supply = withBatch(
    NEW_SUPPLY,
    [1, 2, 3, 4].map((number) => song(number)),
    0,
  );
  expect(numbers(givenUpTo(supply, 0).songs)).toBe('1 2 3 4');
  expect(numbers(givenUpTo(supply, 3).songs)).toBe('4');
  expect(numbers(givenUpTo(supply, 4).songs)).toBe('');
});

it('goes on at the position of a queue of another run of the server', () => {
  const supply = withBatch(givenUpTo(NEW_SUPPLY, 17), [song(1)], 0);
  expect(numbers(givenUpTo(supply, 17).songs)).toBe('1');
});

it('leaves out what it had lately, also under another id, unless that can be heard no more', () => {
  const supply = withBatch(NEW_SUPPLY, [song(1), song(2)], 0);
  const again = [song(2), song(1, 1_000, 'song9'), song(3)];
  expect(numbers(withBatch(supply, again, 500).songs)).toBe('1 2 3');
  expect(withBatch(supply, [song(2)], 500)).toMatchObject({ emptyBatches: 1 });
  expect(numbers(withBatch(supply, [song(2, 5_000)], 2_000).songs)).toBe('1 2 2');
});

it('rests twice as long each time, up to an hour, and as long as it is told', () => {
  let rest: Rest | undefined;
  const lengths: number[] = [];
  for (let times = 0; times < 8; times++) {
    rest = restAfter(rest, { reason: '', isLong: true }, 0);
    lengths.push(rest.untilMs / MINUTE_MS);
  }
  expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  expect(restAfter(undefined, { reason: '', isLong: true, retryAtMs: 90 * MINUTE_MS }, 0).untilMs).toBe(90 * MINUTE_MS);
  expect(restAfter(undefined, { reason: '', isLong: false }, 0).untilMs).toBe(10_000);
});
