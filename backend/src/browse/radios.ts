import { Injectable, Logger } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import { BoundedCache, Clock, InvalidRequest, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { SourceRegistry } from '../sources/index.js';
import { insertRow } from '../sql/index.js';
import {
  forgetBefore,
  newSupply,
  radioTrackOf,
  tracksAfter,
  withPage,
  type RadioSupply,
  type RadioTrack,
} from './radio-supply.js';
import { RemoteItems } from './remote-items.js';
import type { SourceRef } from './remote-pages.js';

/** With fewer at hand, more are asked for: as many as an endless queue may need at once. */
const FEWEST_AT_HAND = 100;
/** Pages asked for in a row, unless somebody needs more. */
const MOST_PAGES = 8;
/** For the first page, which somebody waits for, and for the others. */
const PAGE_LIMIT_MS = 15_000;
/** After a failure. */
const REST_MS = 30_000;
/** Radios that are remembered: more than queues and what can be put back into them. */
const MOST_RADIOS = 100;

/** A radio, and how far it is. */
interface Radio extends SourceRef {
  readonly key: number;
  readonly title: string;
  supply: RadioSupply;
  /** Up to here it was given. */
  position: number;
  restsUntilMs: number;
}

interface Row {
  readonly key: number;
  readonly source: string;
  readonly native_id: string;
  readonly title: string;
  readonly supply: string;
}

/** What a radio gives at a time. */
export interface RadioTracks {
  readonly tracks: readonly RadioTrack[];
  /** Behind what was given. */
  readonly position: number;
  readonly title: string;
}

/**
 * What goes well with a track, as its source says. What is given next is at hand: pages are fetched ahead, and kept, so that
 * neither a queue that runs low nor a restart waits for the source.
 */
@Injectable()
export class Radios {
  private readonly logger = new Logger(Radios.name);
  private readonly loaded = new BoundedCache<number, Radio>(MOST_RADIOS);
  private readonly fetching = new Map<number, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
    private readonly directory: TrackDirectory,
    private readonly items: RemoteItems,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins with a track, of a source or of the library.
   * @returns the key of the radio, below 2^32
   * @throws NotFound there is no such track
   * @throws InvalidRequest no source of it knows what goes well with it
   * @throws SourceUnavailable, UpstreamError the source does not answer
   */
  async begin(ownerId: string, trackId: string): Promise<number> {
    await this.directory.fetch([trackId], AbortSignal.timeout(PAGE_LIMIT_MS));
    const track = (await this.directory.views([trackId])).get(trackId);
    if (!track) throw new NotFound('track', trackId);
    const { source, nativeId } = await this.startOf(trackId);
    const supply = newSupply(track.isMissing ? [] : [radioTrackOf(track)], nativeId);
    const radio: Omit<Radio, 'key'> = {
      ...{ source, nativeId, supply },
      title: track.title,
      position: 0,
      restsUntilMs: 0,
    };
    // The first page is waited for: one song is no radio.
    radio.supply = await this.nextOf(ownerId, radio);
    const key = await this.insert(radio);
    const begun = Object.assign(radio, { key });
    this.loaded.set(key, begun);
    return key;
  }

  /**
   * What comes behind a position, from what is at hand; undefined where nobody knows the radio any more.
   * @param count at most
   */
  async more(ownerId: string, key: number, position: number, count: number): Promise<RadioTracks | undefined> {
    const radio = await this.find(key);
    if (!radio) return undefined;
    const begin = Math.max(position, radio.supply.from);
    const tracks = tracksAfter(radio.supply, begin).slice(0, count);
    radio.position = begin + tracks.length;
    if (tracksAfter(radio.supply, radio.position).length < FEWEST_AT_HAND) this.fetchMore(ownerId, radio);
    return { tracks, position: radio.position, title: radio.title };
  }

  /** Whether it has nothing behind a position, and never will; and the title of the track it began with. */
  async describe(
    key: number,
    position: number,
  ): Promise<{ readonly title: string; readonly isAtEnd: boolean } | undefined> {
    const radio = await this.find(key);
    return (
      radio && {
        title: radio.title,
        isAtEnd: radio.supply.isEnded && tracksAfter(radio.supply, position).length === 0,
      }
    );
  }

  /** Resolves when no page is being fetched. */
  async settled(): Promise<void> {
    await Promise.all(this.fetching.values());
  }

  private fetchMore(ownerId: string, radio: Radio): void {
    const { key } = radio;
    const isAllowed = !radio.supply.isEnded && radio.restsUntilMs <= this.clock.nowMs();
    if (!isAllowed || this.fetching.has(key)) return;
    this.fetching.set(
      key,
      this.fetchAhead(ownerId, radio).finally(() => this.fetching.delete(key)),
    );
  }

  private async fetchAhead(ownerId: string, radio: Radio): Promise<void> {
    try {
      for (let page = 0; page < MOST_PAGES && !radio.supply.isEnded; page++) {
        radio.supply = forgetBefore(await this.nextOf(ownerId, radio), radio.position);
        if (tracksAfter(radio.supply, radio.position).length >= FEWEST_AT_HAND) break;
      }
    } catch (error) {
      radio.restsUntilMs = this.clock.nowMs() + REST_MS;
      this.logger.warn(
        `The radio of ${radio.source} has no more songs now, which is tried again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    await this.database
      .write(({ sql }) =>
        sql.run('UPDATE radio SET supply = ?, used_at_ms = ? WHERE key = ?', [
          JSON.stringify(radio.supply),
          this.clock.nowMs(),
          radio.key,
        ]),
      )
      .catch((error: unknown) => this.logger.error(`What a radio has at hand was not kept: ${String(error)}`));
  }

  private async nextOf(ownerId: string, { source, nativeId, supply }: Omit<Radio, 'key'>): Promise<RadioSupply> {
    const browse = this.sources.get(source)?.capabilities.browse;
    if (!browse?.radio) return { ...supply, isEnded: true };
    const start = supply.starts.at(-1) ?? nativeId;
    const page = await browse.radio(start, supply.cursor, AbortSignal.timeout(PAGE_LIMIT_MS));
    const views = await this.items.tracks(ownerId, source, page.items);
    const { cursor } = page;
    const tracks = views.filter(({ isMissing }) => !isMissing).map(radioTrackOf);
    return withPage(supply, { tracks, ...(cursor !== undefined && { cursor }) });
  }

  /** Where it can be heard from a source that knows what goes well with it. */
  private async startOf(trackId: string): Promise<SourceRef> {
    const locations = await this.directory.locations(trackId);
    const found = locations.find(({ source }) => this.sources.get(source)?.capabilities.browse?.radio !== undefined);
    if (found) return { source: found.source, nativeId: found.locator };
    const detail = 'is of no source that knows what goes well with it. Begin a radio from a song of YouTube Music.';
    throw new InvalidRequest([{ field: 'subject.id', detail, because: 'no-radio' }]);
  }

  private async insert({ source, nativeId, title, supply }: Omit<Radio, 'key'>): Promise<number> {
    return this.database.write(async ({ sql }) => {
      await sql.run(
        'DELETE FROM radio WHERE key NOT IN (SELECT r.key FROM radio r ORDER BY r.used_at_ms DESC LIMIT ?)',
        [MOST_RADIOS],
      );
      return insertRow(
        sql,
        this.database.engine,
        'INSERT INTO radio (source, native_id, title, supply, used_at_ms) VALUES (?, ?, ?, ?, ?)',
        [source, nativeId, title, JSON.stringify(supply), this.clock.nowMs()],
      );
    });
  }

  private async find(key: number): Promise<Radio | undefined> {
    const known = this.loaded.get(key);
    if (known) return known;
    const row = await this.database.read.get<Row>(
      'SELECT key, source, native_id, title, supply FROM radio WHERE key = ?',
      [key],
    );
    if (!row) return undefined;
    const supply = JSON.parse(row.supply) as RadioSupply;
    const { source, native_id: nativeId, title } = row;
    const radio = { key, source, nativeId, title, supply, position: supply.from, restsUntilMs: 0 };
    this.loaded.set(key, radio);
    return radio;
  }
}
