import { Injectable } from '@nestjs/common';
import { Clock, present, type Cause } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import type { PlayedTrack } from './played-track.js';
import type { ScrobbleRefusal } from './scrobbling.dto.js';
import type { Listen, Refusal, ServiceId } from './service.js';

/** So long it is remembered what was sent or refused: a play that goes on is not sent again. */
const REMEMBERED_MS = 30 * 24 * 60 * 60 * 1_000;
/** Refused listens that are told one by one; of all there is the number. */
const MOST_REFUSALS = 20;

interface RefusedRow {
  readonly key: number;
  readonly track: string;
  readonly started_at_ms: number;
  readonly reason: string;
  /** JSON of a `Cause`. */
  readonly reason_cause: string | null;
}

/** A listen that this server, and nobody else, is about to send. */
export interface ClaimedListen extends Listen {
  readonly key: number;
}

/** A track that somebody loves now, or does not any more. */
export interface Love {
  readonly track: PlayedTrack;
  readonly isLoved: boolean;
}

/** One that this server, and nobody else, is about to tell. */
export interface ClaimedLove extends Love {
  readonly key: number;
}

interface ClaimedRow {
  readonly key: number;
  readonly kind: string;
  readonly track: string;
  readonly started_at_ms: number;
}

/** How things stand between the outbox and one service. */
export interface OutboxCensus {
  readonly backlog: number;
  readonly refused: number;
  readonly refusals: ScrobbleRefusal[];
  readonly lastSentAtMs?: number;
}

/**
 * What other services are still to be told: one row for each play and service, and one for each change of a heart. A row is
 * written in the transaction that makes it due, claimed before it is sent, and settled when the service has taken it or
 * refused it for good.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** For which services a play is there already, in whatever state. */
  async servicesOf(sql: Sql, ownerId: string, playId: string): Promise<Set<string>> {
    const rows = await sql.all<{ service: string }>('SELECT service FROM scrobble WHERE owner_id = ? AND play_id = ?', [
      ownerId,
      playId,
    ]);
    return new Set(rows.map(({ service }) => service));
  }

  /** Puts a play in; a second time does nothing. */
  async add(sql: Sql, service: ServiceId, play: Listen & { ownerId: string; playId: string }): Promise<void> {
    await sql.run(
      `INSERT INTO scrobble (owner_id, service, play_id, state, track, started_at_ms) VALUES (?, ?, ?, 'waiting', ?, ?)
       ON CONFLICT (owner_id, play_id, service) DO NOTHING`,
      [play.ownerId, service, play.playId, JSON.stringify(play.track), play.startedAtMs],
    );
  }

  /** Puts a change of a heart in. @param changeId another for each change */
  async addLove(
    sql: Sql,
    service: ServiceId,
    change: Love & { ownerId: string; changeId: string; atMs: number },
  ): Promise<void> {
    const { ownerId, changeId, track, isLoved, atMs } = change;
    await sql.run(
      `INSERT INTO scrobble (owner_id, service, kind, play_id, state, track, started_at_ms)
       VALUES (?, ?, ?, ?, 'waiting', ?, ?)`,
      [ownerId, service, isLoved ? 'love' : 'unlove', changeId, JSON.stringify(track), atMs],
    );
  }

  /** Takes the oldest listens that wait, so that nobody else sends them. */
  async claim(service: ServiceId, most: number): Promise<ClaimedListen[]> {
    const rows = await this.take(service, `kind = 'listen'`, most);
    return rows
      .map(({ key, track, started_at_ms }) => ({
        key,
        startedAtMs: started_at_ms,
        track: JSON.parse(track) as PlayedTrack,
      }))
      .sort((a, b) => a.startedAtMs - b.startedAtMs || a.key - b.key);
  }

  /** Takes the oldest change of a heart. One at a time: what was told last counts, so none may overtake another. */
  async claimLove(service: ServiceId): Promise<ClaimedLove | undefined> {
    const [row] = await this.take(service, `kind <> 'listen'`, 1);
    return row && { key: row.key, track: JSON.parse(row.track) as PlayedTrack, isLoved: row.kind === 'love' };
  }

  private take(service: ServiceId, isOfKind: string, most: number): Promise<ClaimedRow[]> {
    return this.database.write(({ sql }) =>
      sql.all<ClaimedRow>(
        `UPDATE scrobble SET state = 'sending' WHERE state = 'waiting' AND key IN (
           SELECT key FROM scrobble WHERE service = ? AND state = 'waiting' AND ${isOfKind}
           ORDER BY started_at_ms, key LIMIT ?)
         RETURNING key, kind, track, started_at_ms`,
        [service, most],
      ),
    );
  }

  /** Releases entries that were claimed and not settled, also by a process that was killed. */
  async release(service: ServiceId): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(`UPDATE scrobble SET state = 'waiting' WHERE service = ? AND state = 'sending'`, [service]),
    );
  }

  /** Writes down what became of claimed listens: taken, or refused for a reason. */
  async settle(outcomes: readonly { key: number; refusal?: Refusal }[]): Promise<void> {
    if (outcomes.length === 0) return;
    const nowMs = this.clock.nowMs();
    await this.database.write(async ({ sql }) => {
      for (const { key, refusal } of outcomes) {
        await sql.run('UPDATE scrobble SET state = ?, reason = ?, reason_cause = ?, settled_at_ms = ? WHERE key = ?', [
          refusal ? 'refused' : 'sent',
          refusal?.reason ?? null,
          refusal?.told ? JSON.stringify(refusal.told) : null,
          nowMs,
          key,
        ]);
      }
      await sql.run('DELETE FROM scrobble WHERE settled_at_ms < ?', [nowMs - REMEMBERED_MS]);
    });
  }

  async census(service: ServiceId): Promise<OutboxCensus> {
    const { read } = this.database;
    const states = await read.all<{ state: string; count: number; settled_at_ms: number | null }>(
      'SELECT state, count(*) AS count, max(settled_at_ms) AS settled_at_ms FROM scrobble WHERE service = ? GROUP BY state',
      [service],
    );
    const count = (state: string): number => Number(states.find((row) => row.state === state)?.count ?? 0);
    const lastSentAtMs = states.find(({ state }) => state === 'sent')?.settled_at_ms;
    const refused = count('refused');
    return {
      backlog: count('waiting') + count('sending'),
      refused,
      refusals: refused === 0 ? [] : await this.refusals(service),
      ...(lastSentAtMs != null && { lastSentAtMs }),
    };
  }

  private async refusals(service: ServiceId): Promise<ScrobbleRefusal[]> {
    const rows = await this.database.read.all<RefusedRow>(
      `SELECT key, track, started_at_ms, reason, reason_cause FROM scrobble WHERE service = ? AND state = 'refused'
       ORDER BY started_at_ms DESC, key DESC LIMIT ?`,
      [service, MOST_REFUSALS],
    );
    return rows.map(({ key, track, started_at_ms: startedAtMs, reason, reason_cause: told }) => {
      const { title, artist } = JSON.parse(track) as PlayedTrack;
      const cause = told === null ? undefined : (JSON.parse(told) as Cause);
      return present({ id: String(key), title, artist, startedAtMs, reason, cause });
    });
  }
}
