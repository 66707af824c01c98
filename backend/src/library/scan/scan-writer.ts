import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Engine, insertRow, type Sql } from '../../sql/index.js';
import type { CollectedItem, CollectedTrack, CollectedUnit } from '../../sources/index.js';
import { albumsOf, type AlbumDescription } from './album-identity.js';
import { AlbumWriter } from './album-writer.js';
import { refreshArtists, refreshGenres, removeUnusedArtwork } from './counters.js';
import { NameKeys } from './name-keys.js';
import { TrackWriter, type KnownSource } from './track-writer.js';

/** Some units of one source, as one transaction. */
export interface ScanBatch {
  readonly source: string;
  readonly units: readonly CollectedUnit[];
  /** Nothing of the source was known before the scan, so nothing can have moved. */
  readonly isFirstScan: boolean;
  /** Locators of known items that are not where they were: what has their content now has moved. */
  readonly gone: readonly string[];
}

/** What a piece of writing changed. */
export interface ScanCounts {
  added: number;
  updated: number;
  moved: number;
  missing: number;
  broken: number;
}

interface KnownItem extends KnownSource {
  readonly locator: string;
  readonly content_key: string | null;
  readonly whole_key: string | null;
  readonly album_key: number;
  readonly is_missing: number | boolean;
  readonly album_title: string;
  readonly lead: string | null;
}

interface Arrival {
  readonly item: Extract<CollectedItem, { kind: 'track' }>;
  readonly known?: KnownItem;
}

/** What becomes of the items of one unit. */
interface UnitChange {
  readonly unit: CollectedUnit;
  readonly arrivals: readonly Arrival[];
  /** Known items that are still there. */
  readonly kept: readonly KnownItem[];
  /** Known items that are there no more. */
  readonly left: readonly KnownItem[];
}

/**
 * Brings the library in line with what a source has. Runs inside a transaction of its caller. Everything is found again
 * by rows, so that a scan that ended anywhere can be taken up by the next. After each piece of work that grows with what
 * a person has, whoever else needs the thread gets a turn: it may be the one that answers requests.
 */
export class ScanWriter {
  private readonly names: NameKeys;
  private readonly albums: AlbumWriter;
  private readonly tracks: TrackWriter;
  private readonly touchedAlbums = new Set<number>();
  /** What this scan has marked as missing and not found elsewhere since. */
  private readonly missed = new Set<number>();

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
  ) {
    this.names = new NameKeys(sql, engine);
    this.tracks = new TrackWriter(sql, engine, this.names);
    this.albums = new AlbumWriter(sql, engine, this.names, () => this.tracks.flush());
  }

  /** After a rollback: rows that were made and remembered have gone. */
  forget(): void {
    this.names.forget();
    this.tracks.forget();
  }

  async write({ source, units, gone, isFirstScan }: ScanBatch, nowMs: number): Promise<ScanCounts> {
    const counts: ScanCounts = { added: 0, updated: 0, moved: 0, missing: 0, broken: 0 };
    const goneLocators = new Set(gone);
    for (const unit of units) {
      await this.writeUnit(source, unit, isFirstScan ? undefined : goneLocators, counts, nowMs);
      await nextTurn();
    }
    await this.tracks.flush();
    await this.refreshAlbums();
    return counts;
  }

  /** Marks everything in these units as missing. The units are forgotten, what was heard and edited is not. */
  async remove(source: string, unitNames: readonly string[]): Promise<ScanCounts> {
    const counts: ScanCounts = { added: 0, updated: 0, moved: 0, missing: 0, broken: 0 };
    for (const name of unitNames) {
      const unit = await this.sql.get<{ key: number }>(
        'SELECT key FROM collection_unit WHERE source = ? AND name = ?',
        [source, name],
      );
      if (!unit) continue;
      for (const item of await this.knownItems(unit.key)) await this.miss(item, counts);
      await this.sql.run('DELETE FROM collection_unit WHERE key = ?', [unit.key]);
      await nextTurn();
    }
    await this.refreshAlbums();
    return counts;
  }

  /** Counts anew what the scan touched. Call it until it returns false, each time in a transaction of its own. */
  async settle(): Promise<boolean> {
    if (await refreshArtists(this.sql, this.tracks.touchedArtists)) return true;
    if (await refreshGenres(this.sql, this.tracks.touchedGenres)) return true;
    await removeUnusedArtwork(this.sql);
    return false;
  }

  /** Lets `settle` count everything anew. */
  async touchAll(): Promise<void> {
    const keysOf = async (table: string): Promise<number[]> =>
      (await this.sql.all<{ key: number }>(`SELECT key FROM ${table}`)).map(({ key }) => key);
    for (const key of await keysOf('artist')) this.tracks.touchedArtists.add(key);
    for (const key of await keysOf('genre')) this.tracks.touchedGenres.add(key);
  }

  private async writeUnit(
    source: string,
    unit: CollectedUnit,
    gone: ReadonlySet<string> | undefined,
    counts: ScanCounts,
    nowMs: number,
  ): Promise<void> {
    const { unitKey, isNew } = await this.place(source, unit);
    if (!isNew) await this.tracks.flush();
    const known = isNew ? [] : await this.knownItems(unitKey);
    const byLocator = new Map(known.map((item) => [item.locator, item]));
    const kept = new Map<number, KnownItem>();
    const arrivals: Arrival[] = [];
    for (const item of unit.items) {
      const before = byLocator.get(item.locator) ?? formerItem(item, byLocator, kept);
      if (item.kind === 'unchanged' && before) kept.set(before.key, before);
      if (item.kind !== 'track') continue;
      const moved = before || !gone ? undefined : await this.movedFrom(source, item.track, gone, kept);
      const row = before ?? moved;
      if (row) kept.set(row.key, row);
      if (moved && this.missed.delete(moved.key)) counts.missing--;
      arrivals.push({ item, known: row });
      if (before && !before.is_missing) counts.updated++;
      else if (before || moved) counts.moved++;
      else counts.added++;
    }
    await this.writeFaults(unitKey, isNew, unit.items, counts, nowMs);
    const left = known.filter((item) => !kept.has(item.key));
    for (const item of left) await this.miss(item, counts);
    await this.writeTracks(source, unitKey, { unit, arrivals, kept: [...kept.values()], left }, nowMs);
  }

  private async place(source: string, unit: CollectedUnit): Promise<{ unitKey: number; isNew: boolean }> {
    const { key: name, version } = unit;
    const found = await this.sql.get<{ key: number }>('SELECT key FROM collection_unit WHERE source = ? AND name = ?', [
      source,
      name,
    ]);
    if (!found) {
      const insert = `INSERT INTO collection_unit (source, name, version) VALUES (?, ?, ?)
        ON CONFLICT (source, name) DO UPDATE SET version = excluded.version`;
      return { unitKey: await insertRow(this.sql, this.engine, insert, [source, name, version]), isNew: true };
    }
    await this.sql.run('UPDATE collection_unit SET version = ? WHERE key = ?', [version, found.key]);
    return { unitKey: found.key, isNew: false };
  }

  private knownItems(unitKey: number): Promise<KnownItem[]> {
    return this.sql.all<KnownItem>(`${KNOWN} WHERE s.unit_key = ?`, [unitKey]);
  }

  /** The row of a file that is not where it was and has this content. */
  private async movedFrom(
    source: string,
    { contentKey }: CollectedTrack,
    gone: ReadonlySet<string>,
    taken: ReadonlyMap<number, KnownItem>,
  ): Promise<KnownItem | undefined> {
    // Some contents are common, such as silence: looking at a few candidates must do.
    const same = `${KNOWN} WHERE s.content_key = ? AND s.is_missing = ? AND s.source = ?`;
    const missing = await this.sql.all<KnownItem>(`${same} LIMIT 20`, [contentKey, true, source]);
    const free = missing.find(({ key }) => !taken.has(key));
    if (free || gone.size === 0) return free;
    const marks = Array.from(gone, () => '?').join(', ');
    const left = await this.sql.all<KnownItem>(`${same} AND s.locator IN (${marks}) LIMIT 20`, [
      contentKey,
      false,
      source,
      ...gone,
    ]);
    return left.find(({ key }) => !taken.has(key));
  }

  private async miss(item: KnownItem, counts: ScanCounts): Promise<void> {
    if (item.is_missing) return;
    await this.tracks.markMissing(item);
    this.touchedAlbums.add(item.album_key);
    this.missed.add(item.key);
    counts.missing++;
  }

  private async writeTracks(
    source: string,
    unitKey: number,
    { unit, arrivals, kept, left }: UnitChange,
    nowMs: number,
  ): Promise<void> {
    const companions = kept.map(({ album_title, lead }) => ({ albumTitle: album_title, artist: lead ?? '' }));
    const albums = albumsOf(
      unit,
      arrivals.map(({ item }) => item.track),
      companions,
    );
    for (const [album, group] of groupByAlbum(arrivals, albums)) {
      const before = group.flatMap(({ known }) => (known ? [known] : []));
      const albumKey = await this.albums.place(
        album,
        new Set((before.length > 0 ? before : takenApart(group, left)).map((item) => item.album_key)),
        before.length,
        nowMs,
      );
      this.touchedAlbums.add(albumKey);
      for (const { album_key } of before) this.touchedAlbums.add(album_key);
      for (const artist of album.artists) this.tracks.touchedArtists.add(await this.names.artist(artist));
      for (const { item, known } of group) {
        const place = { source, unitKey, locator: item.locator, version: item.version };
        if (known) await this.tracks.update(known, item.track, place, albumKey, album.title);
        else await this.tracks.add(item.track, place, albumKey, album.title, nowMs);
      }
      await this.choosePicture(
        source,
        albumKey,
        group.map(({ item }) => item.track),
      );
    }
  }

  /** The cover of an album is that of its first track that has one. */
  private async choosePicture(source: string, albumKey: number, tracks: readonly CollectedTrack[]): Promise<void> {
    const place = ({ discNumber = 1, trackNumber = 0 }: CollectedTrack): number => discNumber * 10_000 + trackNumber;
    let first: CollectedTrack | undefined;
    for (const track of tracks) if (track.artwork && (!first || place(track) < place(first))) first = track;
    if (!first?.artwork) return;
    await this.albums.setArtwork(
      albumKey,
      await this.names.artwork(source, first.artwork),
      (first.discNumber ?? 1) <= 1,
    );
  }

  private async writeFaults(
    unitKey: number,
    isNew: boolean,
    items: readonly CollectedItem[],
    counts: ScanCounts,
    nowMs: number,
  ): Promise<void> {
    if (!isNew) {
      const unchanged = new Set(items.flatMap(({ kind, locator }) => (kind === 'unchanged' ? [locator] : [])));
      const faults = await this.sql.all<{ key: number; locator: string }>(
        'SELECT key, locator FROM scan_fault WHERE unit_key = ?',
        [unitKey],
      );
      for (const { key, locator } of faults) {
        if (!unchanged.has(locator)) await this.sql.run('DELETE FROM scan_fault WHERE key = ?', [key]);
      }
    }
    for (const item of items) {
      if (item.kind !== 'broken') continue;
      counts.broken++;
      await this.sql.run(
        'INSERT INTO scan_fault (unit_key, locator, version, code, detail, found_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
        [unitKey, item.locator, item.version, item.fault.code, item.fault.detail, nowMs],
      );
    }
  }

  private async refreshAlbums(): Promise<void> {
    for (const key of this.touchedAlbums) {
      await this.albums.refresh(key);
      await nextTurn();
    }
    this.touchedAlbums.clear();
  }
}

/** Known items, with the columns that the identity of an album depends on. */
const KNOWN = `SELECT s.key, s.track_key, s.locator, s.content_key, s.whole_key, s.is_missing, t.album_key, a.source_title AS album_title,
    (SELECT ta.credited_as FROM track_artist ta WHERE ta.track_key = t.key AND ta.position = 0) AS lead
  FROM track_source s JOIN track t ON t.key = s.track_key JOIN album a ON a.key = t.album_key`;

/** The row that an item had under another locator. */
function formerItem(
  item: CollectedItem,
  byLocator: ReadonlyMap<string, KnownItem>,
  taken: ReadonlyMap<number, KnownItem>,
): KnownItem | undefined {
  const former = item.kind === 'track' && item.formerly !== undefined ? byLocator.get(item.formerly) : undefined;
  return former && !taken.has(former.key) ? former : undefined;
}

/** Items that were the whole of these tracks, or the parts of one: the same sound, so it may be the same album. */
function takenApart(group: readonly Arrival[], left: readonly KnownItem[]): readonly KnownItem[] {
  const sounds = new Set(group.map(({ item: { track } }) => track.wholeKey ?? track.contentKey));
  return left.filter(({ content_key, whole_key }) => sounds.has(whole_key ?? content_key ?? ''));
}

function groupByAlbum(
  arrivals: readonly Arrival[],
  albums: ReadonlyMap<CollectedTrack, AlbumDescription>,
): Map<AlbumDescription, Arrival[]> {
  const groups = new Map<AlbumDescription, Arrival[]>();
  for (const arrival of arrivals) {
    const album = albums.get(arrival.item.track);
    if (!album) continue;
    const group = groups.get(album);
    if (group) group.push(arrival);
    else groups.set(album, [arrival]);
  }
  return groups;
}
