import { Injectable } from '@nestjs/common';
import { Conditions, continueAfter, cutPage, orderBy, type Keyset } from '../../api/index.js';
import { NotFound, present, searchWords } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { ShowState } from '../refresh/feed-schedule.js';
import { marks } from '../../sql/index.js';
import { settingsOf } from './show-settings.js';
import { detailsOf } from './show-store.js';
import type { GroupView, ShowPage, ShowSort, ShowsQuery, ShowSummary, ShowView } from './shows.dto.js';

/** Columns of `ORDERED`. */
interface OrderedRow {
  readonly key: number;
  readonly sort_title: string;
  readonly subscribed_at_ms: number | null;
  readonly newest_at_ms: number;
}

interface ShowRow extends OrderedRow {
  readonly id: string;
  readonly title: string;
  readonly author: string | null;
  readonly artwork_id: string | null;
  readonly placeholder: string | null;
  readonly state: ShowState;
  readonly fault_code: string | null;
  readonly reason: string | null;
  readonly next_step: string | null;
  readonly group_name: string | null;
  readonly new_count: number;
}

interface ShowDetailRow extends ShowRow {
  readonly address: string | null;
  readonly host: string;
  readonly is_private: number | boolean;
  readonly is_serial: number | boolean;
  readonly details: string;
  readonly settings: string | null;
  readonly episode_count: number;
  readonly checked_at_ms: number | null;
  readonly next_check_at_ms: number | null;
}

const NEWEST =
  'COALESCE((SELECT e.sort_at_ms FROM episode e WHERE e.show_key = s.key ORDER BY e.sort_at_ms DESC LIMIT 1), 0)';
/** Episodes of a show that are in the list of new ones. */
const NEW_COUNT = `(SELECT count(*) FROM episode e
      LEFT JOIN resume_point r ON r.owner_id = u.owner_id AND r.kind = 'episode' AND r.ref = 'podcast:' || e.id
    WHERE e.show_key = s.key AND e.is_fresh AND e.first_seen_at_ms >= u.subscribed_at_ms AND NOT e.is_replaced
      AND (r.ref IS NULL OR (NOT r.is_done AND r.position_ms < 5000))
      AND NOT EXISTS (SELECT 1 FROM episode_left_out o WHERE o.owner_id = u.owner_id AND o.episode_key = e.key))`;
const COLUMNS = `s.key, s.id, s.title, s.sort_title, s.author, s.artwork_id, w.placeholder, s.state, s.fault_code, s.reason, s.next_step, u.group_name,
    u.subscribed_at_ms, ${NEWEST} AS newest_at_ms, ${NEW_COUNT} AS new_count`;
const ORDERED = `SELECT s.key, s.sort_title, u.subscribed_at_ms, ${NEWEST} AS newest_at_ms FROM subscription u JOIN show s ON s.key = u.show_key`;
const FOLLOWED = `SELECT ${COLUMNS} FROM subscription u JOIN show s ON s.key = u.show_key LEFT JOIN artwork w ON w.id = s.artwork_id`;
/** Takes the owner's id. */
const ONE = `SELECT ${COLUMNS}, s.address, s.host, s.is_private, s.is_serial, s.details, u.settings, s.checked_at_ms, s.next_check_at_ms,
    (SELECT count(*) FROM episode e WHERE e.show_key = s.key) AS episode_count
  FROM show s LEFT JOIN subscription u ON u.owner_id = ? AND u.show_key = s.key LEFT JOIN artwork w ON w.id = s.artwork_id WHERE s.id = ?`;

const KEYSETS: Record<ShowSort, Keyset<OrderedRow>> = {
  title: {
    columns: ['s.sort_title', 's.key'],
    kinds: ['string', 'number'],
    isDescending: false,
    valuesOf: (row) => [row.sort_title, row.key],
  },
  newest: {
    columns: [NEWEST, 's.key'],
    kinds: ['instant', 'number'],
    isDescending: true,
    valuesOf: (row) => [row.newest_at_ms, row.key],
  },
  subscribed: {
    columns: ['u.subscribed_at_ms', 's.key'],
    kinds: ['instant', 'number'],
    isDescending: true,
    valuesOf: (row) => [row.subscribed_at_ms ?? 0, row.key],
  },
};

/** Reads the shows that somebody follows. */
@Injectable()
export class ShowRepository {
  constructor(private readonly database: Database) {}

  async page(ownerId: string, { sort, group, id: ids, q, limit, cursor }: ShowsQuery): Promise<ShowPage> {
    const keyset = KEYSETS[sort];
    const conditions = new Conditions().add('u.owner_id = ?', ownerId);
    if (group !== undefined) conditions.add('u.group_name = ?', group);
    if (ids) conditions.add(`s.id IN (${marks(ids)})`, ...ids);
    for (const word of searchWords(q ?? '')
      .split(' ')
      .filter((some) => some !== '')) {
      conditions.add(`(' ' || s.sort_title) LIKE ?`, `% ${word}%`);
    }
    continueAfter(keyset, cursor, conditions);
    const rows = await this.database.read.all<OrderedRow>(`${ORDERED} ${conditions.where} ${orderBy(keyset)} LIMIT ?`, [
      ...conditions.parameters,
      limit + 1,
    ]);
    const page = cutPage(keyset, rows, limit);
    return {
      items: await this.summaries(
        ownerId,
        page.rows.map(({ key }) => key),
      ),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    };
  }

  /** What is counted is counted for those of one page only. */
  private async summaries(ownerId: string, keys: readonly number[]): Promise<ShowSummary[]> {
    if (keys.length === 0) return [];
    const rows = await this.database.read.all<ShowRow>(
      `${FOLLOWED} WHERE u.owner_id = ? AND s.key IN (${marks(keys)})`,
      [ownerId, ...keys],
    );
    const byKey = new Map(rows.map((row) => [row.key, summaryOf(row)]));
    return keys.flatMap((key) => byKey.get(key) ?? []);
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<ShowView> {
    const row = await this.database.read.get<ShowDetailRow>(ONE, [ownerId, id]);
    if (!row) throw new NotFound('show', id);
    const { description, link, language, copyright, categories, isExplicit, persons, funding } = detailsOf(row.details);
    const { leaveOutWords, ...settings } = settingsOf(row.settings ?? '{}');
    return Object.assign(
      summaryOf(row),
      present({
        ...{ description, link, language, copyright },
        subscribedAtMs: row.subscribed_at_ms ?? undefined,
        address: row.address ?? undefined,
        checkedAtMs: row.checked_at_ms ?? undefined,
        nextCheckAtMs: row.next_check_at_ms ?? undefined,
      }),
      {
        isFollowed: row.subscribed_at_ms !== null,
        host: row.host,
        isPrivate: Boolean(row.is_private),
        categories: [...categories],
        isExplicit,
        isSerial: Boolean(row.is_serial),
        persons: persons.map(({ name, role, link: to }) => present({ name, role, link: to })),
        funding: funding.map((entry) => ({ ...entry })),
        settings: { ...settings, ...(leaveOutWords && { leaveOutWords: [...leaveOutWords] }) },
        episodeCount: Number(row.episode_count),
      },
    );
  }

  /** By their names. */
  async groups(ownerId: string): Promise<GroupView[]> {
    const rows = await this.database.read.all<{ name: string; count: number }>(
      `SELECT group_name AS name, count(*) AS count FROM subscription WHERE owner_id = ? AND group_name IS NOT NULL
       GROUP BY group_name ORDER BY group_name`,
      [ownerId],
    );
    return rows.map(({ name, count }) => ({ name, showCount: Number(count) }));
  }

  /** All that somebody follows, as a list of subscriptions has it; without an address where it is private. */
  async subscriptions(
    ownerId: string,
  ): Promise<{ id: string; title: string; address?: string; link?: string; group?: string }[]> {
    const rows = await this.database.read.all<
      Pick<ShowDetailRow, 'id' | 'title' | 'address' | 'details' | 'group_name'>
    >(
      `SELECT s.id, s.title, s.address, s.details, u.group_name FROM subscription u JOIN show s ON s.key = u.show_key
       WHERE u.owner_id = ? ORDER BY s.sort_title, s.key`,
      [ownerId],
    );
    return rows.map(({ id, title, address, details, group_name: group }) =>
      present({ id, title, address: address ?? undefined, link: detailsOf(details).link, group: group ?? undefined }),
    );
  }
}

function summaryOf(row: ShowRow): ShowSummary {
  return {
    id: row.id,
    title: row.title,
    ...(row.author !== null && { author: row.author }),
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
    ...(row.group_name !== null && { group: row.group_name }),
    newCount: Number(row.new_count),
    ...(Number(row.newest_at_ms) > 0 && { newestAtMs: Number(row.newest_at_ms) }),
    state: row.state,
    ...(row.fault_code !== null && { code: `feed-${row.fault_code}` }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.next_step !== null && { nextStep: row.next_step }),
  };
}
