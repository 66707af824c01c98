import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  performerIdentity,
  recordingIdentity,
  releaseIdentity,
  samePerformer,
  sameRecording,
  sameRelease,
  type RecordingFacts,
} from '../../src/catalogue/index.js';
import type { Finding } from '../../src/catalogue/identity/facts.js';
import { mayBeSame } from '../../src/catalogue/identity/recording-rules.js';

/** Pieces of which the readers make something; joined at random they give titles of every odd shape. */
const PIECES = [
  'feat. ',
  'ft. ',
  ' - ',
  '(',
  ')',
  '[',
  ']',
  'Live',
  'Remix',
  'Part ',
  'II',
  '2',
  'No. ',
  'Op. ',
  'in C',
  '#',
  'minor',
  "'",
  '&',
  '+',
  ' x ',
  'The ',
  'Remastered',
  '2011',
  'Intro',
  '!',
  '?',
  'й',
  'ё',
  'ß',
  'İ',
  'ı',
  '〜',
  '『',
  '\ud800',
  '\u0301',
  'R.E.M.',
  '-',
  'Official Video',
  'from ',
  'with ',
  ', ',
  '/',
  'Twenty ',
  'One',
  'VEVO',
  ' - Topic',
  '01 ',
  'Love',
  'ａ',
  '٢',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
);
const id = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
const recording = fc
  .record({
    title: text,
    artist: text,
    album: fc.option(text, { nil: undefined }),
    id,
    durationMs: fc.option(fc.nat(20_000), { nil: undefined }),
  })
  .map(({ title, artist, album, id: mbRecordingId, durationMs }): RecordingFacts => ({
    title,
    artist,
    ...(album === undefined ? {} : { album }),
    ...(mbRecordingId === undefined ? {} : { mbRecordingId }),
    ...(durationMs === undefined ? {} : { durationMs }),
  }));
const isByName = ({ outcome, rule }: Finding): boolean => outcome === 'same' && rule === 'name';

const known = { isPerformer: (name: string): boolean => name.length % 2 === 0 };

describe('the rules of identity, on any text', () => {
  it('do not depend on which of two comes first', () => {
    fc.assert(
      fc.property(recording, recording, (left, right) => {
        expect(sameRecording(left, right, known)).toEqual(sameRecording(right, left, known));
        const albums = [
          { title: left.title, artist: left.artist },
          { title: right.title, artist: right.artist },
        ] as const;
        expect(sameRelease(...albums, known)).toEqual(sameRelease(albums[1], albums[0], known));
        expect(samePerformer({ name: left.artist }, { name: right.artist }, known)).toEqual(
          samePerformer({ name: right.artist }, { name: left.artist }, known),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('find what has a performer, and an album where the title says nothing, to be itself', () => {
    fc.assert(
      fc.property(recording, (facts) => {
        const { outcome, rule } = sameRecording(facts, { ...facts });
        if (outcome !== 'same') expect(['no-performer', 'empty-title']).toContain(rule);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give one key to what they call one by name', () => {
    fc.assert(
      fc.property(recording, recording, (left, other) => {
        // Two random texts are hardly ever one, so the second is the first in another dress.
        const right = {
          ...other,
          title: ` ${left.title.toUpperCase()} (2011 Remaster) [Official Video]`,
          artist: left.artist,
        };
        if (isByName(sameRecording(left, right, known))) {
          expect(recordingIdentity(left)).toBe(recordingIdentity(right));
          expect(mayBeSame(left, right)).toBe(true);
        }
        const [a, b] = [
          { title: left.title, artist: left.artist },
          { title: right.title, artist: right.artist },
        ];
        if (isByName(sameRelease(a, b, known))) expect(releaseIdentity(a)).toBe(releaseIdentity(b));
        const [c, d] = [{ name: left.artist }, { name: left.artist.split(' & ').reverse().join(' and ') }];
        if (isByName(samePerformer(c, d, known))) expect(performerIdentity(c)).toBe(performerIdentity(d));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '(',
    ')',
    ' ',
    '[(',
    'a',
    ' - ',
    'feat. ',
    "'",
    '1',
    'I. ',
    '&',
    '\u0301',
    'ﷺ',
    '<',
    ', ',
    'R.',
    'Op. ',
    'Part ',
    '$',
    '~',
    '\ud800',
    ' x ',
  ])('take a long text of %j like any other', (piece) => {
    for (const title of [piece.repeat(100_000), `a${piece.repeat(997)}xx`]) {
      const facts = { title, artist: title, album: title };
      expect(sameRecording(facts, { ...facts }).outcome).toMatch(/^(?:same|different|doubtful)$/);
      expect(recordingIdentity(facts).length).toBeLessThanOrEqual(200);
      expect(releaseIdentity(facts).length).toBeLessThanOrEqual(200);
      expect(performerIdentity({ name: title }).length).toBeLessThanOrEqual(200);
    }
  });
});
