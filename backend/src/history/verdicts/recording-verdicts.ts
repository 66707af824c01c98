import { Injectable } from '@nestjs/common';
import { RecordingGroups, Refs, Verdicts, type Verdict } from '../../catalogue/index.js';
import { Clock, DomainError, NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Sql } from '../../sql/index.js';
import { resumRecordings } from '../tallies.js';

/** Two tracks are one recording in the history, and nothing tells its listens apart. */
export class OneRecording extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'one-recording';
  override readonly title = 'One recording';

  constructor() {
    super('Both are one recording in the history by an id or by their very name: its listens cannot be told apart.');
  }
}

/** What persons say of pairs of tracks: whether they are one recording. It comes before every rule, now and later. */
@Injectable()
export class RecordingVerdicts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @param trackIds of the library or of sources; each was heard
   * @throws NotFound one of them was never heard
   * @throws OneRecording they are to be different, but nothing tells them apart
   */
  async decide(ownerId: string, trackIds: readonly [string, string], verdict: Verdict): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const [left, right] = [await recordingOf(sql, trackIds[0]), await recordingOf(sql, trackIds[1])];
      if (left === right && verdict === 'different') throw new OneRecording();
      const nowMs = this.clock.nowMs();
      const refs = trackIds.map((id) => ['track', id] as const);
      await new Verdicts(sql).decide(ownerId, [refs[0]!, refs[1]!], verdict, nowMs);
      if (verdict === 'same') await joinRecordings(sql, left, right, ownerId, nowMs);
      else await partRecordings(sql, left, right);
    });
  }
}

async function recordingOf(sql: Sql, trackId: string): Promise<number> {
  const key = await new Refs(sql, 'recording').find(['track', trackId]);
  if (key === undefined) throw new NotFound('recording of track', trackId);
  return key;
}

/** Lets two recordings count as one. */
export async function joinRecordings(
  sql: Sql,
  left: number,
  right: number,
  decidedBy: string,
  nowMs: number,
): Promise<void> {
  const groups = new RecordingGroups(sql);
  if (left === right) return;
  await groups.join(left, right, { rule: 'verdict', evidence: 'A person said so.', decidedBy, decidedAtMs: nowMs });
  await resumRecordings(sql, await groups.membersWith(left));
}

/** Lets two recordings of one group count apart: the second leaves it. */
export async function partRecordings(sql: Sql, left: number, right: number): Promise<void> {
  const groups = new RecordingGroups(sql);
  const members = await groups.membersWith(left);
  if (left === right || !members.includes(right)) return;
  await groups.part(right);
  await resumRecordings(sql, members);
}
