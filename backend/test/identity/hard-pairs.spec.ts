import { describe, expect, it } from 'vitest';
import {
  performerIdentity,
  recordingIdentity,
  releaseIdentity,
  samePerformer,
  sameRecording,
  sameRelease,
} from '../../src/catalogue/index.js';
import { mayBeSame } from '../../src/catalogue/identity/recording-rules.js';
import type { Finding } from '../../src/catalogue/identity/facts.js';
import type { Pair } from './pair.js';
import { PERFORMERS } from './pairs/performers.js';
import { RELEASES } from './pairs/releases.js';
import { RECORDINGS } from './recordings.js';

describe('the table of hard pairs', () => {
  it('has pairs enough, and a reason for each', () => {
    const all = [...RECORDINGS, ...RELEASES, ...PERFORMERS];
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect(all.filter(({ reason }) => reason === '')).toEqual([]);
  });

  it.each(['recordings', 'releases', 'performers'] as const)(
    'joins no two %s falsely, and misses none that are one',
    (kind) => {
      const { falselyJoined, missed } = outcomes()[kind];
      expect(falselyJoined).toEqual([]);
      expect(missed).toEqual([]);
    },
  );
});

function outcomes(): Record<'recordings' | 'releases' | 'performers', Outcomes> {
  return {
    recordings: tryPairs(RECORDINGS, sameRecording, recordingIdentity, mayBeSame),
    releases: tryPairs(RELEASES, sameRelease, releaseIdentity),
    performers: tryPairs(PERFORMERS, samePerformer, performerIdentity),
  };
}

interface Outcomes {
  readonly falselyJoined: readonly string[];
  readonly missed: readonly string[];
}

/** What is same by name must also be found, by an equal key. */
function tryPairs<Facts>(
  pairs: readonly Pair<Facts>[],
  compare: (left: Facts, right: Facts) => Finding,
  identity: (facts: Facts) => string,
  mayBe: (left: Facts, right: Facts) => boolean = () => true,
): Outcomes {
  const isJoined = ({ left, right }: Pair<Facts>): boolean => {
    const { outcome, rule } = compare(left, right);
    return outcome === 'same' && (rule !== 'name' || (identity(left) === identity(right) && mayBe(left, right)));
  };
  const describePair = (pair: Pair<Facts>): string => {
    const { rule } = compare(pair.left, pair.right);
    return `${JSON.stringify(pair.left)} ${JSON.stringify(pair.right)}: ${rule} (${pair.reason})`;
  };
  const one = pairs.filter((pair) => pair.isSame);
  return {
    falselyJoined: pairs.filter((pair) => !pair.isSame && isJoined(pair)).map(describePair),
    missed: one.filter((pair) => !isJoined(pair)).map(describePair),
  };
}
