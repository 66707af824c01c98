import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { Clock, NotFound, present } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks, type Sql } from '../sql/index.js';
import { refreshArtists } from './scan/counters.js';

/** The source of pictures that people gave: of none that is asked for music. */
export const OWN_COVERS = 'own';

/** A picture that was looked at. */
interface OwnPicture {
  readonly id: string;
  readonly locator: string;
  /** Of the original, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly placeholder: string;
  readonly swatches: readonly string[];
}

/** What can have a cover that a person chose. */
export type CoverKind = 'album' | 'artist';

/** What an album or an artist shows now, and what it showed before. Absent: nothing. */
export interface CoverChange {
  readonly kind: CoverKind;
  readonly id: string;
  readonly artworkId?: string;
  readonly formerArtworkId?: string;
  /** Of the picture that it showed before, where that was given. */
  readonly formerLocator?: string;
}

interface ShownCover {
  readonly key: number;
  readonly artwork_key: number | null;
  readonly id: string | null;
  readonly source: string | null;
  readonly locator: string | null;
}

/**
 * Keeps which covers people chose for albums and artists, for all of the household. They then show the chosen one wherever they
 * are shown; what scans find meanwhile waits behind it.
 */
@Injectable()
export class OwnCovers {
  private readonly told = new Subject<CoverChange>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Each album and artist that shows another cover now. */
  get changes(): Observable<CoverChange> {
    return this.told;
  }

  /** Makes a picture known, so that it can be chosen. One that is known stays as it is. */
  async add({ id, locator, width, height, placeholder, swatches }: OwnPicture): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(
        `INSERT INTO artwork (id, source, locator, width, height, placeholder, swatches) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO NOTHING`,
        [id, OWN_COVERS, locator, width, height, placeholder, JSON.stringify(swatches)],
      ),
    );
  }

  /** @throws NotFound there is no such album or artist, or nobody gave such a picture */
  choose(ownerId: string, kind: CoverKind, id: string, artworkId: string): Promise<CoverChange> {
    return this.change(kind, id, async (sql, shown) => {
      const chosen = await sql.get<{ key: number }>('SELECT key FROM artwork WHERE id = ? AND source = ?', [
        artworkId,
        OWN_COVERS,
      ]);
      if (!chosen) throw new NotFound('cover', artworkId);
      const by = { ownerId, artworkKey: chosen.key, nowMs: this.clock.nowMs() };
      await (kind === 'album' ? coverAlbum(sql, shown, by) : coverArtist(sql, shown, by));
    });
  }

  /** Shows again what there is without. @throws NotFound there is no such album or artist; that nothing was chosen is no error */
  remove(kind: CoverKind, id: string): Promise<CoverChange> {
    return this.change(kind, id, (sql, shown) =>
      kind === 'album' ? uncoverAlbum(sql, shown) : uncoverArtist(sql, shown),
    );
  }

  /** Forgets those of these pictures that nothing shows. @returns the locators of those that are not known any more */
  async forgetUnused(locators: readonly string[]): Promise<readonly string[]> {
    if (locators.length === 0) return [];
    const isOne = `source = ? AND locator IN (${marks(locators)})`;
    return this.database.writeLibrary(async ({ sql }) => {
      await sql.run(
        `DELETE FROM artwork WHERE ${isOne}
           AND NOT EXISTS (SELECT 1 FROM album_cover c WHERE c.artwork_key = artwork.key)
           AND NOT EXISTS (SELECT 1 FROM artist_cover c WHERE c.artwork_key = artwork.key)
           AND NOT EXISTS (SELECT 1 FROM album a WHERE a.artwork_key = artwork.key)
           AND NOT EXISTS (SELECT 1 FROM artist r WHERE r.artwork_key = artwork.key)`,
        [OWN_COVERS, ...locators],
      );
      const left = await sql.all<{ locator: string }>(`SELECT locator FROM artwork WHERE ${isOne}`, [
        OWN_COVERS,
        ...locators,
      ]);
      const known = new Set(left.map(({ locator }) => locator));
      return locators.filter((locator) => !known.has(locator));
    });
  }

  private async change(
    kind: CoverKind,
    id: string,
    work: (sql: Sql, shown: ShownCover) => Promise<void>,
  ): Promise<CoverChange> {
    const change = await this.database.writeLibrary(async ({ sql }) => {
      const before = await shownBy(sql, kind, id);
      if (!before) throw new NotFound(kind, id);
      await work(sql, before);
      return changeOf(kind, id, before, await shownBy(sql, kind, id));
    });
    if (change.artworkId !== change.formerArtworkId) this.told.next(change);
    return change;
  }
}

interface Choice {
  readonly ownerId: string;
  readonly artworkKey: number;
  readonly nowMs: number;
}

async function coverAlbum(sql: Sql, shown: ShownCover, { ownerId, artworkKey, nowMs }: Choice): Promise<void> {
  await sql.run(
    `INSERT INTO album_cover (album_key, owner_id, artwork_key, covered_key, chosen_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (album_key) DO UPDATE SET owner_id = excluded.owner_id, artwork_key = excluded.artwork_key,
       chosen_at_ms = excluded.chosen_at_ms`,
    [shown.key, ownerId, artworkKey, shown.artwork_key, nowMs],
  );
  await showOnAlbum(sql, shown.key, artworkKey);
}

async function uncoverAlbum(sql: Sql, { key }: ShownCover): Promise<void> {
  const chosen = await sql.get<{ covered_key: number | null }>(
    'SELECT covered_key FROM album_cover WHERE album_key = ?',
    [key],
  );
  if (!chosen) return;
  await sql.run('DELETE FROM album_cover WHERE album_key = ?', [key]);
  await showOnAlbum(sql, key, chosen.covered_key);
}

/** Artists show the cover of one of their albums. */
async function showOnAlbum(sql: Sql, key: number, artworkKey: number | null): Promise<void> {
  await sql.run('UPDATE album SET artwork_key = ? WHERE key = ?', [artworkKey, key]);
  const artists = await sql.all<{ artist_key: number }>('SELECT artist_key FROM album_artist WHERE album_key = ?', [
    key,
  ]);
  const touched = new Set(artists.map(({ artist_key }) => artist_key));
  while (await refreshArtists(sql, touched));
}

async function coverArtist(sql: Sql, { key }: ShownCover, { ownerId, artworkKey, nowMs }: Choice): Promise<void> {
  await sql.run(
    `INSERT INTO artist_cover (artist_key, owner_id, artwork_key, chosen_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (artist_key) DO UPDATE SET owner_id = excluded.owner_id, artwork_key = excluded.artwork_key,
       chosen_at_ms = excluded.chosen_at_ms`,
    [key, ownerId, artworkKey, nowMs],
  );
  await refreshArtists(sql, new Set([key]));
}

async function uncoverArtist(sql: Sql, { key }: ShownCover): Promise<void> {
  await sql.run('DELETE FROM artist_cover WHERE artist_key = ?', [key]);
  await refreshArtists(sql, new Set([key]));
}

function shownBy(sql: Sql, kind: CoverKind, id: string): Promise<ShownCover | undefined> {
  const cover = 's.key, s.artwork_key, w.id, w.source, w.locator';
  return kind === 'album'
    ? sql.get<ShownCover>(`SELECT ${cover} FROM album s LEFT JOIN artwork w ON w.key = s.artwork_key WHERE s.id = ?`, [
        id,
      ])
    : sql.get<ShownCover>(`SELECT ${cover} FROM artist s LEFT JOIN artwork w ON w.key = s.artwork_key WHERE s.id = ?`, [
        id,
      ]);
}

function changeOf(kind: CoverKind, id: string, before: ShownCover, now: ShownCover | undefined): CoverChange {
  return present({
    kind,
    id,
    artworkId: now?.id ?? undefined,
    formerArtworkId: before.id ?? undefined,
    formerLocator: before.source === OWN_COVERS ? (before.locator ?? undefined) : undefined,
  });
}
