import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { Refs, type Ref } from './refs.js';
import { Verdicts, type Verdict } from './verdicts.js';

/** What is known for certain of pairs of tracks; a pair that nobody decided on is not in it. */
export interface DecidedPairs {
  of(leftId: string, rightId: string): Verdict | undefined;
}

interface Known {
  readonly id: string;
  readonly key: number | undefined;
  readonly names: readonly Ref[];
}

/** What persons said of tracks, by the ids of these: of the library, or of sources. */
@Injectable()
export class VerdictsOnTracks {
  constructor(private readonly database: Database) {}

  /** Of each of the one with each of the other, read only. A track that was never identified has only its id. */
  async between(leftIds: readonly string[], rightIds: readonly string[]): Promise<DecidedPairs> {
    const sql = this.database.read;
    const verdicts = new Verdicts(sql);
    const decided = new Map<string, Verdict>();
    const pairs = { of: (left: string, right: string) => decided.get(pairKey(left, right)) };
    if (leftIds.length === 0 || rightIds.length === 0) return pairs;
    const [lefts, rights] = [await known(sql, leftIds), await known(sql, rightIds)];
    for (const left of lefts) {
      if (left.key === undefined) continue;
      for (const right of rights) {
        const verdict = left.key === right.key ? 'same' : await verdicts.between(right.names, left.key);
        if (verdict) decided.set(pairKey(left.id, right.id), verdict);
      }
    }
    return pairs;
  }
}

function pairKey(left: string, right: string): string {
  return JSON.stringify([left, right]);
}

async function known(sql: Sql, ids: readonly string[]): Promise<Known[]> {
  const refs = new Refs(sql, 'recording');
  const found: Known[] = [];
  for (const id of ids) {
    const ref: Ref = ['track', id];
    const key = await refs.find(ref);
    found.push({ id, key, names: key === undefined ? [ref] : await refs.of(key) });
  }
  return found;
}
