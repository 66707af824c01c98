import { Injectable } from '@nestjs/common';
import { present, searchWords } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Chapter, FeedItem } from '../../sources/index.js';
import { indexWords, insertRow, marks, reindexWords, type Sql } from '../../sql/index.js';
import { hashed } from '../podcast-ids.js';
import { fileOf, identityOf, type EpisodeChanges, type KnownEpisode } from '../refresh/match-episodes.js';
import { keepArtwork } from '../shows/show-store.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Feeds are late, and their clocks are wrong. */
const STILL_NEW_MS = 2 * DAY_MS;
/** Episodes written in one transaction. */
const BATCH = 100;
/** Parameters of one statement, which both engines take. */
const KEYS_AT_ONCE = 200;

/** What only the page of an episode tells. */
export type EpisodeDetails = Pick<
  FeedItem,
  | 'notes'
  | 'link'
  | 'author'
  | 'isExplicit'
  | 'persons'
  | 'chaptersAddress'
  | 'chapters'
  | 'hasChaptersOfNotes'
  | 'transcripts'
  | 'alternates'
  | 'soundbites'
> & {
  readonly seasonName?: string;
  /** Shown in place of the number. */
  readonly display?: string;
  /** As told. */
  readonly sizeBytes?: number;
};

interface KnownRow {
  readonly key: number;
  readonly id: string;
  readonly identity: string;
  readonly item_hash: string;
  readonly title: string;
  readonly published_at_ms: number | null;
  readonly address: string;
  readonly is_gone: number | boolean;
}

export interface StoredEpisode extends KnownEpisode {
  readonly id: string;
}

export interface MergeInto {
  readonly showKey: number;
  readonly showId: string;
  readonly showTitle: string;
  readonly nowMs: number;
  /** All that is kept of the show. */
  readonly known: readonly StoredEpisode[];
  /** It stood on a page of what came out earlier. */
  readonly isArchive: boolean;
}

/** Keeps the episodes of shows in step with their feeds. */
@Injectable()
export class EpisodeStore {
  constructor(private readonly database: Database) {}

  async known(showKey: number): Promise<StoredEpisode[]> {
    const rows = await this.database.read.all<KnownRow>(
      'SELECT key, id, identity, item_hash, title, published_at_ms, address, is_gone FROM episode WHERE show_key = ? ORDER BY key',
      [showKey],
    );
    return rows.map((row) => ({
      key: row.key,
      id: row.id,
      identity: row.identity,
      itemHash: row.item_hash,
      title: row.title,
      address: row.address,
      isGone: Boolean(row.is_gone),
      ...(row.published_at_ms !== null && { publishedAtMs: row.published_at_ms }),
    }));
  }

  async hashes(showKey: number): Promise<string[]> {
    const rows = await this.database.read.all<{ item_hash: string }>(
      'SELECT item_hash FROM episode WHERE show_key = ?',
      [showKey],
    );
    return rows.map(({ item_hash }) => item_hash);
  }

  /** Of what has changed, the ids of the episodes whose sound is another now, and not the same somewhere else. */
  async withOtherSound(known: readonly StoredEpisode[], changed: EpisodeChanges['changed']): Promise<string[]> {
    const ids = new Map(known.map(({ key, id }) => [key, id]));
    const sizes = await this.toldSizes(changed.map(({ episode }) => episode.key));
    return changed.flatMap(({ episode, item: { enclosure } }) => {
      const before = sizes.get(episode.key);
      const isOtherSize = before !== undefined && enclosure.sizeBytes !== undefined && before !== enclosure.sizeBytes;
      return isOtherSize || !isSameFile(episode.address, enclosure.url) ? (ids.get(episode.key) ?? []) : [];
    });
  }

  /** @param address of the sound that they stand in: another one has others */
  async keepFileChapters(key: number, address: string, chapters: readonly Chapter[]): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(
        `UPDATE episode_details SET file_chapters = ?
         WHERE episode_key = ? AND EXISTS (SELECT 1 FROM episode e WHERE e.key = episode_key AND e.address = ?)`,
        [JSON.stringify(chapters), key, address],
      ),
    );
  }

  /** Writes what has changed, some at a time: others are not to wait for an archive of thousands. */
  async merge(into: MergeInto, { unchanged, changed, added, addedBelow, gone }: EpisodeChanges): Promise<void> {
    const isFresh = freshness(into, added, addedBelow);
    const taken = new Set(into.known.map(({ id }) => id));
    for (let from = 0; from < added.length; from += BATCH) {
      await this.database.write(async ({ sql }) => {
        for (const [i, item] of added.slice(from, from + BATCH).entries()) {
          await this.add(sql, into, item, { isFresh: isFresh(item), place: from + i, taken });
        }
      });
    }
    for (let from = 0; from < changed.length; from += BATCH) {
      await this.database.write(async ({ sql }) => {
        for (const { episode, item } of changed.slice(from, from + BATCH)) await this.change(sql, into, episode, item);
      });
    }
    const back = [...unchanged, ...changed.map(({ episode }) => episode)].filter((episode) => episode.isGone);
    await this.setGone(back, null);
    await this.setGone(gone, into.nowMs);
    await this.findReplaced(into);
  }

  private async toldSizes(keys: readonly number[]): Promise<Map<number, number | undefined>> {
    const sizes = new Map<number, number | undefined>();
    for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
      const some = keys.slice(from, from + KEYS_AT_ONCE);
      const rows = await this.database.read.all<{ episode_key: number; details: string }>(
        `SELECT episode_key, details FROM episode_details WHERE episode_key IN (${marks(some)})`,
        some,
      );
      for (const { episode_key: key, details } of rows) {
        sizes.set(key, (JSON.parse(details) as Partial<EpisodeDetails>).sizeBytes);
      }
    }
    return sizes;
  }

  private async add(
    sql: Sql,
    { showKey, showId, showTitle, nowMs }: MergeInto,
    item: FeedItem,
    { isFresh, place, taken }: { readonly isFresh: boolean; readonly place: number; readonly taken: Set<string> },
  ): Promise<void> {
    const identity = identityOf(item);
    // Taken where an earlier episode was known by this guid, and is known by another now.
    const wanted = hashed(showId, identity);
    const id = taken.has(wanted) ? hashed(showId, identity, String(nowMs)) : wanted;
    taken.add(id);
    const key = await insertRow(
      sql,
      this.database.engine,
      `INSERT INTO episode (id, show_key, identity, item_hash, title, sort_title, kind, published_at_ms, sort_at_ms, duration_ms, address,
         mime_type, season, number, artwork_id, is_fresh, is_gone, is_replaced, first_seen_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, showKey, identity, ...(await this.values(sql, item, nowMs - place, nowMs)), isFresh, false, false, nowMs],
    );
    await sql.run('INSERT INTO episode_details (episode_key, details) VALUES (?, ?)', [key, detailsJson(item)]);
    await indexWords(sql, this.database.engine, 'episode', key, [searchWords(item.title), searchWords(showTitle)]);
  }

  private async change(
    sql: Sql,
    { showTitle, nowMs }: MergeInto,
    { key, title, publishedAtMs, address }: KnownEpisode,
    item: FeedItem,
  ): Promise<void> {
    // How long it really is is known of this sound, and not of another.
    if (!isSameFile(address, item.enclosure.url)) {
      await sql.run('UPDATE episode SET is_length_heard = ? WHERE key = ?', [false, key]);
    }
    const values = await this.values(sql, item, publishedAtMs ?? nowMs, nowMs);
    await sql.run(
      `UPDATE episode SET identity = ?, item_hash = ?, title = ?, sort_title = ?, kind = ?, published_at_ms = ?, sort_at_ms = ?,
         duration_ms = CASE WHEN is_length_heard THEN duration_ms ELSE ? END, address = ?, mime_type = ?, season = ?, number = ?,
         artwork_id = ? WHERE key = ?`,
      [identityOf(item), ...values, key],
    );
    // There may be other sound by now.
    await sql.run('UPDATE episode_details SET details = ?, file_chapters = NULL WHERE episode_key = ?', [
      detailsJson(item),
      key,
    ]);
    if (title === item.title) return;
    await reindexWords(sql, this.database.engine, 'episode', key, [searchWords(item.title), searchWords(showTitle)]);
  }

  /** @param undatedMs what an item without a date is ordered by */
  private async values(
    sql: Sql,
    item: FeedItem,
    undatedMs: number,
    nowMs: number,
  ): Promise<(string | number | null)[]> {
    const { hash, title, kind, publishedAtMs, durationMs, enclosure, season, episode, artwork } = item;
    return [
      hash,
      title,
      searchWords(title),
      kind,
      publishedAtMs ?? null,
      sortAt(publishedAtMs ?? undatedMs, nowMs),
      durationMs ?? null,
      enclosure.url,
      enclosure.mimeType ?? null,
      season?.number ?? null,
      episode?.number ?? null,
      artwork === undefined ? null : await keepArtwork(sql, artwork),
    ];
  }

  private async setGone(episodes: readonly KnownEpisode[], atMs: number | null): Promise<void> {
    for (let from = 0; from < episodes.length; from += KEYS_AT_ONCE) {
      const keys = episodes.slice(from, from + KEYS_AT_ONCE).map(({ key }) => key);
      await this.database.write(({ sql }) =>
        sql.run(`UPDATE episode SET is_gone = ?, gone_at_ms = ? WHERE key IN (${marks(keys)})`, [
          atMs !== null,
          atMs,
          ...keys,
        ]),
      );
    }
  }

  /** What has gone, and whose address another has by now, cannot be heard any more. What was announced comes out one day. */
  private async findReplaced({ showKey, nowMs }: MergeInto): Promise<void> {
    await this.database.write(async ({ sql }) => {
      await sql.run(
        `UPDATE episode SET is_replaced = (is_gone AND EXISTS (SELECT 1 FROM episode o
           WHERE o.show_key = episode.show_key AND o.address = episode.address AND NOT o.is_gone)) WHERE show_key = ? AND (is_gone OR is_replaced)`,
        [showKey],
      );
      await sql.run(
        `UPDATE episode SET sort_at_ms = published_at_ms WHERE show_key = ? AND sort_at_ms = 0 AND published_at_ms <= ?`,
        [showKey, nowMs + DAY_MS],
      );
    });
  }
}

/** What says that it comes out one day stands last; a day is but a wrong clock. */
function sortAt(publishedAtMs: number, nowMs: number): number {
  return publishedAtMs <= nowMs + DAY_MS ? publishedAtMs : 0;
}

/**
 * Which of the items that were not there are new, and not just found: of a show that was not known the newest, else those that
 * are not older than what is known. Those without a date are where they stand above what is known. What is announced for later
 * makes nothing old.
 */
function freshness(
  { known, nowMs, isArchive }: MergeInto,
  added: readonly FeedItem[],
  below: ReadonlySet<FeedItem>,
): (item: FeedItem) => boolean {
  const outAtMs = ({ publishedAtMs = 0 }: { readonly publishedAtMs?: number }): number =>
    publishedAtMs <= nowMs + DAY_MS ? publishedAtMs : 0;
  if (isArchive) return () => false;
  if (known.length === 0) {
    const newest = added.reduce<FeedItem | undefined>(
      (best, item) => (best && outAtMs(best) >= outAtMs(item) ? best : item),
      undefined,
    );
    return (item) => item === newest;
  }
  const newestMs = known.reduce((newest, episode) => Math.max(newest, outAtMs(episode)), 0);
  return (item) =>
    item.publishedAtMs === undefined ? !below.has(item) : item.publishedAtMs >= newestMs - STILL_NEW_MS;
}

/** Counters of downloads are put in front of an address, or taken away; what is behind stays. */
function isSameFile(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other].map((address) => fileOf(address).replace(/^https?:\/\//i, '')).sort((a, b) => a.length - b.length); // prettier-ignore
  return long === short || long.endsWith(`/${short}`);
}

function detailsJson(item: FeedItem): string {
  const { notes, link, author, isExplicit, persons, chaptersAddress, chapters, hasChaptersOfNotes } = item;
  const { transcripts, alternates, soundbites } = item;
  const details = present({
    ...{ notes, link, author, isExplicit, persons, chaptersAddress, chapters, hasChaptersOfNotes },
    ...{ transcripts, alternates, soundbites },
    seasonName: item.season?.name,
    display: item.episode?.display,
    sizeBytes: item.enclosure.sizeBytes,
  });
  return JSON.stringify(details satisfies EpisodeDetails);
}
