import type { Sql } from '../../sql/index.js';

/** Listens that agree in what was heard, by which name, and how long it is. */
export interface HeardName {
  readonly heardAsKey: number;
  readonly recordingKey: number;
  readonly releaseKey: number | null;
  readonly performerKey: number;
  readonly title: string;
  readonly artist: string;
  readonly album: string | null;
  readonly source: string;
  readonly durationMs: number | null;
  readonly listens: number;
}

/** A track of the library that a recording is known by. */
export interface LibraryTrack {
  readonly id: string;
  readonly recordingKey: number;
  readonly title: string;
  readonly sourceTitle: string;
  readonly artist: string;
  readonly album: string;
  readonly durationMs: number;
  readonly mbRecordingId: string | null;
  readonly mbReleaseGroupId: string | null;
}

interface Named {
  readonly key: number;
  readonly name: string;
}

/** A library id or MusicBrainz id, with the name that the library has for it. */
export interface NamedRef {
  readonly kind: string;
  readonly value: string;
  readonly name?: string;
  readonly mbid?: string;
}

/** By person, as the index of listens is. */
const HEARD = `SELECT h.key AS "heardAsKey", h.recording_key AS "recordingKey", h.release_key AS "releaseKey",
    h.performer_key AS "performerKey", h.title, h.artist, h.album, h.source, l.duration_ms AS "durationMs",
    COUNT(*) AS listens
  FROM heard_as h CROSS JOIN person p CROSS JOIN listen l WHERE l.owner_id = p.id AND l.heard_as_key = h.key`;

/** Reads what the history holds of names, in parts of which none grows with the number of listens. */
export class HeardNames {
  constructor(private readonly sql: Sql) {}

  /** Keys from which and up to which there are recordings, some hundred in each. */
  async *recordingRanges(size = 300): AsyncGenerator<readonly [from: number, to: number]> {
    const row = await this.sql.get<{ highest: number | null }>('SELECT MAX(key) AS highest FROM recording');
    for (let from = 1; from <= (row?.highest ?? 0); from += size) yield [from, from + size - 1];
  }

  async ofRecordings(from: number, to: number): Promise<HeardName[]> {
    const rows = await this.sql.all<HeardName>(
      `${HEARD} AND h.recording_key BETWEEN ? AND ? GROUP BY h.key, l.duration_ms ORDER BY h.recording_key, h.key`,
      [from, to],
    );
    return rows.map((row) => ({ ...row, listens: Number(row.listens) }));
  }

  /** @param column of `heard_as` */
  of(column: 'performer_key' | 'release_key' | 'recording_key', key: number): Promise<HeardName[]> {
    return this.sql.all<HeardName>(`${HEARD} AND h.${column} = ? GROUP BY h.key, l.duration_ms`, [key]);
  }

  tracksOf(from: number, to: number): Promise<LibraryTrack[]> {
    return this.sql.all<LibraryTrack>(
      `SELECT t.id, f.recording_key AS "recordingKey", t.title, t.source_title AS "sourceTitle", t.artist,
         a.title AS album, t.duration_ms AS "durationMs", t.mb_recording_id AS "mbRecordingId",
         a.mb_release_group_id AS "mbReleaseGroupId"
       FROM recording_ref f JOIN track t ON t.id = f.value JOIN album a ON a.key = t.album_key
       WHERE f.kind = 'track' AND f.recording_key BETWEEN ? AND ?`,
      [from, to],
    );
  }

  /** By what each performer with more than one name was called. */
  async namesOfPerformers(): Promise<Map<number, string[]>> {
    return groupNames(
      await this.sql.all<Named>(
        'SELECT DISTINCT performer_key AS key, artist AS name FROM heard_as ORDER BY performer_key, artist',
      ),
    );
  }

  async namesOfReleases(): Promise<Map<number, string[]>> {
    return groupNames(
      await this.sql.all<Named>(
        `SELECT DISTINCT release_key AS key, album AS name FROM heard_as
         WHERE release_key IS NOT NULL AND album IS NOT NULL ORDER BY release_key, album`,
      ),
    );
  }

  refsOfPerformer(key: number): Promise<NamedRef[]> {
    return this.sql.all<NamedRef>(
      `SELECT f.kind, f.value, r.name, r.mb_artist_id AS mbid FROM performer_ref f
       LEFT JOIN artist r ON f.kind = 'artist' AND r.id = f.value WHERE f.performer_key = ?`,
      [key],
    );
  }

  refsOfRelease(key: number): Promise<NamedRef[]> {
    return this.sql.all<NamedRef>(
      `SELECT f.kind, f.value, a.title AS name, a.mb_release_id AS mbid FROM release_ref f
       LEFT JOIN album a ON f.kind = 'album' AND a.id = f.value WHERE f.release_key = ?`,
      [key],
    );
  }
}

function groupNames(rows: readonly Named[]): Map<number, string[]> {
  const names = new Map<number, string[]>();
  for (const { key, name } of rows) {
    const known = names.get(key);
    if (known) known.push(name);
    else names.set(key, [name]);
  }
  return names;
}
