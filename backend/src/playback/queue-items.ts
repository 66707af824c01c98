import { Injectable } from '@nestjs/common';
import { TrackDirectory, type TrackView } from '../catalogue/index.js';
import { InvalidRequest, newId, NotFound } from '../common/index.js';
import type { ListedTracks } from '../library/index.js';
import { makeItems } from './make-items.js';
import type { PlayContext } from './play-events.js';
import { NothingPlayable } from './playback-error.js';
import { MOST_QUEUE_ITEMS, type TracksBody } from './playback.dto.js';
import type { QueueItem, QueueOrigin } from './player-state.js';
import { MOST_UPCOMING } from './refill.js';
import { listed } from './subjects/listed.js';
import { PlayableSubjects, type Subject } from './subjects/playable-subjects.js';
import { Chance } from './step.js';

/** Sources that are asked what they know of a track must have told by then. */
const FETCH_LIMIT_MS = 15_000;
const SEEDS = 2 ** 32;

/** What a client named, as items; at least one. */
export interface NamedItems {
  readonly items: readonly QueueItem[];
  /** Of the item to begin with. Absent where the client left it open. */
  readonly startIndex?: number;
  /** Whether more was named than fits into a queue. */
  readonly isCut: boolean;
  /** What will give more. */
  readonly origin?: QueueOrigin;
}

/** Makes queue items of what clients name. */
@Injectable()
export class QueueItems {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly subjects: PlayableSubjects,
    private readonly chance: Chance,
  ) {}

  /**
   * What is to play in place of the queue: what has an end, or what has none.
   * @throws what `toAdd` throws
   */
  async toPlay(ownerId: string, body: TracksBody): Promise<NamedItems> {
    const { subject } = body;
    return subject && this.subjects.isEndless(subject)
      ? this.endless(ownerId, subject, body)
      : this.toAdd(ownerId, body);
  }

  /**
   * What has an end. Leaves out what is missing.
   * @throws InvalidRequest neither tracks nor a subject, or both; the subject makes no sense
   * @throws NotFound the subject or one of the tracks does not exist
   * @throws SourceUnavailable a source that has one of them did not answer
   * @throws NothingPlayable none of them is there
   */
  async toAdd(ownerId: string, body: TracksBody): Promise<NamedItems> {
    const { subject, trackIds, startTrackId, context } = body;
    if ((trackIds === undefined) === (subject === undefined)) {
      throw new InvalidRequest([{ field: 'subject', detail: 'is needed, or else trackIds; not both.' }]);
    }
    const list: ListedTracks & { context?: PlayContext } = subject
      ? await this.subjects.tracks(subject, {
          ownerId,
          most: MOST_QUEUE_ITEMS,
          ...(startTrackId !== undefined && { startId: startTrackId }),
        })
      : listed(await this.named(trackIds ?? []), startTrackId);
    if (list.tracks.length === 0) throw new NothingPlayable();
    const why = context ?? list.context;
    return {
      items: makeItems(list.tracks, { ...(why && { context: why }) }, newId),
      ...(startTrackId !== undefined && { startIndex: list.startIndex }),
      isCut: list.isCut,
    };
  }

  private async endless(
    ownerId: string,
    subject: Subject,
    { startTrackId, trackIds }: TracksBody,
  ): Promise<NamedItems> {
    const { kind } = subject;
    if (trackIds !== undefined || startTrackId !== undefined) {
      const field = trackIds === undefined ? 'startTrackId' : 'trackIds';
      throw new InvalidRequest([{ field, detail: `does not go with ${kind}, which begins where chance says.` }]);
    }
    const seed = Math.floor(this.chance.random() * SEEDS);
    const { tracks, context, origin } = await this.subjects.begin(subject, seed, { ownerId, count: MOST_UPCOMING });
    if (tracks.length === 0) throw new NothingPlayable();
    return { items: makeItems(tracks, { context, isFromOrigin: true }, newId), isCut: false, origin };
  }

  private async named(ids: readonly string[]): Promise<TrackView[]> {
    await this.directory.fetch(ids, AbortSignal.timeout(FETCH_LIMIT_MS));
    const found = await this.directory.views(ids);
    return ids.map((id) => {
      const track = found.get(id);
      if (!track) throw new NotFound('track', id);
      return track;
    });
  }
}
