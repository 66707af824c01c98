import { createHash } from 'node:crypto';
import { identityKey, searchWords } from '../common/index.js';
import { indexWords, insertRow, type Engine, type Sql, type SqlValue } from '../sql/index.js';
import { albumsNamed, artistsNamed, SAME_DURATION_MS, tracksNamed } from './library-match.js';
import type { Heard } from './listen.js';

const FEATURED = /\b(?:feat\.?|ft\.?|featuring)\s/iu;

/** The keys of what was heard. */
export interface Placed {
  readonly recordingKey: number;
  readonly releaseKey: number | null;
  readonly performerKey: number;
  readonly heardAsKey: number;
}

type Subject = 'recording' | 'release' | 'performer';
/** A name by which something is known for certain, and its kind. */
type Ref = readonly [kind: string, value: string];

interface RecordingRow {
  readonly key: number;
  readonly performer_key: number;
  readonly duration_ms: number | null;
}

/**
 * Finds or makes what a listen is bound to (docs/decisions/listen-ledger.md). Ids come first, so that neither a moved
 * file nor an edited title makes something new of what was heard before. For one transaction: it remembers what it
 * found.
 */
export class Canon {
  private readonly placed = new Map<string, Placed>();

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
  ) {}

  async place(heard: Heard, durationMs: number | undefined): Promise<Placed> {
    const question = JSON.stringify([heard, durationMs]);
    let placed = this.placed.get(question);
    if (!placed) {
      const recording = await this.recording(heard, durationMs);
      const releaseKey = heard.album === undefined ? null : await this.release(heard, heard.album, recording);
      const keys = { recordingKey: recording.key, releaseKey, performerKey: recording.performer_key };
      placed = { ...keys, heardAsKey: await this.heardAs(heard, keys) };
      this.placed.set(question, placed);
    }
    return placed;
  }

  private async recording(heard: Heard, durationMs: number | undefined): Promise<RecordingRow> {
    const refs = refsOf([
      ['track', heard.trackId],
      ['mbid', heard.mbRecordingId],
      ['isrc', heard.isrc],
    ]);
    const known = await this.known('recording', refs);
    const found = known === undefined ? await this.named(heard, durationMs) : await this.recordingOf(known);
    await this.learn('recording', refs, found.key);
    if (found.duration_ms === null && durationMs !== undefined) {
      await this.sql.run('UPDATE recording SET duration_ms = ? WHERE key = ?', [durationMs, found.key]);
    }
    return found;
  }

  private async recordingOf(key: number): Promise<RecordingRow> {
    const row = await this.sql.get<RecordingRow>(
      'SELECT key, performer_key, duration_ms FROM recording WHERE key = ?',
      [key],
    );
    if (!row) throw new Error(`There is no recording ${key}.`);
    return row;
  }

  /** The recording of that name, performer and length, which is made where there is none. */
  private async named(heard: Heard, durationMs: number | undefined): Promise<RecordingRow> {
    const performerKey = await this.performer(heard);
    const identity = identityKey(withoutFeatured(heard.title));
    const candidates = await this.sql.all<RecordingRow>(
      `SELECT key, performer_key, duration_ms FROM recording WHERE performer_key = ? AND identity_key = ?
       ORDER BY key`,
      [performerKey, identity],
    );
    const found = closest(candidates, durationMs);
    if (found) return found;
    const key = await this.insert(
      'INSERT INTO recording (performer_key, identity_key, title, artist, duration_ms) VALUES (?, ?, ?, ?, ?)',
      [performerKey, identity, heard.title, heard.artist, durationMs ?? null],
    );
    const tracks = await tracksNamed(this.sql, { title: heard.title, performer: mainName(heard), durationMs });
    await this.learn('recording', refsOf(tracks.map((id) => ['track', id])), key);
    return { key, performer_key: performerKey, duration_ms: durationMs ?? null };
  }

  private async release(heard: Heard, title: string, { performer_key }: RecordingRow): Promise<number> {
    const refs = refsOf([
      ['album', heard.albumId],
      ['mbid', heard.mbReleaseId],
    ]);
    const known = await this.known('release', refs);
    const key = known ?? (await this.releaseNamed(heard, title, performer_key));
    await this.learn('release', refs, key);
    return key;
  }

  private async releaseNamed(heard: Heard, title: string, performerOfTrack: number): Promise<number> {
    const { albumArtist } = heard;
    const performerKey = albumArtist === undefined ? performerOfTrack : await this.performerNamed(albumArtist);
    const identity = identityKey(title);
    const found = await this.sql.get<{ key: number }>(
      'SELECT key FROM release WHERE performer_key = ? AND identity_key = ?',
      [performerKey, identity],
    );
    if (found) return found.key;
    const artist = albumArtist ?? mainName(heard);
    const key = await this.insert(
      `INSERT INTO release (performer_key, identity_key, title, artist) VALUES (?, ?, ?, ?)
       ON CONFLICT (performer_key, identity_key) DO UPDATE SET identity_key = excluded.identity_key`,
      [performerKey, identity, title, artist],
    );
    const albums = await albumsNamed(this.sql, title, artist);
    await this.learn('release', refsOf(albums.map((id) => ['album', id])), key);
    return key;
  }

  private async performer(heard: Heard): Promise<number> {
    const refs = refsOf([
      ['artist', heard.artistId],
      ['mbid', heard.mbArtistId],
    ]);
    const known = await this.known('performer', refs);
    const key = known ?? (await this.performerNamed(mainName(heard)));
    await this.learn('performer', refs, key);
    return key;
  }

  private async performerNamed(printed: string): Promise<number> {
    const name = withoutFeatured(printed);
    const identity = identityKey(name);
    const found = await this.sql.get<{ key: number }>('SELECT key FROM performer WHERE identity_key = ?', [identity]);
    if (found) return found.key;
    const key = await this.insert(
      `INSERT INTO performer (identity_key, name) VALUES (?, ?)
       ON CONFLICT (identity_key) DO UPDATE SET identity_key = excluded.identity_key`,
      [identity, name],
    );
    const artists = await artistsNamed(this.sql, name);
    await this.learn('performer', refsOf(artists.map((id) => ['artist', id])), key);
    return key;
  }

  private async heardAs(heard: Heard, keys: Omit<Placed, 'heardAsKey'>): Promise<number> {
    const { title, artist, album, source } = heard;
    const { recordingKey, releaseKey, performerKey } = keys;
    const whole = [recordingKey, releaseKey, performerKey, title, artist, album ?? null, source];
    const digest = createHash('sha256').update(JSON.stringify(whole)).digest('base64url');
    const found = await this.sql.get<{ key: number }>('SELECT key FROM heard_as WHERE digest = ?', [digest]);
    if (found) return found.key;
    const key = await this.insert(
      `INSERT INTO heard_as (digest, recording_key, release_key, performer_key, title, artist, album, source)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET digest = excluded.digest`,
      [digest, ...whole],
    );
    const words = [title, artist, album ?? ''].map(searchWords);
    await indexWords(this.sql, this.engine, 'heard_as', key, words);
    return key;
  }

  /** What the first of these names is known to name. */
  private async known(subject: Subject, refs: readonly Ref[]): Promise<number | undefined> {
    for (const ref of refs) {
      const row = await this.sql.get<{ key: number }>(
        `SELECT ${subject}_key AS key FROM ${subject}_ref WHERE kind = ? AND value = ?`,
        ref,
      );
      if (row) return row.key;
    }
    return undefined;
  }

  /** Remembers names. What a name was first heard for, it stays. */
  private async learn(subject: Subject, refs: readonly Ref[], key: number): Promise<void> {
    for (const ref of refs) {
      await this.sql.run(
        `INSERT INTO ${subject}_ref (kind, value, ${subject}_key) VALUES (?, ?, ?) ON CONFLICT (kind, value) DO NOTHING`,
        [...ref, key],
      );
    }
  }

  /** On PostgreSQL two may make the same at once: the later one then waits and gets the row of the earlier one. */
  private insert(statement: string, parameters: readonly SqlValue[]): Promise<number> {
    return insertRow(this.sql, this.engine, statement, parameters);
  }
}

function refsOf(refs: readonly (readonly [kind: string, value: string | undefined])[]): Ref[] {
  return refs.flatMap(([kind, value]) => (value === undefined ? [] : [[kind, value] as const]));
}

function mainName({ performer, artist }: Heard): string {
  return performer ?? withoutFeatured(artist);
}

/** Services print guests into the name or the title, or leave them out. */
export function withoutFeatured(text: string): string {
  const at = text.search(FEATURED);
  return at === -1 ? text : text.slice(0, at).trimEnd().replace(/[([]$/, '').trimEnd() || text;
}

/** The one whose length fits best; where lengths are not known, the one that was there first. */
function closest(candidates: readonly RecordingRow[], durationMs: number | undefined): RecordingRow | undefined {
  if (durationMs === undefined) return candidates[0];
  const differing = ({ duration_ms }: RecordingRow): number =>
    duration_ms === null ? SAME_DURATION_MS : Math.abs(duration_ms - durationMs);
  return candidates
    .filter((candidate) => differing(candidate) <= SAME_DURATION_MS)
    .reduce<RecordingRow | undefined>(
      (best, next) => (best && differing(best) <= differing(next) ? best : next),
      undefined,
    );
}
