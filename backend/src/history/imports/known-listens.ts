import BetterSqlite3 from 'better-sqlite3';
import type { Sql } from '../../sql/index.js';
import type { ImportedListen } from './imported-listen.js';
import {
  isSameListen,
  isSameStart,
  performerKey,
  precisionOf,
  SAME_START_MS,
  titleKey,
  type Traits,
} from './same-listen.js';

const MINUTE_MS = 60_000;

interface LedgerRow {
  readonly play_id: string;
  readonly started_at_ms: number;
  readonly heard_ms: number;
  readonly title: string;
  readonly artist: string;
  readonly recording_key: number;
  readonly recording: string;
  readonly performer: string;
}

interface SeenRow {
  readonly play_id: string | null;
  readonly started_at_ms: number;
  readonly precision_ms: number;
  readonly title: string;
  readonly performer: string;
}

/**
 * Tells which listens of a file are there already: in the ledger, or earlier in the file. What was seen of the file lies
 * in a temporary database of its own on disk, so that a file may be of any length.
 */
export class KnownListens {
  private readonly scratch = new BetterSqlite3('');
  private readonly look: BetterSqlite3.Statement<unknown[], SeenRow>;
  private readonly note: BetterSqlite3.Statement<unknown[]>;
  private readonly noted: BetterSqlite3.Statement<unknown[]>;

  constructor(
    private readonly sql: Sql,
    private readonly ownerId: string,
  ) {
    this.scratch.pragma('journal_mode = OFF');
    this.scratch.pragma('synchronous = OFF');
    this.scratch.exec(
      `CREATE TABLE seen (started_at_ms, precision_ms, title, performer, play_id);
       CREATE INDEX seen_start ON seen (started_at_ms); CREATE INDEX seen_play ON seen (play_id) WHERE play_id IS NOT NULL;
       BEGIN`,
    );
    this.look = this.scratch.prepare('SELECT * FROM seen WHERE started_at_ms BETWEEN ? AND ?');
    this.noted = this.scratch.prepare('SELECT 1 FROM seen WHERE play_id = ?');
    this.note = this.scratch.prepare('INSERT INTO seen VALUES (?, ?, ?, ?, ?)');
  }

  /** Whether a listen is there already. One that is not counts as seen from now on. */
  async isKnown(listen: ImportedListen): Promise<boolean> {
    const traits: Traits = {
      startedAtMs: listen.startedAtMs,
      precisionMs: listen.precisionMs,
      title: titleKey(listen.title),
      performer: performerKey(listen.performer ?? listen.artist),
    };
    if (this.wasSeen(traits, listen.playId) || (await this.isInLedger(traits, listen))) return true;
    const { startedAtMs, precisionMs, title, performer } = traits;
    this.note.run(startedAtMs, precisionMs, title, performer, listen.playId ?? null);
    return false;
  }

  close(): void {
    this.scratch.close();
  }

  private wasSeen(traits: Traits, playId: string | undefined): boolean {
    if (playId !== undefined && this.noted.get(playId)) return true;
    return this.look
      .all(...windowOf(traits))
      .some((row) => isSameListen(traits, { ...row, startedAtMs: row.started_at_ms, precisionMs: row.precision_ms }));
  }

  private async isInLedger(traits: Traits, { playId, trackId, mbRecordingId }: ImportedListen): Promise<boolean> {
    if (playId !== undefined) {
      const isThere = await this.sql.get('SELECT 1 AS one FROM listen WHERE owner_id = ? AND play_id = ?', [this.ownerId, playId]); // prettier-ignore
      if (isThere) return true;
    }
    const rows = await this.sql.all<LedgerRow>(
      `SELECT l.play_id, l.started_at_ms, l.heard_ms, h.title, h.artist, l.recording_key, r.identity_key AS recording,
         p.identity_key AS performer
       FROM listen l JOIN heard_as h ON h.key = l.heard_as_key JOIN recording r ON r.key = l.recording_key
       JOIN performer p ON p.key = l.performer_key
       WHERE l.owner_id = ? AND l.started_at_ms BETWEEN ? AND ?`,
      [this.ownerId, ...windowOf(traits)],
    );
    const near = rows.filter((row) => isSameStart(traits, timesOf(row)));
    return (
      near.some((row) => traitsOf(row).some((known) => isSameListen(traits, known))) ||
      (near.length > 0 && (await this.isOneOf(near, trackId, mbRecordingId)))
    );
  }

  /** By ids, where titles differ. */
  private async isOneOf(near: readonly LedgerRow[], trackId?: string, mbRecordingId?: string): Promise<boolean> {
    for (const [kind, value] of [
      ['track', trackId],
      ['mbid', mbRecordingId],
    ]) {
      // prettier-ignore
      if (kind === undefined || value === undefined) continue;
      const known = await this.sql.get<{ key: number }>(
        'SELECT recording_key AS key FROM recording_ref WHERE kind = ? AND value = ?',
        [kind, value],
      );
      if (near.some((row) => row.recording_key === known?.key)) return true;
    }
    return false;
  }
}

/** Starts that may be the same, however precise they are. */
function windowOf({ startedAtMs, precisionMs }: Traits): [number, number] {
  return [startedAtMs - MINUTE_MS - SAME_START_MS, startedAtMs + precisionMs + SAME_START_MS];
}

function timesOf(row: LedgerRow): Pick<Traits, 'startedAtMs' | 'precisionMs'> {
  return { startedAtMs: row.started_at_ms, precisionMs: precisionOf(row.started_at_ms, row.heard_ms) };
}

/** As it was called when it was heard, and as it is called for all services. */
function traitsOf(row: LedgerRow): Traits[] {
  const times = timesOf(row);
  const heard = { title: titleKey(row.title), performer: performerKey(row.artist) };
  const canonical = { title: row.recording, performer: row.performer };
  return [
    { ...times, ...heard },
    { ...times, ...canonical },
    { ...times, title: heard.title, performer: canonical.performer },
    { ...times, title: canonical.title, performer: heard.performer },
  ];
}
