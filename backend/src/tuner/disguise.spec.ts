import { expect, it } from 'vitest';
import { disguiseOf } from './disguise.js';

const SONG = { kind: 'progressed', durationMs: 214_000, heardMs: 5_000 } as const;

it.each([
  ['a song of about the told length', { soundMs: 213_400 }, 'song'],
  ['talk of 28 s', { soundMs: 28_000 }, 'disguised'],
  ['silence of 42 s', { soundMs: 42_000 }, 'disguised'],
  ['a sound longer than any advert, whose length an output guessed', { soundMs: 107_000 }, 'song'],
  ['a sound that went on beyond its guessed end', { soundMs: 60_000, heardMs: 66_000 }, 'song'],
  ['a sound of a length that nobody knows yet', {}, 'unsure'],
  ['the same, heard longer than adverts are', { heardMs: 90_000 }, 'song'],
  ['the same, ended early', { kind: 'ended', outcome: 'finished', heardMs: 28_000 }, 'disguised'],
  ['the same, left by somebody', { kind: 'ended', outcome: 'skipped', heardMs: 40_000 }, 'song'],
  ['a song of whose length nothing was told', { durationMs: undefined }, 'song'],
] as const)('takes %s for what it is', (_what, more, found) => {
  expect(disguiseOf({ ...SONG, ...more })).toBe(found);
});
