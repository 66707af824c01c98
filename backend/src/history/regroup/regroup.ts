import {
  Canon,
  IDENTITY_VERSION,
  mainCredit,
  performerIdentity,
  recordingIdentity,
  Refs,
  releaseIdentity,
  type Identified,
  type Subject,
} from '../../catalogue/index.js';
import type { Clock } from '../../common/index.js';
import type { Database } from '../../database/index.js';
import { forgetWords, insertRow, type Sql } from '../../sql/index.js';
import { Ledger } from '../ledger.js';
import { HeardNames, type HeardName, type LibraryTrack, type NamedRef } from './heard-names.js';
import { joinSame, type Joined } from './join-same.js';
import { placesOf, planRegroup, type NameParting, type RecordingParting, type RegroupPlan } from './regroup-plan.js';

/** What was, or would be, parted and joined. */
export interface RegroupReport extends RegroupPlan {
  readonly joined: readonly Joined[];
}

/**
 * Mends what the name rule of version 0.1.0 joined falsely. Listens keep their number and their seconds: only which
 * recording, release and performer they are bound to changes.
 */
export class Regroup {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Lists what would be parted and joined. */
  async dryRun(): Promise<RegroupReport> {
    const { read } = this.database;
    const plan = await planRegroup(read);
    return { ...plan, joined: await joinSame(read, this.clock.nowMs(), false) };
  }

  /** Parts and joins, as one change; then counts everything anew. */
  async apply(): Promise<RegroupReport> {
    const plan = await planRegroup(this.database.read);
    const nowMs = this.clock.nowMs();
    const joined = await this.database.write(async ({ sql }) => {
      await new Parting(sql, this.database.engine, nowMs).apply(plan);
      return joinSame(sql, nowMs, true);
    });
    if (plan.performers.length + plan.releases.length + plan.recordings.length + joined.length > 0) {
      const ledger = new Ledger(this.database, this.clock);
      for (const { id } of await this.database.read.all<{ id: string }>('SELECT id FROM person'))
        await ledger.rebuild(id);
    }
    return { ...plan, joined };
  }
}

/** Performs a plan. For one transaction. */
class Parting {
  private readonly canon: Canon;

  constructor(
    private readonly sql: Sql,
    private readonly engine: Database['engine'],
    nowMs: number,
  ) {
    this.canon = new Canon(sql, engine, nowMs);
  }

  async apply({ performers, releases, recordings }: RegroupPlan): Promise<void> {
    const performerOf = await this.parted(performers, 'performer', (name) => this.makePerformer(name));
    const releaseOf = await this.parted(releases, 'release', (title, key) => this.makeRelease(title, key));
    const moved = new Map<string, number>();
    for (const parting of recordings) await this.partRecording(parting, performerOf, moved);
    await this.rebindRows(performers, performerOf);
    for (const name of await this.affected(performers, releases, recordings)) {
      const keys = {
        recordingKey: moved.get(idOf(name)) ?? name.recordingKey,
        releaseKey: name.releaseKey === null ? null : releaseOf(name.releaseKey, name.album ?? ''),
        performerKey: performerOf(name.performerKey, name.artist),
      };
      await this.rebind(name, keys);
    }
    await this.sql.run(
      'DELETE FROM heard_as WHERE NOT EXISTS (SELECT 1 FROM listen l WHERE l.heard_as_key = heard_as.key)',
    );
  }

  /** Makes what leaves. @returns the key of what a name belongs to from now on */
  private async parted(
    partings: readonly NameParting[],
    subject: 'performer' | 'release',
    make: (name: string, from: number) => Promise<number>,
  ): Promise<(key: number, name: string) => number> {
    const keys = new Map<string, number>();
    for (const { key, leaving, lost } of partings) {
      for (const [at, { names, refs }] of leaving.entries()) {
        const made = await make(names[0] ?? '', key);
        keys.set(`${key} ${at + 1}`, made);
        await this.point(subject, refs, made);
      }
      for (const { kind, value } of lost) {
        await this.sql.run(`DELETE FROM ${subject}_ref WHERE kind = ? AND value = ?`, [kind, value]);
      }
    }
    const placeOf = placesOf(partings);
    return (key, name) => keys.get(`${key} ${placeOf(key, name)}`) ?? key;
  }

  private async point(subject: Subject, refs: readonly NamedRef[], key: number): Promise<void> {
    for (const { kind, value } of refs) await new Refs(this.sql, subject).point([kind, value], key);
  }

  private makePerformer(printed: string): Promise<number> {
    const name = mainCredit(printed);
    return insertRow(
      this.sql,
      this.engine,
      'INSERT INTO performer (identity_key, identity_version, name) VALUES (?, ?, ?)',
      [performerIdentity({ name }), IDENTITY_VERSION, name],
    );
  }

  private async makeRelease(title: string, from: number): Promise<number> {
    const row = await this.sql.get<{ artist: string; performer_key: number }>(
      'SELECT artist, performer_key FROM release WHERE key = ?',
      [from],
    );
    if (!row) throw new Error(`There is no release ${from}.`);
    const { artist, performer_key } = row;
    return insertRow(
      this.sql,
      this.engine,
      'INSERT INTO release (performer_key, identity_key, identity_version, title, artist) VALUES (?, ?, ?, ?, ?)',
      [performer_key, releaseIdentity({ title, artist }), IDENTITY_VERSION, title, artist],
    );
  }

  private async partRecording(
    { leaving }: RecordingParting,
    performerOf: (key: number, name: string) => number,
    moved: Map<string, number>,
  ): Promise<void> {
    for (const { names, tracks } of leaving) {
      const [first] = names;
      if (!first) continue;
      const key = await this.makeRecording(first, performerOf(first.performerKey, first.artist));
      for (const name of names) moved.set(idOf(name), key);
      await this.pointTracks(tracks, key);
    }
  }

  private makeRecording({ title, artist, album, durationMs }: HeardName, performerKey: number): Promise<number> {
    const identity = recordingIdentity({ title, artist, ...(album !== null && { album }) });
    return insertRow(
      this.sql,
      this.engine,
      `INSERT INTO recording (performer_key, identity_key, identity_version, title, artist, album, duration_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [performerKey, identity, IDENTITY_VERSION, title, artist, album, durationMs],
    );
  }

  /** The tracks go with their names, and the MusicBrainz ids with the tracks. */
  private async pointTracks(tracks: readonly LibraryTrack[], key: number): Promise<void> {
    await this.point('recording', tracks.map(({ id }) => ({ kind: 'track', value: id })), key); // prettier-ignore
    const ids = tracks.flatMap(({ mbRecordingId }) => mbRecordingId ?? []);
    await this.point('recording', ids.map((value) => ({ kind: 'mbid', value })), key); // prettier-ignore
  }

  /** Recordings and releases name their performer, too. */
  private async rebindRows(
    partings: readonly NameParting[],
    performerOf: (key: number, name: string) => number,
  ): Promise<void> {
    for (const { key } of partings) {
      for (const table of ['recording', 'release']) {
        const rows = await this.sql.all<{ key: number; artist: string }>(
          `SELECT key, artist FROM ${table} WHERE performer_key = ?`,
          [key],
        );
        for (const row of rows) {
          const performerKey = performerOf(key, row.artist);
          if (performerKey !== key) await this.sql.run(`UPDATE ${table} SET performer_key = ? WHERE key = ?`, [performerKey, row.key]); // prettier-ignore
        }
      }
    }
  }

  private async affected(
    performers: readonly NameParting[],
    releases: readonly NameParting[],
    recordings: readonly RecordingParting[],
  ): Promise<HeardName[]> {
    const names = new HeardNames(this.sql);
    const found = new Map<string, HeardName>();
    const columns: readonly (readonly [
      'performer_key' | 'release_key' | 'recording_key',
      readonly { readonly key: number }[],
    ])[] = [
      ['performer_key', performers],
      ['release_key', releases],
      ['recording_key', recordings],
    ];
    for (const [column, partings] of columns) {
      for (const { key } of partings) {
        const rows = await names.of(column, key);
        for (const row of rows) found.set(idOf(row), row);
      }
    }
    return [...found.values()];
  }

  private async rebind(name: HeardName, keys: Identified): Promise<void> {
    const isSame = keys.recordingKey === name.recordingKey && keys.releaseKey === name.releaseKey && keys.performerKey === name.performerKey; // prettier-ignore
    if (isSame) return;
    const { title, artist, album, source } = name;
    const placed = await this.canon.asHeard({ title, artist, ...(album !== null && { album }), source }, keys);
    const length = name.durationMs === null ? 'duration_ms IS NULL' : 'duration_ms = ?';
    await this.sql.run(
      `UPDATE listen SET recording_key = ?, release_key = ?, performer_key = ?, heard_as_key = ?
       WHERE owner_id IN (SELECT id FROM person) AND heard_as_key = ? AND ${length}`,
      [
        placed.recordingKey,
        placed.releaseKey,
        placed.performerKey,
        placed.heardAsKey,
        name.heardAsKey,
        ...(name.durationMs === null ? [] : [name.durationMs]),
      ],
    );
    await this.forgetUnused(name.heardAsKey);
  }

  private async forgetUnused(heardAsKey: number): Promise<void> {
    const used = await this.sql.get(
      'SELECT 1 FROM person p CROSS JOIN listen l WHERE l.owner_id = p.id AND l.heard_as_key = ? LIMIT 1',
      [heardAsKey],
    );
    if (used) return;
    await forgetWords(this.sql, this.engine, 'heard_as', heardAsKey);
    await this.sql.run('DELETE FROM heard_as WHERE key = ?', [heardAsKey]);
  }
}

/** Of listens that are bound to one thing together. */
function idOf({ heardAsKey, durationMs }: HeardName): string {
  return `${heardAsKey} ${durationMs ?? ''}`;
}
