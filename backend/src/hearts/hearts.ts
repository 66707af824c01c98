import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { Canon, heardOf, splitSourceId, TrackDirectory, type TrackFacts } from '../catalogue/index.js';
import { Clock, InvalidRequest, newId, NotFound, present } from '../common/index.js';
import { Database, type Transaction } from '../database/index.js';
import { AlbumRepository, ArtistRepository } from '../library/index.js';
import type { Sql } from '../sql/index.js';
import { HeartStore, type NewHeart } from './heart-store.js';
import { HEART_KINDS, type GiveHeart, type HeartKind, type HeartMarks } from './hearts.dto.js';

/** A track got its heart, or lost it. */
export interface HeartChange {
  /** Another for each change. */
  readonly id: string;
  readonly ownerId: string;
  readonly track: TrackFacts;
  readonly isHearted: boolean;
  readonly atMs: number;
}

/** Does something with hearts of tracks. */
export interface HeartListener {
  /** Called inside the transaction that changes the heart: both are kept, or neither. Nothing slow, nothing that fails by itself. */
  record(change: HeartChange, sql: Sql): Promise<void>;
}

/** Gives hearts and takes them back. */
@Injectable()
export class Hearts {
  private readonly listeners: HeartListener[] = [];
  private readonly changed = new Subject<string>();
  /** Ids of people whose hearts are others now. */
  readonly changes: Observable<string> = this.changed.asObservable();

  constructor(
    private readonly store: HeartStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tracks: TrackDirectory,
    private readonly albums: AlbumRepository,
    private readonly artists: ArtistRepository,
  ) {}

  listen(listener: HeartListener): void {
    this.listeners.push(listener);
  }

  /**
   * What has one keeps it, also where it got it at another source or on another album.
   * @throws NotFound, InvalidRequest nobody knows what it is; SourceUnavailable its source cannot say
   */
  async give(ownerId: string, kind: HeartKind, id: string, told: GiveHeart, signal: AbortSignal): Promise<void> {
    const track = kind === 'track' ? await this.track(id, signal) : undefined;
    const named = track ? { title: track.title, artist: track.artist } : await this.named(ownerId, kind, id, told);
    const heart = { kind, id, heartedAtMs: this.clock.nowMs(), ...named };
    const isNew = await this.database.write(async (transaction) => {
      const { sql } = transaction;
      if ((await this.store.heartedAt(sql, ownerId, kind, [id])).size > 0) return false;
      const identityKey = await this.identify(transaction, heart, track);
      await this.store.add(sql, ownerId, present({ ...heart, identityKey }));
      if (track) await this.pass({ id: newId(), ownerId, track, isHearted: true, atMs: heart.heartedAtMs }, sql);
      return true;
    });
    if (isNew) this.changed.next(ownerId);
  }

  /** Lets every tab know that a person's hearts are others, where they were not given here. */
  tell(ownerId: string): void {
    this.changed.next(ownerId);
  }

  /** What has none stays without. The same thing loses it everywhere. */
  async take(ownerId: string, kind: HeartKind, id: string): Promise<void> {
    const track = kind === 'track' ? await this.tracks.facts(id) : undefined;
    const atMs = this.clock.nowMs();
    const wasThere = await this.database.write(async ({ sql }) => {
      const isRemoved = await this.store.remove(sql, ownerId, kind, id);
      if (isRemoved && track) await this.pass({ id: newId(), ownerId, track, isHearted: false, atMs }, sql);
      return isRemoved;
    });
    if (wasThere) this.changed.next(ownerId);
  }

  /** @param asked each as its kind, a colon and its id */
  async marks(ownerId: string, asked: readonly string[]): Promise<HeartMarks> {
    const named = asked.map((id) => ({ whole: id, ...partsOf(id) }));
    const items: HeartMarks['items'] = [];
    for (const [kind, some] of Map.groupBy(named, (one) => one.kind)) {
      const ids = [...new Set(some.map(({ id }) => id))];
      const at = await this.store.heartedAt(this.database.read, ownerId, kind, ids);
      for (const { whole, id } of some) {
        const heartedAtMs = at.get(id);
        if (heartedAtMs !== undefined) items.push({ id: whole, heartedAtMs });
      }
    }
    return { items };
  }

  private async pass(change: HeartChange, sql: Sql): Promise<void> {
    for (const listener of this.listeners) await listener.record(change, sql);
  }

  private async track(id: string, signal: AbortSignal): Promise<TrackFacts> {
    if (!(await this.tracks.facts(id))) await this.tracks.fetch([id], signal);
    const facts = await this.tracks.facts(id);
    if (!facts) throw new NotFound('track', id);
    if (facts.kind === undefined) return facts;
    const detail = 'is no piece of music. Save the station, or give the heart to the show.';
    throw new InvalidRequest([{ field: 'id', detail }]);
  }

  private async named(ownerId: string, kind: HeartKind, id: string, told: GiveHeart): Promise<Names> {
    const isOfLibrary = kind !== 'show' && splitSourceId(id) === undefined;
    if (isOfLibrary && kind === 'album') return namesOf(await this.albums.summary(ownerId, id));
    if (isOfLibrary) {
      const { name: title, artworkId } = await this.artists.find(ownerId, id);
      return present({ title, artworkId });
    }
    const { title, artist, artworkId } = told;
    if (title === undefined) {
      throw new InvalidRequest([{ field: 'title', detail: 'is needed for what the library does not have.' }]);
    }
    return present({ title, artist, artworkId });
  }

  private async identify(
    { sql }: Transaction,
    { kind, id, title, artist = '' }: Pick<NewHeart, 'kind' | 'id' | 'title' | 'artist'>,
    track: TrackFacts | undefined,
  ): Promise<number | undefined> {
    const canon = new Canon(sql, this.database.engine, this.clock.nowMs());
    const libraryId = splitSourceId(id) === undefined ? id : undefined;
    if (track) return (await canon.identify(heardOf(track, track.source), track.durationMs)).recordingKey;
    if (kind === 'album') return canon.releaseOf(title, artist, libraryId);
    return kind === 'artist' ? canon.performerOf(title, libraryId) : undefined;
  }
}

type Names = Pick<NewHeart, 'title' | 'artist' | 'artworkId'>;

function namesOf({ title, artist, artworkId }: Names): Names {
  return present({ title, artist, artworkId });
}

const KINDS: ReadonlySet<string> = new Set(HEART_KINDS);

/** @throws InvalidRequest its kind is none that can have a heart */
function partsOf(asked: string): { readonly kind: HeartKind; readonly id: string } {
  const { source: kind = '', nativeId: id = '' } = splitSourceId(asked) ?? {};
  if (KINDS.has(kind)) return { kind: kind as HeartKind, id };
  throw new InvalidRequest([{ field: 'ids', detail: 'must each be track, album, artist or show, a colon and an id.' }]);
}
