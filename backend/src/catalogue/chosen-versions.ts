import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { SourceTrack } from '../sources/index.js';
import { SourceItems } from './source-items.js';
import type { TrackLocation } from './track-facts.js';

interface SourceRef {
  readonly source: string;
  readonly nativeId: string;
}

/** Remembers which version of a track is to be heard, where a person chose another than its source lists: the song, not its video. */
@Injectable()
export class ChosenVersions {
  constructor(
    private readonly database: Database,
    private readonly items: SourceItems,
  ) {}

  /** @returns the source's own id of the version; undefined: the track itself */
  async of({ source, nativeId }: SourceRef): Promise<string | undefined> {
    const row = await this.database.read.get<{ chosen_id: string }>(
      'SELECT chosen_id FROM chosen_version WHERE source = ? AND native_id = ?',
      [source, nativeId],
    );
    return row?.chosen_id;
  }

  /** @param chosenId of the same source; that of the track itself takes the choice back */
  async choose({ source, nativeId }: SourceRef, chosenId: string): Promise<void> {
    await this.database.write(async ({ sql }) => {
      await sql.run('DELETE FROM chosen_version WHERE source = ? AND native_id = ?', [source, nativeId]);
      if (chosenId === nativeId) return;
      await sql.run('INSERT INTO chosen_version (source, native_id, chosen_id) VALUES (?, ?, ?)', [
        source,
        nativeId,
        chosenId,
      ]);
    });
  }

  /** The locations, with the version that was chosen in the place of each. */
  async apply(locations: readonly TrackLocation[]): Promise<readonly TrackLocation[]> {
    return Promise.all(
      locations.map(async (location) => {
        const { source, locator } = location;
        const chosenId = await this.of({ source, nativeId: locator });
        if (chosenId === undefined) return location;
        const ref = { source, nativeId: chosenId };
        const [item] = await this.items.read<SourceTrack>(this.database.read, 'track', [ref]);
        const durationMs = item?.value.durationMs;
        return { source, locator: chosenId, ...(durationMs !== undefined && { durationMs }) };
      }),
    );
  }
}
