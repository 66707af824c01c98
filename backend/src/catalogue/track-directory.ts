import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { ChosenVersions } from './chosen-versions.js';
import type { TrackFacts, TrackLocation } from './track-facts.js';
import type { TrackView } from './track.dto.js';

/** Knows some of the tracks there are: those of the library, or those of sources. */
export interface TrackReader {
  /** Whether an id is one of its kind; that it exists is not said. */
  owns(id: string): boolean;
  /** @returns those that exist, by id */
  views(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TrackView>>;
  facts(sql: Sql, id: string): Promise<TrackFacts | undefined>;
  /** Best first; none for what does not exist. */
  locations(sql: Sql, id: string): Promise<readonly TrackLocation[]>;
  /**
   * Finds out about tracks that are only known elsewhere, and remembers it. Absent where there are none.
   * @param isAnew also about what is known
   */
  fetch?(ids: readonly string[], signal: AbortSignal, isAnew: boolean): Promise<void>;
  /**
   * Remembers how much louder one has to be played, in dB. Absent where that is known without being told.
   * @returns whether that is another than before
   */
  learnGain?(sql: Sql, id: string, gainDb: number): Promise<boolean>;
}

/**
 * The one door to the facts of tracks: by an id of the library, or of a source (`bandcamp:1234`). Who keeps tracks
 * registers a reader, so that whoever plays, counts or tells of one need not know where it is kept.
 */
@Injectable()
export class TrackDirectory {
  private readonly readers: TrackReader[] = [];
  private readonly learned = new Subject<string>();
  /** Ids of tracks of which something else is told now, while nobody asked. */
  readonly changes: Observable<string> = this.learned.asObservable();

  constructor(
    private readonly database: Database,
    private readonly versions: ChosenVersions,
  ) {}

  register(reader: TrackReader): void {
    this.readers.push(reader);
  }

  /** @returns those that are known, by id */
  async views(ids: readonly string[]): Promise<ReadonlyMap<string, TrackView>> {
    const parts = this.readers.map(async (reader) => {
      const own = [...new Set(ids)].filter((id) => reader.owns(id));
      return own.length === 0 ? [] : [...(await reader.views(this.database.read, own))];
    });
    return new Map((await Promise.all(parts)).flat());
  }

  /** @param sql inside whose transaction it is read; absent: outside of any */
  facts(id: string, sql: Sql = this.database.read): Promise<TrackFacts | undefined> {
    return this.readerOf(id)?.facts(sql, id) ?? Promise.resolve(undefined);
  }

  /** Where it can be heard, best first, in the versions that were chosen; none for what nobody knows. */
  async locations(id: string): Promise<readonly TrackLocation[]> {
    return this.versions.apply(await this.listedLocations(id));
  }

  /** The same as its sources list it, whatever was chosen. */
  listedLocations(id: string): Promise<readonly TrackLocation[]> {
    return this.readerOf(id)?.locations(this.database.read, id) ?? Promise.resolve([]);
  }

  /**
   * Makes sure that these are known, asking their sources where they are not. Those that do not exist stay unknown.
   * @throws SourceUnavailable a source did not answer
   */
  async fetch(ids: readonly string[], signal: AbortSignal): Promise<void> {
    await this.ask(ids, signal, false);
  }

  /**
   * The same, also where they are known: what is said of them is another now.
   * @throws SourceUnavailable a source did not answer
   */
  async refresh(ids: readonly string[], signal: AbortSignal): Promise<void> {
    await this.ask(ids, signal, true);
  }

  /** Where a track is heard from told how much louder it has to be played, in dB: it is shown with that from here on. */
  async learnGain(id: string, gainDb: number): Promise<void> {
    // It is told with each stream that begins, and is new with the first: the others wait for nobody who writes.
    if ((await this.views([id])).get(id)?.replayGain?.trackGainDb === gainDb) return;
    const reader = this.readerOf(id);
    const isOther = await this.database.write(
      ({ sql }) => reader?.learnGain?.(sql, id, gainDb) ?? Promise.resolve(false),
    );
    if (isOther) this.learned.next(id);
  }

  private async ask(ids: readonly string[], signal: AbortSignal, isAnew: boolean): Promise<void> {
    for (const reader of this.readers) {
      const own = ids.filter((id) => reader.owns(id));
      if (own.length > 0) await reader.fetch?.(own, signal, isAnew);
    }
  }

  private readerOf(id: string): TrackReader | undefined {
    // Who registered later knows more: any id with a source in it is owned by the snapshots, too.
    return this.readers.findLast((reader) => reader.owns(id));
  }
}
