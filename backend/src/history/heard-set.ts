import { matchExpression, termsOf, asUnfinished, type Engine, type Sql, type SqlValue } from '../sql/index.js';

/** How much there is of a set, and from when to when. */
export interface Extent {
  readonly names: number;
  readonly listens: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

export interface HeardFilter {
  readonly q?: string;
  readonly source?: string;
  readonly artistId?: string;
  readonly albumId?: string;
  readonly trackId?: string;
}

interface Condition {
  readonly text: string;
  readonly parameter: SqlValue;
}

/** Those that count as one with the recording of a track. */
const RECORDINGS_OF_TRACK = `h.recording_key IN (
  WITH head AS (
    SELECT COALESCE(g.group_key, f.recording_key) AS key FROM recording_ref f
    LEFT JOIN recording_group g ON g.recording_key = f.recording_key WHERE f.kind = 'track' AND f.value = ?)
  SELECT key FROM head UNION ALL SELECT m.recording_key FROM head JOIN recording_group m ON m.group_key = head.key)`;

/** The rows of `heard_as` that a filter is after. All of it are facts of these, so listens are found through them. */
export class HeardSet {
  private readonly words?: Condition;
  private readonly facts: readonly Condition[];

  /** @returns undefined where the words hold nothing to look for, so that nothing is found */
  static of(filter: HeardFilter, engine: Engine): HeardSet | undefined {
    if (filter.q === undefined) return new HeardSet(filter, engine);
    const terms = termsOf(filter.q);
    if (!terms) return undefined;
    const begun = asUnfinished(terms);
    return new HeardSet(filter, engine, matchExpression(begun ?? terms, engine, begun === undefined));
  }

  private constructor({ trackId, albumId, artistId, source }: HeardFilter, engine: Engine, expression?: string) {
    if (expression !== undefined) {
      const [key, matches] = engine === 'sqlite' ? ['rowid', 'heard_as_search MATCH ?'] : ['key', `words @@ to_tsquery('simple', ?)`]; // prettier-ignore
      this.words = { text: `IN (SELECT ${key} FROM heard_as_search WHERE ${matches})`, parameter: expression };
    }
    const named = (subject: string, kind: string): string =>
      `h.${subject}_key IN (SELECT ${subject}_key FROM ${subject}_ref WHERE kind = '${kind}' AND value = ?)`;
    const facts: [string, string | undefined][] = [
      [RECORDINGS_OF_TRACK, trackId],
      [named('release', 'album'), albumId],
      [named('performer', 'artist'), artistId],
      ['h.source = ?', source],
    ];
    this.facts = facts.flatMap(([text, parameter]) => (parameter === undefined ? [] : [{ text, parameter }]));
  }

  get isEverything(): boolean {
    return !this.words && this.facts.length === 0;
  }

  /** For a statement that begins with `heard_as h`. */
  get conditions(): string {
    const words = this.words ? [`h.key ${this.words.text}`] : [];
    return [...words, ...this.facts.map(({ text }) => text)].join(' AND ');
  }

  get parameters(): readonly SqlValue[] {
    return [...(this.words ? [this.words] : []), ...this.facts].map(({ parameter }) => parameter);
  }

  /** For a statement that begins with `listen l` and is to look at one after the other; takes the same parameters. */
  get membership(): string {
    // “+”: no index is to be chosen for it.
    const words = this.words ? [`+l.heard_as_key ${this.words.text}`] : [];
    const facts = this.facts.map(({ text }) => text).join(' AND ');
    const isOne = facts === '' ? [] : [`EXISTS (SELECT 1 FROM heard_as h WHERE h.key = l.heard_as_key AND ${facts})`];
    return [...words, ...isOne].join(' AND ');
  }

  /**
   * @returns undefined where there are as many names as that: it costs no more than for so many
   */
  async extent(sql: Sql, ownerId: string, names: number): Promise<Extent | undefined> {
    const row = await sql.get<Record<'names' | 'listens' | 'first' | 'last', number | null>>(
      `SELECT COUNT(*) AS names, SUM(y.listens) AS listens, MIN(y.first_started_at_ms) AS first,
         MAX(y.last_started_at_ms) AS last
       FROM (SELECT h.key FROM heard_as h WHERE ${this.conditions} LIMIT ?) AS n
       LEFT JOIN tally y ON y.owner_id = ? AND y.kind = 'heard_as' AND y.subject_key = n.key`,
      [...this.parameters, names, ownerId],
    );
    if (!row || Number(row.names) === names) return undefined;
    const { listens, first, last } = row;
    return { names: Number(row.names), listens: Number(listens), firstAtMs: first ?? 0, lastAtMs: last ?? 0 };
  }
}
