import { identityKey } from '../common/index.js';
import { type Engine, insertRow, lockName, marks, type Sql } from '../sql/index.js';
import type { Heard } from './heard.js';
import { IDENTITY_VERSION } from './identity-version.js';
import type { Finding, KnownPerformers, RecordingFacts } from './identity/facts.js';
import { isrcOf } from './identity/ids.js';
import {
  mayBeSame,
  recordingIdentity,
  SAME_LENGTH_MS,
  sameRecording,
  titleSaysNothing,
} from './identity/recording-rules.js';
import { KnownNames } from './known-names.js';
import type { Performers } from './performers.js';
import { RECORDING_COLUMNS, recordingFacts, type RecordingRow } from './recording-facts.js';
import { RecordingGroups } from './recording-groups.js';
import { Refs, refsOf } from './refs.js';
import { splitSourceId } from './source-id.js';
import { Verdicts } from './verdicts.js';

/** Recordings of one title that are compared; more have only titles that many songs have. */
const MOST_CANDIDATES = 500;

interface Match {
  readonly row: RecordingRow;
  readonly finding: Finding;
}

/** Finds or makes recordings. For one transaction. */
export class Recordings {
  private readonly refs: Refs;
  private readonly groups: RecordingGroups;
  private readonly verdicts: Verdicts;
  private readonly names: KnownNames;

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
    private readonly performers: Performers,
    private readonly nowMs: number,
  ) {
    this.refs = new Refs(sql, 'recording');
    this.groups = new RecordingGroups(sql);
    this.verdicts = new Verdicts(sql);
    this.names = new KnownNames(sql);
  }

  async of(heard: Heard, durationMs: number | undefined): Promise<RecordingRow> {
    const found = (await this.byId(heard, durationMs)) ?? (await this.named(heard, durationMs));
    await this.refs.learn(idsOf(heard), found.key);
    if (found.duration_ms === null && durationMs !== undefined) {
      await this.sql.run('UPDATE recording SET duration_ms = ? WHERE key = ?', [durationMs, found.key]);
    }
    return found;
  }

  /** Ids of tracks and of MusicBrainz name a recording for certain; what is known by another MusicBrainz id is another. */
  private async byId(heard: Heard, durationMs: number | undefined): Promise<RecordingRow | undefined> {
    const { trackId, mbRecordingId } = heard;
    const byTrack = trackId === undefined ? undefined : await this.refs.find(['track', trackId]);
    if (byTrack !== undefined && !(await this.refs.contradicts(byTrack, 'mbid', mbRecordingId))) {
      const row = await this.row(byTrack);
      const isOfSource = trackId !== undefined && splitSourceId(trackId) !== undefined;
      if (!isOfSource || (await this.isStill(heard, durationMs, row))) return row;
    }
    const byMbid = mbRecordingId === undefined ? undefined : await this.refs.find(['mbid', mbRecordingId]);
    return byMbid === undefined ? undefined : this.row(byMbid);
  }

  /** Sources give an id to another version now and then; the library keeps its ids, whatever is edited. */
  private async isStill(heard: Heard, durationMs: number | undefined, row: RecordingRow): Promise<boolean> {
    const sourceIds: RecordingFacts['sourceIds'] = [[heard.source, heard.trackId ?? '']];
    const known = (await recordingFacts(this.sql, [row])).get(row.key);
    const facts = factsOf(heard, durationMs);
    return !known || sameRecording({ ...facts, sourceIds }, { ...known, sourceIds }).outcome === 'same';
  }

  /** On PostgreSQL another one may have made it by its id since this one looked; on SQLite nobody else writes. */
  private async madeMeanwhile(heard: Heard, durationMs: number | undefined): Promise<RecordingRow | undefined> {
    if (this.engine === 'sqlite' || idsOf(heard).length === 0) return undefined;
    for (const [kind, value] of idsOf(heard)) await lockName(this.sql, this.engine, `recording ${kind} ${value}`);
    return this.byId(heard, durationMs);
  }

  private async row(key: number): Promise<RecordingRow> {
    const row = await this.sql.get<RecordingRow>(`SELECT ${RECORDING_COLUMNS} FROM recording WHERE key = ?`, [key]);
    if (!row) throw new Error(`There is no recording ${key}.`);
    return row;
  }

  /** The recording that is called so. What is called otherwise and yet the same becomes one of its group. */
  private async named(heard: Heard, durationMs: number | undefined): Promise<RecordingRow> {
    const facts = factsOf(heard, durationMs);
    const identity = recordingIdentity(facts);
    await lockName(this.sql, this.engine, `recording ${identity}`);
    const meanwhile = await this.madeMeanwhile(heard, durationMs);
    if (meanwhile) return meanwhile;
    const candidates = await this.candidates(heard, facts, identity);
    const exact = await this.exact(heard, facts, candidates);
    if (exact) return exact;
    const best = await this.best(heard, facts, candidates);
    const made = await this.make(heard, durationMs, identity);
    if (best) {
      await this.groups.join(best.row.key, made.key, {
        rule: best.finding.rule,
        evidence: best.finding.evidence,
        decidedBy: 'rule',
        decidedAtMs: this.nowMs,
      });
    }
    return made;
  }

  private async candidates(heard: Heard, facts: RecordingFacts, identity: string): Promise<RecordingRow[]> {
    const named = await this.sql.all<RecordingRow>(
      `SELECT ${RECORDING_COLUMNS} FROM recording WHERE identity_key = ? ORDER BY key LIMIT ${MOST_CANDIDATES}`,
      [identity],
    );
    // A person may have said that two of any names are one.
    const rows = (await this.verdicts.areAny()) ? named : named.filter((row) => mayBeSame(facts, row));
    const code = isrcOf(heard.isrc);
    const byCode = code === undefined ? undefined : await this.refs.find(['isrc', code]);
    if (byCode !== undefined && !rows.some(({ key }) => key === byCode)) rows.push(await this.row(byCode));
    return rows;
  }

  /**
   * The recording of this name and length. Names by which the rules can tell nothing (nobody plays “Intro”) are the same
   * when they are printed the same, or each of their listens would be of another recording.
   */
  private async exact(
    heard: Heard,
    facts: RecordingFacts,
    candidates: readonly RecordingRow[],
  ): Promise<RecordingRow | undefined> {
    const named = candidates.filter((row) => isCalledSo(row, heard) && isLength(row, facts)).sort(byLength(facts));
    const known = await this.known(named, facts);
    for (const row of named) {
      const { outcome, rule } = await this.compare(heard, facts, row, known);
      const isAsPrinted = isPrintedSo(row, heard) && rule !== 'verdict' && !rule.startsWith('other-');
      if ((outcome === 'same' || isAsPrinted) && !(await this.isForbiddenIn(row.key, facts))) return row;
    }
    return undefined;
  }

  /** The recording that is the same under another name, and whose length is closest. */
  private async best(
    heard: Heard,
    facts: RecordingFacts,
    candidates: readonly RecordingRow[],
  ): Promise<Match | undefined> {
    const known = await this.known(candidates, facts);
    for (const row of [...candidates].sort(byLength(facts))) {
      const finding = await this.compare(heard, facts, row, known);
      if (finding.outcome === 'same' && !(await this.isForbiddenIn(row.key, facts))) return { row, finding };
    }
    return undefined;
  }

  /** What the rules go by; where a title says nothing also which tracks they are: an album may have several of it. */
  private async known(
    rows: readonly RecordingRow[],
    facts: RecordingFacts,
  ): Promise<ReadonlyMap<number, RecordingFacts>> {
    const known = await recordingFacts(this.sql, rows);
    if (!titleSaysNothing(facts)) return known;
    const tracks = await this.refs.valuesOf('track', [...known.keys()]);
    return new Map(
      [...known].map(([key, other]) => {
        const trackIds = tracks.get(key);
        return [key, trackIds ? { ...other, trackIds } : other];
      }),
    );
  }

  private async compare(
    heard: Heard,
    facts: RecordingFacts,
    row: RecordingRow,
    known: ReadonlyMap<number, RecordingFacts>,
  ): Promise<Finding> {
    const verdict = await this.verdicts.between(idsOf(heard), row.key);
    if (verdict) return { outcome: verdict, rule: 'verdict', evidence: 'A person said so.' };
    const other = known.get(row.key);
    if (!other) throw new Error(`Nothing is known of recording ${row.key}.`);
    const decide = (names?: KnownPerformers): Finding => sameRecording(facts, other, names);
    return this.names.decide(facts.artist, other.artist, decide);
  }

  /** What it counts with may be another one for certain, even if it itself is the same. */
  private async isForbiddenIn(key: number, facts: RecordingFacts): Promise<boolean> {
    const others = (await this.groups.membersWith(key)).filter((member) => member !== key);
    if (others.length === 0) return false;
    const rows = await this.sql.all<RecordingRow>(
      `SELECT ${RECORDING_COLUMNS} FROM recording WHERE key IN (${marks(others)})`,
      others,
    );
    const known = await recordingFacts(this.sql, rows);
    return [...known.values()].some((other) => sameRecording(facts, other).rule.startsWith('other-'));
  }

  private async make(heard: Heard, durationMs: number | undefined, identity: string): Promise<RecordingRow> {
    const performerKey = await this.performers.of(heard);
    // Who is given apart is known from then on, and so is found where they are printed together in another order.
    for (const name of heard.artists ?? []) await this.performers.named(name);
    const { title, artist, album = null } = heard;
    const key = await insertRow(
      this.sql,
      this.engine,
      `INSERT INTO recording (performer_key, identity_key, identity_version, title, artist, album, duration_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [performerKey, identity, IDENTITY_VERSION, title, artist, album, durationMs ?? null],
    );
    return { key, performer_key: performerKey, title, artist, album, duration_ms: durationMs ?? null };
  }
}

function idsOf({ trackId, mbRecordingId, isrc }: Heard): ReturnType<typeof refsOf> {
  return refsOf([
    ['track', trackId],
    ['mbid', mbRecordingId],
    ['isrc', isrcOf(isrc)],
  ]);
}

/** Lengths are unknown, or as close as two measures of one take are. */
function isLength({ duration_ms }: RecordingRow, { durationMs }: RecordingFacts): boolean {
  return duration_ms === null || durationMs === undefined || Math.abs(duration_ms - durationMs) <= SAME_LENGTH_MS;
}

/** The closest length first; of equally close ones, the oldest. */
function byLength({ durationMs }: RecordingFacts): (a: RecordingRow, b: RecordingRow) => number {
  const differing = ({ duration_ms }: RecordingRow): number =>
    duration_ms === null || durationMs === undefined ? SAME_LENGTH_MS : Math.abs(duration_ms - durationMs);
  return (a, b) => differing(a) - differing(b);
}

/** Called by the same words: no more than how they are written may differ. */
function isCalledSo(row: RecordingRow, { title, artist }: Heard): boolean {
  return identityKey(row.title) === identityKey(title) && identityKey(row.artist) === identityKey(artist);
}

function isPrintedSo(row: RecordingRow, { title, artist, album }: Heard): boolean {
  return row.title === title && row.artist === artist && (row.album ?? undefined) === album;
}

function factsOf(heard: Heard, durationMs: number | undefined): RecordingFacts {
  const { title, artist, artists, album, albumArtist, isrc, mbRecordingId, mbReleaseGroupId, mbArtistId } = heard;
  const { trackId } = heard;
  return {
    title,
    artist,
    ...(artists && { artists }),
    ...(album !== undefined && { album }),
    ...(albumArtist !== undefined && { albumArtist }),
    ...(durationMs !== undefined && { durationMs }),
    ...(isrc !== undefined && { isrc }),
    ...(mbRecordingId !== undefined && { mbRecordingId }),
    ...(mbReleaseGroupId !== undefined && { mbReleaseGroupId }),
    ...(mbArtistId !== undefined && { mbArtistIds: [mbArtistId] }),
    ...(trackId !== undefined && { trackIds: [trackId] }),
  };
}
