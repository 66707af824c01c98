import { Injectable } from '@nestjs/common';
import { Canon, splitSourceId, type Heard } from '../../../catalogue/index.js';
import { Clock, present } from '../../../common/index.js';
import { Database, type Transaction } from '../../../database/index.js';
import { Hearts, HeartStore } from '../../../hearts/index.js';
import { SavedStations, StationImports } from '../../../stations/index.js';
import { albumsOf, artistsOf, tracksOf } from '../../library-links.js';
import type { HeartOfThing, ImportedHeart } from './imported-heart.js';

/** `lost`: it was given to something of a library that is not in this one. */
export type HeartOutcome = 'new' | 'known' | 'lost';

/** Carries what would have become of it out of a transaction that must leave nothing. */
class Tried extends Error {
  constructor(readonly outcome: HeartOutcome) {
    super();
  }
}

/** What has the heart here. */
interface Place {
  readonly id: string;
  readonly identityKey?: number;
}

/**
 * Gives hearts that were written down elsewhere, with the time they have there, to what is the same here by the rules for
 * listens. Nobody else is told of them: they were told when it was given.
 */
@Injectable()
export class HeartImporter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: HeartStore,
    private readonly hearts: Hearts,
    private readonly stations: SavedStations,
    private readonly stationImports: StationImports,
  ) {}

  /** What would become of it. Leaves nothing, but does the same as `keep`, so that they cannot differ. */
  async look(ownerId: string, heart: ImportedHeart): Promise<HeartOutcome> {
    if (heart.kind === 'station') return (await this.stations.has(ownerId, heart.station)) ? 'known' : 'new';
    try {
      return await this.database.write(async (transaction) => {
        throw new Tried(await this.give(transaction, ownerId, heart));
      });
    } catch (error) {
      if (error instanceof Tried) return error.outcome;
      throw error;
    }
  }

  /** @throws DomainError there is no room for more stations */
  async keep(ownerId: string, heart: ImportedHeart, signal: AbortSignal): Promise<HeartOutcome> {
    if (heart.kind === 'station') {
      const { station, heartedAtMs: addedAtMs } = heart;
      return (await this.stationImports.takeBack(ownerId, { ...station, addedAtMs }, signal)) ? 'new' : 'known';
    }
    return this.database.write((transaction) => this.give(transaction, ownerId, heart));
  }

  /** Lets every tab know. */
  tell(ownerId: string): void {
    this.hearts.tell(ownerId);
  }

  private async give(transaction: Transaction, ownerId: string, heart: HeartOfThing): Promise<HeartOutcome> {
    const { sql } = transaction;
    const { kind, heartedAtMs, title, artist, artworkId } = heart;
    if (await this.has(transaction, ownerId, kind, heart.id)) return 'known';
    const place = await this.placeOf(transaction, heart);
    if (!place) return 'lost';
    if (await this.has(transaction, ownerId, kind, place.id)) return 'known';
    await this.store.add(sql, ownerId, { kind, heartedAtMs, title, ...place, ...present({ artist, artworkId }) });
    return 'new';
  }

  private async has({ sql }: Transaction, ownerId: string, kind: HeartOfThing['kind'], id: string): Promise<boolean> {
    return (await this.store.heartedAt(sql, ownerId, kind, [id])).size > 0;
  }

  /** @returns undefined where it was of a library, and is not in this one */
  private async placeOf({ sql }: Transaction, heart: HeartOfThing): Promise<Place | undefined> {
    const { kind, id, title, artist = '', mbReleaseId, mbArtistId, address = '' } = heart;
    const isOfSource = splitSourceId(id) !== undefined;
    const canon = new Canon(sql, this.database.engine, this.clock.nowMs());
    const placed = (identityKey: number, links: ReadonlyMap<number, readonly { readonly id: string }[]>): Place | undefined => {
      if (isOfSource) return { id, identityKey };
      const here = links.get(identityKey) ?? [];
      const link = here.find((one) => one.id === id) ?? here[0];
      return link && { id: link.id, identityKey };
    }; // prettier-ignore
    switch (kind) {
      case 'track': {
        const { recordingKey } = await canon.identify(heardAs(heart), heart.durationMs);
        return placed(recordingKey, await tracksOf(sql, [recordingKey]));
      }
      case 'album': {
        const key = await canon.releaseOf(title, artist, isOfSource ? undefined : id, mbReleaseId);
        return placed(key, await albumsOf(sql, [key]));
      }
      case 'artist': {
        const key = await canon.performerOf(title, isOfSource ? undefined : id, mbArtistId);
        return placed(key, await artistsOf(sql, [key]));
      }
      case 'show': {
        const followed = await sql.get<{ id: string }>('SELECT id FROM show WHERE address = ? AND id <> ?', [
          address,
          id,
        ]);
        return { id: followed?.id ?? id };
      }
    }
  }
}

function heardAs({ id, title, artist = '', performer, album, mbRecordingId, isrc }: HeartOfThing): Heard {
  const source = splitSourceId(id)?.source ?? 'local';
  return { title, artist, source, trackId: id, ...present({ performer, album, mbRecordingId, isrc }) };
}
