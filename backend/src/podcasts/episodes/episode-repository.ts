import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, orderBy, type Keyset } from '../../api/index.js';
import { NotFound, present } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Chapter, EpisodeWhereabouts } from '../../sources/index.js';
import { type Engine, marks, matchExpression, type Sql, termsOf } from '../../sql/index.js';
import { episodeIdOf, trackIdOf } from '../podcast-ids.js';
import { settingsOf } from '../shows/show-settings.js';
import { detailsOf as showDetailsOf } from '../shows/show-store.js';
import type { EpisodeDetails } from './episode-store.js';
import type { EpisodeListQuery, EpisodeOrder, EpisodePage, EpisodesQuery, EpisodeState, EpisodeSummary, EpisodeView, TranscriptChoiceView } from './episodes.dto.js'; // prettier-ignore

const MINUTE_MS = 60_000;
/** Less than this is no beginning. */
const BEGUN_MS = 5_000;
/**
 * With a thousand shows of three hundred episodes each, to sort those of so many takes as long as to pass over all others until
 * a page is full.
 */
const FEW_SHOWS = 20;
/** Ids asked for in one statement. */
const MOST_IDS = 200;

/** Columns of `EPISODE_SELECT`. */
export interface EpisodeRow {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly sort_title: string;
  readonly kind: 'full' | 'trailer' | 'bonus';
  readonly published_at_ms: number | null;
  readonly sort_at_ms: number;
  readonly duration_ms: number | null;
  readonly address: string;
  readonly mime_type: string | null;
  readonly season: number | null;
  readonly number: number | null;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
  readonly is_fresh: number | boolean;
  readonly is_gone: number | boolean;
  readonly is_replaced: number | boolean;
  readonly first_seen_at_ms: number;
  readonly show_id: string;
  readonly show_title: string;
  readonly show_author: string | null;
  readonly subscribed_at_ms: number | null;
  readonly position_ms: number | null;
  readonly is_done: number | boolean | null;
  readonly left_at_ms: number | null;
}

/**
 * Takes the owner's id twice. The show is joined as if it could be missing, and what tells of the person is asked for in words
 * that do not say it is there: else the lists of all shows would be sorted instead of read along their index.
 */
export const EPISODE_SELECT = `SELECT e.key, e.id, e.title, e.sort_title, e.kind, e.published_at_ms, e.sort_at_ms, e.duration_ms, e.address,
    e.mime_type, e.season, e.number, COALESCE(e.artwork_id, s.artwork_id) AS artwork_id, w.placeholder, e.is_fresh, e.is_gone, e.is_replaced,
    e.first_seen_at_ms, s.id AS show_id, s.title AS show_title, s.author AS show_author, u.subscribed_at_ms,
    r.position_ms, r.is_done, r.updated_at_ms AS left_at_ms
  FROM episode e LEFT JOIN show s ON s.key = e.show_key
    LEFT JOIN subscription u ON u.owner_id = ? AND u.show_key = e.show_key
    LEFT JOIN resume_point r ON r.owner_id = ? AND r.kind = 'episode' AND r.ref = 'podcast:' || e.id
    LEFT JOIN artwork w ON w.id = COALESCE(e.artwork_id, s.artwork_id)`;

const BY_TIME: Omit<Keyset<EpisodeRow>, 'isDescending'> = {
  columns: ['e.sort_at_ms', 'e.key'],
  kinds: ['instant', 'number'],
  valuesOf: (row) => [row.sort_at_ms, row.key],
};
const BY_LEAVING: Keyset<EpisodeRow> = {
  columns: ['r.updated_at_ms', 'e.key'],
  kinds: ['instant', 'number'],
  isDescending: true,
  valuesOf: (row) => [row.left_at_ms ?? 0, row.key],
};

const IS_FOLLOWED = 'EXISTS (SELECT 1 FROM subscription f WHERE f.owner_id = ? AND f.show_key = e.show_key)';
const IS_SINCE_SUBSCRIBED = 'COALESCE(e.first_seen_at_ms >= u.subscribed_at_ms, FALSE)';
const HAS_WORDS: Record<Engine, string> = {
  sqlite: 'e.key IN (SELECT rowid FROM episode_search WHERE episode_search MATCH ?)',
  postgres: `e.key IN (SELECT key FROM episode_search WHERE words @@ to_tsquery('simple', ?))`,
};
/** What somebody began is little beside all that there is: it is looked up first. */
const IS_LEFT = `e.id IN (SELECT substr(p.ref, 9) FROM resume_point p WHERE p.owner_id = ? AND p.kind = 'episode')`;

/** Reads episodes, each with how far somebody has heard it. */
@Injectable()
export class EpisodeRepository {
  constructor(private readonly database: Database) {}

  /** @throws NotFound the show does not exist */
  async page(ownerId: string, query: EpisodesQuery): Promise<EpisodePage> {
    const { keyset, conditions } = await this.listOf(ownerId, query);
    continueAfter(keyset, query.cursor, conditions);
    const rows = await this.select(ownerId, conditions, keyset, query.limit + 1);
    const page = cutPage(keyset, rows, query.limit);
    return {
      items: page.rows.map(summaryOf),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    };
  }

  /** The first of a list, without those that cannot be heard. @throws NotFound the show does not exist */
  async playable(ownerId: string, query: EpisodeListQuery, most: number): Promise<EpisodeRow[]> {
    const { keyset, conditions } = await this.listOf(ownerId, query);
    conditions.add('NOT e.is_replaced');
    return this.select(ownerId, conditions, keyset, most);
  }

  /** @throws NotFound */
  async find(ownerId: string, trackId: string): Promise<EpisodeView> {
    const row = await this.row(ownerId, trackId);
    const details = await this.details(row.key);
    const { notes, link, author, seasonName, display, isExplicit, persons, transcripts, sizeBytes } = details;
    const ofShow = await this.personsOfShow(row.show_id);
    return Object.assign(
      summaryOf(row),
      present({ notes, link, author, seasonName, display, sizeBytes, mimeType: row.mime_type ?? undefined }),
      {
        isExplicit,
        persons: (persons.length > 0 ? persons : ofShow).map(({ name, role, link: to }) =>
          present({ name, role, link: to }),
        ),
        transcripts: choicesOf(transcripts),
      },
    );
  }

  /** @throws NotFound */
  async row(ownerId: string, trackId: string): Promise<EpisodeRow> {
    const [row] = await this.rows(this.database.read, ownerId, [trackId]);
    if (!row) throw new NotFound('episode', trackId);
    return row;
  }

  /** Where its audio is, by the id that it has without its source; undefined where it is not to be had any more. */
  async whereabouts(id: string): Promise<EpisodeWhereabouts | undefined> {
    const row = await this.database.read.get<{ show_id: string; address: string; mime_type: string | null }>(
      `SELECT s.id AS show_id, e.address, e.mime_type FROM episode e JOIN show s ON s.key = e.show_key WHERE e.id = ? AND NOT e.is_replaced`,
      [id],
    );
    return row && present({ showId: row.show_id, address: row.address, mimeType: row.mime_type ?? undefined });
  }

  /** Those that exist, in no order. */
  async rows(sql: Sql, ownerId: string, trackIds: readonly string[]): Promise<EpisodeRow[]> {
    const ids = trackIds.flatMap((id) => episodeIdOf(id) ?? []);
    const rows: EpisodeRow[] = [];
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const some = ids.slice(from, from + MOST_IDS);
      rows.push(
        ...(await sql.all<EpisodeRow>(`${EPISODE_SELECT} WHERE e.id IN (${marks(some)})`, [
          ...[ownerId, ownerId],
          ...some,
        ])),
      );
    }
    return rows;
  }

  async details(key: number): Promise<EpisodeDetails> {
    const row = await this.database.read.get<{ details: string }>(
      'SELECT details FROM episode_details WHERE episode_key = ?',
      [key],
    );
    return { ...NOTHING_TOLD, ...(JSON.parse(row?.details ?? '{}') as Partial<EpisodeDetails>) };
  }

  /** The chapters that stand in its sound; undefined where nobody has looked since its feed last said something new of it. */
  async fileChapters(key: number): Promise<readonly Chapter[] | undefined> {
    const row = await this.database.read.get<{ file_chapters: string | null }>(
      'SELECT file_chapters FROM episode_details WHERE episode_key = ?',
      [key],
    );
    return row?.file_chapters == null ? undefined : (JSON.parse(row.file_chapters) as Chapter[]);
  }

  /** Ids of the tracks that came out until an episode, and were not heard to their end. @throws NotFound */
  async unheardUpTo(ownerId: string, showId: string, trackId: string): Promise<string[]> {
    const last = await this.row(ownerId, trackId);
    if (last.show_id !== showId) throw new NotFound('episode', trackId);
    const rows = await this.database.read.all<{ id: string }>(
      `SELECT e.id FROM episode e
         LEFT JOIN resume_point r ON r.owner_id = ? AND r.kind = 'episode' AND r.ref = 'podcast:' || e.id
       WHERE e.show_key = (SELECT key FROM show WHERE id = ?) AND (e.sort_at_ms, e.key) <= (?, ?) AND (r.ref IS NULL OR NOT r.is_done)`,
      [ownerId, showId, last.sort_at_ms, last.key],
    );
    return rows.map(({ id }) => trackIdOf(id));
  }

  private select(
    ownerId: string,
    conditions: Conditions,
    keyset: Keyset<EpisodeRow>,
    most: number,
  ): Promise<EpisodeRow[]> {
    return this.database.read.all<EpisodeRow>(`${EPISODE_SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`, [
      ...[ownerId, ownerId],
      ...conditions.parameters,
      most,
    ]);
  }

  private async listOf(
    ownerId: string,
    query: EpisodeListQuery,
  ): Promise<{ keyset: Keyset<EpisodeRow>; conditions: Conditions }> {
    const { list, showId: showIds = [], group: groups = [], q, atLeastMinutes, atMostMinutes, withUnfollowed } = query;
    const conditions = new Conditions();
    const shows = await this.shows(ownerId, showIds);
    if (shows.length === 0 && !withUnfollowed) conditions.add(IS_FOLLOWED, ownerId);
    await this.narrow(conditions, ownerId, { showKeys: shows.map(({ key }) => key), groups });
    const usual = shows.length === 1 && groups.length === 0 ? shows[0]?.order : undefined;
    const terms = q === undefined ? undefined : termsOf(q);
    if (terms) conditions.add(HAS_WORDS[this.database.engine], matchExpression(terms, this.database.engine, false));
    if (atLeastMinutes !== undefined) conditions.add('e.duration_ms >= ?', atLeastMinutes * MINUTE_MS);
    if (atMostMinutes !== undefined) conditions.add('e.duration_ms <= ?', atMostMinutes * MINUTE_MS);
    addState(conditions, list, ownerId);
    if (list === 'in-progress' && query.order === undefined) return { keyset: BY_LEAVING, conditions };
    return { keyset: { ...BY_TIME, isDescending: (query.order ?? usual ?? 'newest') === 'newest' }, conditions };
  }

  /**
   * Leaves what is of any of the shows, or of those in any of the groups. Episodes of few shows are sorted; where there are many,
   * the list of all is read along its index, and what is not of them is passed over.
   */
  private async narrow(
    conditions: Conditions,
    ownerId: string,
    { showKeys, groups }: { readonly showKeys: readonly number[]; readonly groups: readonly string[] },
  ): Promise<void> {
    if (showKeys.length + groups.length === 0) return;
    const keys = [...new Set([...showKeys, ...(await this.keysIn(ownerId, groups))])];
    if (keys.length === 0) conditions.add('FALSE');
    else if (keys.length === 1) conditions.add('e.show_key = ?', ...keys);
    else if (keys.length <= FEW_SHOWS) conditions.add(`e.show_key IN (${marks(keys)})`, ...keys);
    else {
      // Said so that no index of shows is chosen, and that it does not follow that there is a subscription.
      const either = [
        ...(groups.length > 0 ? [`COALESCE(u.group_name, '') IN (${marks(groups)})`] : []),
        ...(showKeys.length > 0 ? [`+e.show_key IN (${marks(showKeys)})`] : []),
      ];
      conditions.add(`(${either.join(' OR ')})`, ...groups, ...showKeys);
    }
  }

  private async keysIn(ownerId: string, groups: readonly string[]): Promise<number[]> {
    if (groups.length === 0) return [];
    const rows = await this.database.read.all<{ show_key: number }>(
      `SELECT show_key FROM subscription WHERE owner_id = ? AND group_name IN (${marks(groups)})`,
      [ownerId, ...groups],
    );
    return rows.map(({ show_key }) => show_key);
  }

  /** Those of the shows that exist. @throws NotFound none of them does */
  private async shows(ownerId: string, ids: readonly string[]): Promise<{ key: number; order: EpisodeOrder }[]> {
    const [first] = ids;
    if (first === undefined) return [];
    const rows = await this.database.read.all<{ key: number; is_serial: number | boolean; settings: string | null }>(
      `SELECT s.key, s.is_serial, u.settings FROM show s LEFT JOIN subscription u ON u.owner_id = ? AND u.show_key = s.key
       WHERE s.id IN (${marks(ids)})`,
      [ownerId, ...ids],
    );
    if (rows.length === 0) throw new NotFound('show', first);
    return rows.map((row) => {
      const { order = row.is_serial ? 'oldest' : 'newest' } = settingsOf(row.settings ?? '{}');
      return { key: row.key, order };
    });
  }

  private async personsOfShow(showId: string): Promise<ReturnType<typeof showDetailsOf>['persons']> {
    const row = await this.database.read.get<{ details: string }>('SELECT details FROM show WHERE id = ?', [showId]);
    return showDetailsOf(row?.details ?? '{}').persons;
  }
}

/** Which episodes a list has. Rules of a show leave out of what is yet to be heard, and of nothing else. */
function addState(conditions: Conditions, list: EpisodesQuery['list'], ownerId: string): void {
  switch (list) {
    case 'new':
      conditions.add('e.is_fresh = ?', true).add(IS_SINCE_SUBSCRIBED).add('NOT e.is_replaced');
      conditions.add(`(r.ref IS NULL OR (NOT r.is_done AND r.position_ms < ${BEGUN_MS}))`);
      break;
    case 'in-progress':
      conditions.add(`${IS_LEFT} AND NOT r.is_done AND r.position_ms >= ${BEGUN_MS}`, ownerId);
      break;
    case 'unheard':
      conditions.add('(r.ref IS NULL OR NOT r.is_done)').add('NOT e.is_replaced');
      break;
    case 'done':
      conditions.add(`${IS_LEFT} AND r.is_done`, ownerId);
      break;
    case 'all':
      break;
  }
  if (list !== 'new' && list !== 'unheard') return;
  conditions.add(
    'NOT EXISTS (SELECT 1 FROM episode_left_out o WHERE o.owner_id = ? AND o.episode_key = e.key)',
    ownerId,
  );
}

export function summaryOf(row: EpisodeRow): EpisodeSummary {
  const state = stateOf(row);
  return {
    id: trackIdOf(row.id),
    showId: row.show_id,
    showTitle: row.show_title,
    title: row.title,
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
    ...(row.published_at_ms !== null && { publishedAtMs: row.published_at_ms }),
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    kind: row.kind,
    ...(row.season !== null && { season: row.season }),
    ...(row.number !== null && { number: row.number }),
    state,
    ...(state === 'in-progress' && { positionMs: row.position_ms ?? 0 }),
    isGone: Boolean(row.is_gone),
    isPlayable: !row.is_replaced,
  };
}

/** Each kind of each language once. */
function choicesOf(transcripts: EpisodeDetails['transcripts']): TranscriptChoiceView[] {
  const choices = new Map<string, TranscriptChoiceView>();
  for (const { language, mimeType: type } of transcripts) {
    const name = `${language ?? ''} ${type}`;
    if (!choices.has(name)) choices.set(name, present({ language, type }));
  }
  return [...choices.values()];
}

function stateOf({ is_done, position_ms, is_fresh, first_seen_at_ms, subscribed_at_ms }: EpisodeRow): EpisodeState {
  if (is_done) return 'done';
  if ((position_ms ?? 0) >= BEGUN_MS) return 'in-progress';
  return is_fresh && subscribed_at_ms !== null && first_seen_at_ms >= subscribed_at_ms ? 'new' : 'unheard';
}

const NOTHING_TOLD: EpisodeDetails = {
  isExplicit: false,
  persons: [],
  chapters: [],
  transcripts: [],
  alternates: [],
  soundbites: [],
};
