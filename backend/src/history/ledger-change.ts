import type { Placed } from '../catalogue/index.js';
import type { LocalTime } from './local-time.js';

/** What one write adds to the ledger. */
export interface LedgerChange {
  readonly ownerId: string;
  readonly keys: Placed;
  readonly startedAtMs: number;
  readonly local: LocalTime;
  /** 1 for a new listen, 0 for one that goes on. */
  readonly listens: number;
  /** Heard in addition. */
  readonly heardMs: number;
}

/** Columns of `listen` that say where it is counted. */
export interface CountedRow {
  readonly recording_key: number;
  readonly release_key: number | null;
  readonly performer_key: number;
  readonly heard_as_key: number;
  readonly started_at_ms: number;
  readonly local_day: number;
  readonly local_hour: number;
  readonly weekday: number;
}

export const COUNTED_COLUMNS =
  'recording_key, release_key, performer_key, heard_as_key, started_at_ms, local_day, local_hour, weekday';

export function changeOf(
  ownerId: string,
  row: CountedRow,
  { listens, heardMs }: Pick<LedgerChange, 'listens' | 'heardMs'>,
): LedgerChange {
  return {
    ownerId,
    keys: {
      recordingKey: row.recording_key,
      releaseKey: row.release_key,
      performerKey: row.performer_key,
      heardAsKey: row.heard_as_key,
    },
    startedAtMs: row.started_at_ms,
    local: { day: row.local_day, hour: row.local_hour, weekday: row.weekday },
    listens,
    heardMs,
  };
}
