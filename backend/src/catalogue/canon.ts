import { createHash } from 'node:crypto';
import { searchWords } from '../common/index.js';
import { indexWords, insertRow, type Engine, type Sql } from '../sql/index.js';
import type { Heard } from './heard.js';
import { Performers } from './performers.js';
import { Recordings } from './recordings.js';
import { Releases } from './releases.js';

/** The keys of what was heard. */
export interface Placed {
  readonly recordingKey: number;
  readonly releaseKey: number | null;
  readonly performerKey: number;
  readonly heardAsKey: number;
}

/**
 * Finds or makes what a listen is bound to (docs/identity.md). Ids come first, so that neither a moved file nor an edited
 * title makes something new of what was heard before. For one transaction: it remembers what it found.
 */
export class Canon {
  private readonly recordings: Recordings;
  private readonly releases: Releases;
  private readonly placed = new Map<string, Placed>();

  /** @param nowMs when what it decides is decided */
  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
    nowMs: number,
  ) {
    const performers = new Performers(sql, engine);
    this.recordings = new Recordings(sql, engine, performers, nowMs);
    this.releases = new Releases(sql, engine, performers);
  }

  async place(heard: Heard, durationMs: number | undefined): Promise<Placed> {
    const question = JSON.stringify([heard, durationMs]);
    let placed = this.placed.get(question);
    if (!placed) {
      const { key: recordingKey, performer_key: performerKey } = await this.recordings.of(heard, durationMs);
      const releaseKey = heard.album === undefined ? null : await this.releases.of(heard, heard.album, performerKey);
      placed = await this.asHeard(heard, { recordingKey, releaseKey, performerKey });
      this.placed.set(question, placed);
    }
    return placed;
  }

  /** One row for all listens that agree in what it was called and is bound to. */
  async asHeard(
    heard: Pick<Heard, 'title' | 'artist' | 'album' | 'source'>,
    keys: Omit<Placed, 'heardAsKey'>,
  ): Promise<Placed> {
    const { title, artist, album, source } = heard;
    const { recordingKey, releaseKey, performerKey } = keys;
    const whole = [recordingKey, releaseKey, performerKey, title, artist, album ?? null, source];
    const digest = createHash('sha256').update(JSON.stringify(whole)).digest('base64url');
    const found = await this.sql.get<{ key: number }>('SELECT key FROM heard_as WHERE digest = ?', [digest]);
    if (found) return { ...keys, heardAsKey: found.key };
    const heardAsKey = await insertRow(
      this.sql,
      this.engine,
      `INSERT INTO heard_as (digest, recording_key, release_key, performer_key, title, artist, album, source)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET digest = excluded.digest`,
      [digest, ...whole],
    );
    const words = [title, artist, album ?? ''].map(searchWords);
    await indexWords(this.sql, this.engine, 'heard_as', heardAsKey, words);
    return { ...keys, heardAsKey };
  }
}
