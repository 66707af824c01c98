import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import type { ArtworkView } from './artwork.dto.js';

/** Ids are made of these; anything else is no id, and never becomes part of a path. */
const ID = /^[A-Za-z0-9_-]{1,24}$/;

/** A cover as the library knows it. */
export interface KnownArtwork {
  readonly id: string;
  readonly source: string;
  readonly locator: string;
  /** Absent until somebody asked. */
  readonly view?: ArtworkView;
}

interface Row {
  readonly id: string;
  readonly source: string;
  readonly locator: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly placeholder: string | null;
  readonly swatches: string | null;
}

/** The covers that scans found, and what was found out about them. */
@Injectable()
export class ArtworkRepository {
  constructor(private readonly database: Database) {}

  /** @throws NotFound */
  async find(id: string): Promise<KnownArtwork> {
    const row = ID.test(id)
      ? await this.database.read.get<Row>(
          'SELECT id, source, locator, width, height, placeholder, swatches FROM artwork WHERE id = ?',
          [id],
        )
      : undefined;
    if (!row) throw new NotFound('artwork', id);
    const { source, locator, width, height, placeholder, swatches } = row;
    const isSeen = width !== null && height !== null && placeholder !== null && swatches !== null;
    if (!isSeen) return { id, source, locator };
    return {
      id,
      source,
      locator,
      view: { id, width, height, placeholder, swatches: JSON.parse(swatches) as string[] },
    };
  }

  /** Covers of these sources that nobody has looked at yet. */
  async countUnseen(sources: readonly string[]): Promise<number> {
    if (sources.length === 0) return 0;
    const row = await this.database.read.get<{ count: number }>(
      `SELECT COUNT(*) AS count FROM artwork WHERE placeholder IS NULL AND source IN (${marks(sources)})`,
      sources,
    );
    return Number(row?.count ?? 0);
  }

  /** Some of them, in the order of their keys. @param after key of the last one known, 0 for the first */
  async unseen(
    sources: readonly string[],
    after: number,
    limit: number,
  ): Promise<readonly (KnownArtwork & { key: number })[]> {
    if (sources.length === 0) return [];
    return this.database.read.all<KnownArtwork & { key: number }>(
      `SELECT key, id, source, locator FROM artwork
       WHERE placeholder IS NULL AND key > ? AND source IN (${marks(sources)}) ORDER BY key LIMIT ?`,
      [after, ...sources, limit],
    );
  }

  save(view: ArtworkView): Promise<void> {
    return this.saveAll([view]);
  }

  /** In one transaction. */
  async saveAll(views: readonly ArtworkView[]): Promise<void> {
    if (views.length === 0) return;
    await this.database.write(async ({ sql }) => {
      for (const { id, width, height, placeholder, swatches } of views) {
        await sql.run('UPDATE artwork SET width = ?, height = ?, placeholder = ?, swatches = ? WHERE id = ?', [
          width,
          height,
          placeholder,
          JSON.stringify(swatches),
          id,
        ]);
      }
    });
  }
}
