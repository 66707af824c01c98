import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { Clock, NotFound, present } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks, type Sql } from '../sql/index.js';
import type { Covered, CoverKind, ShownCover } from './covered.js';
import { COVERED_ALBUMS, COVERED_ARTISTS } from './covered-music.js';

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

/** What an album or an artist shows now, and what it showed before. Absent: nothing; for a playlist, pictures of its songs. */
export interface CoverChange {
  readonly kind: CoverKind;
  readonly id: string;
  readonly artworkId?: string;
  readonly formerArtworkId?: string;
  /** Of the picture that it showed before, where that was given. */
  readonly formerLocator?: string;
}

/**
 * Has things show pictures that people gave, wherever they are shown: albums and artists, for all of the household, and what
 * other modules register. A picture that none of them shows is forgotten.
 */
@Injectable()
export class OwnCovers {
  private readonly told = new Subject<CoverChange>();
  private readonly kinds = new Map([COVERED_ALBUMS, COVERED_ARTISTS].map((covered) => [covered.kind, covered]));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** For modules to the right of this one. */
  register(covered: Covered): void {
    this.kinds.set(covered.kind, covered);
  }

  /** Each thing that shows another cover now. */
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

  /** @throws NotFound there is no such thing, or nobody gave such a picture */
  choose(ownerId: string, kind: CoverKind, id: string, artworkId: string): Promise<CoverChange> {
    return this.change(ownerId, kind, id, async (sql, covered, shown) => {
      const chosen = await sql.get<{ key: number }>('SELECT key FROM artwork WHERE id = ? AND source = ?', [
        artworkId,
        OWN_COVERS,
      ]);
      if (!chosen) throw new NotFound('cover', artworkId);
      await covered.cover(sql, shown, { ownerId, artworkKey: chosen.key, artworkId, nowMs: this.clock.nowMs() });
    });
  }

  /** Shows again what there is without. @throws NotFound there is no such thing; that nothing was chosen is no error */
  remove(ownerId: string, kind: CoverKind, id: string): Promise<CoverChange> {
    return this.change(ownerId, kind, id, (sql, covered, shown) => covered.uncover(sql, shown));
  }

  /** Forgets those of these pictures that nothing shows. @returns the locators of those that are not known any more */
  async forgetUnused(locators: readonly string[]): Promise<readonly string[]> {
    if (locators.length === 0) return [];
    return this.database.writeLibrary(async ({ sql }) => {
      const pictures = await sql.all<{ key: number; locator: string }>(
        `SELECT key, locator FROM artwork WHERE source = ? AND locator IN (${marks(locators)})`,
        [OWN_COVERS, ...locators],
      );
      const inUse = await this.inUse(sql, pictures.map(({ key }) => key)); // prettier-ignore
      const unused = pictures.filter(({ key }) => !inUse.has(key)).map(({ key }) => key);
      if (unused.length > 0) await sql.run(`DELETE FROM artwork WHERE key IN (${marks(unused)})`, unused);
      const known = new Set(pictures.filter(({ key }) => inUse.has(key)).map(({ locator }) => locator));
      return locators.filter((locator) => !known.has(locator));
    });
  }

  private async inUse(sql: Sql, artworkKeys: readonly number[]): Promise<ReadonlySet<number>> {
    const inUse = new Set<number>();
    if (artworkKeys.length === 0) return inUse;
    for (const covered of this.kinds.values()) {
      for (const key of await covered.inUse(sql, artworkKeys)) inUse.add(key);
    }
    return inUse;
  }

  private async change(
    ownerId: string,
    kind: CoverKind,
    id: string,
    work: (sql: Sql, covered: Covered, shown: ShownCover) => Promise<void>,
  ): Promise<CoverChange> {
    const covered = this.kinds.get(kind);
    if (!covered) throw new NotFound(kind, id);
    const change = await this.database.writeLibrary(async ({ sql }) => {
      const before = await covered.shown(sql, id, ownerId);
      if (!before) throw new NotFound(kind, id);
      await work(sql, covered, before);
      return changeOf(kind, id, before, await covered.shown(sql, id, ownerId));
    });
    if (change.artworkId !== change.formerArtworkId) this.told.next(change);
    return change;
  }
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
