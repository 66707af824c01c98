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

/** What an album shows now, and what it showed before. Absent: nothing. */
export interface CoverChange {
  readonly albumId: string;
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
 * Keeps which covers people chose for albums, for all of the household. An album then shows the chosen one wherever it is
 * shown; what scans find meanwhile waits behind it.
 */
@Injectable()
export class OwnCovers {
  private readonly told = new Subject<CoverChange>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Each album that shows another cover now. */
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

  /** @throws NotFound there is no such album, or nobody gave such a picture */
  async choose(ownerId: string, albumId: string, artworkId: string): Promise<CoverChange> {
    return this.change(albumId, async (sql, { key, artwork_key }) => {
      const chosen = await sql.get<{ key: number }>('SELECT key FROM artwork WHERE id = ? AND source = ?', [
        artworkId,
        OWN_COVERS,
      ]);
      if (!chosen) throw new NotFound('cover', artworkId);
      await sql.run(
        `INSERT INTO album_cover (album_key, owner_id, artwork_key, covered_key, chosen_at_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (album_key) DO UPDATE SET owner_id = excluded.owner_id, artwork_key = excluded.artwork_key,
           chosen_at_ms = excluded.chosen_at_ms`,
        [key, ownerId, chosen.key, artwork_key, this.clock.nowMs()],
      );
      return chosen.key;
    });
  }

  /** Shows again what the files have. @throws NotFound there is no such album; that nothing was chosen is no error */
  async remove(albumId: string): Promise<CoverChange> {
    return this.change(albumId, async (sql, { key, artwork_key }) => {
      const chosen = await sql.get<{ covered_key: number | null }>(
        'SELECT covered_key FROM album_cover WHERE album_key = ?',
        [key],
      );
      if (!chosen) return artwork_key;
      await sql.run('DELETE FROM album_cover WHERE album_key = ?', [key]);
      return chosen.covered_key;
    });
  }

  /** Forgets those of these pictures that nothing shows. @returns the locators of those that are not known any more */
  async forgetUnused(locators: readonly string[]): Promise<readonly string[]> {
    if (locators.length === 0) return [];
    const isOne = `source = ? AND locator IN (${marks(locators)})`;
    return this.database.writeLibrary(async ({ sql }) => {
      await sql.run(
        `DELETE FROM artwork WHERE ${isOne}
           AND NOT EXISTS (SELECT 1 FROM album_cover c WHERE c.artwork_key = artwork.key)
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

  /** @param choose answers with the key of the cover that the album is to show */
  private async change(
    albumId: string,
    choose: (sql: Sql, album: ShownCover) => Promise<number | null>,
  ): Promise<CoverChange> {
    const change = await this.database.writeLibrary(async ({ sql }) => {
      const before = await shownBy(sql, albumId);
      if (!before) throw new NotFound('album', albumId);
      const artworkKey = await choose(sql, before);
      await sql.run('UPDATE album SET artwork_key = ? WHERE key = ?', [artworkKey, before.key]);
      const artists = await sql.all<{ artist_key: number }>('SELECT artist_key FROM album_artist WHERE album_key = ?', [
        before.key,
      ]);
      const touched = new Set(artists.map(({ artist_key }) => artist_key));
      while (await refreshArtists(sql, touched));
      return changeOf(albumId, before, await shownBy(sql, albumId));
    });
    if (change.artworkId !== change.formerArtworkId) this.told.next(change);
    return change;
  }
}

function shownBy(sql: Sql, albumId: string): Promise<ShownCover | undefined> {
  return sql.get<ShownCover>(
    `SELECT a.key, a.artwork_key, w.id, w.source, w.locator
     FROM album a LEFT JOIN artwork w ON w.key = a.artwork_key WHERE a.id = ?`,
    [albumId],
  );
}

function changeOf(albumId: string, before: ShownCover, now: ShownCover | undefined): CoverChange {
  return present({
    albumId,
    artworkId: now?.id ?? undefined,
    formerArtworkId: before.id ?? undefined,
    formerLocator: before.source === OWN_COVERS ? (before.locator ?? undefined) : undefined,
  });
}
