import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { Refs, type Ref } from './refs.js';
import { Verdicts, type Verdict } from './verdicts.js';

/** What is known for certain of pairs of tracks; a pair that nobody decided on is not in it. */
export interface DecidedPairs {
  of(leftId: string, rightId: string): Verdict | undefined;
}

/** What persons said of tracks, by the ids of these: of the library, or of sources. */
@Injectable()
export class VerdictsOnTracks {
  constructor(private readonly database: Database) {}

  /** Of each of the one with each of the other, read only. A track that was never identified has only its id. */
  async between(leftIds: readonly string[], rightIds: readonly string[]): Promise<DecidedPairs> {
    const sql = this.database.read;
    const decided = new Map<string, Verdict>();
    const pairs = { of: (left: string, right: string) => decided.get(pairKey(left, right)) };
    if (leftIds.length === 0 || rightIds.length === 0) return pairs;
    const refs = new Refs(sql, 'recording');
    const verdicts = new Verdicts(sql);
    const keys = await refs.keysOf('track', [...new Set([...leftIds, ...rightIds])]);
    const areAny = await verdicts.areAny();
    for (const rightId of rightIds) {
      const rightKey = keys.get(rightId);
      const ref: Ref = ['track', rightId];
      const names = !areAny || rightKey === undefined ? [ref] : await refs.of(rightKey);
      for (const leftId of leftIds) {
        const leftKey = keys.get(leftId);
        if (leftKey === undefined) continue;
        const verdict = leftKey === rightKey ? 'same' : await verdicts.between(names, leftKey);
        if (verdict) decided.set(pairKey(leftId, rightId), verdict);
      }
    }
    return pairs;
  }
}

function pairKey(left: string, right: string): string {
  return JSON.stringify([left, right]);
}
