import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
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

  async save({ id, width, height, placeholder, swatches }: ArtworkView): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('UPDATE artwork SET width = ?, height = ?, placeholder = ?, swatches = ? WHERE id = ?', [
        width,
        height,
        placeholder,
        JSON.stringify(swatches),
        id,
      ]),
    );
  }
}
