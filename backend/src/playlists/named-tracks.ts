import { Injectable } from '@nestjs/common';
import { TrackDirectory, type TrackView } from '../catalogue/index.js';
import { InvalidRequest, NotFound } from '../common/index.js';
import { Players, PlayableSubjects } from '../playback/index.js';
import type { KeptTrack } from './item-store.js';
import { NothingToAdd } from './playlist-error.js';
import { MOST_ITEMS, type TracksToAdd } from './playlists.dto.js';

/** Sources that are asked what they know of a track must have told by then. */
const FETCH_LIMIT_MS = 15_000;

/** What a person meant, and what it is called where it has a name. */
export interface Named {
  readonly tracks: readonly KeptTrack[];
  readonly title?: string;
}

/** Reads which tracks are to go into a playlist. */
@Injectable()
export class NamedTracks {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly subjects: PlayableSubjects,
    private readonly players: Players,
  ) {}

  /**
   * In their order; what has no end is left out.
   * @throws InvalidRequest nothing is named, or in several ways; the subject makes no sense or has no end
   * @throws NotFound the subject or one of the tracks does not exist
   * @throws SourceUnavailable, UpstreamError a source that has one of them does not answer
   * @throws NothingToAdd none of them can be in a playlist
   */
  async read(ownerId: string, { subject, trackIds, queue }: TracksToAdd): Promise<Named> {
    if ([subject, trackIds, queue].filter((one) => one !== undefined && one !== false).length !== 1) {
      throw new InvalidRequest([{ field: 'subject', detail: 'is needed, or else trackIds or queue; one of them.' }]);
    }
    if (queue) return { tracks: withEnd(await this.queued(ownerId)) };
    if (trackIds) return { tracks: withEnd(await this.byId(trackIds)) };
    const { tracks, context } = await this.subjects.tracks(subject ?? { kind: '' }, { ownerId, most: MOST_ITEMS });
    const views = await this.directory.views(tracks.map(({ id }) => id));
    return {
      tracks: withEnd(tracks.flatMap(({ id }) => views.get(id) ?? [])),
      ...(context.title !== undefined && { title: context.title }),
    };
  }

  private async queued(ownerId: string): Promise<TrackView[]> {
    const { playback } = await this.players.of(ownerId);
    return (await playback.queue()).items.map(({ track }) => track);
  }

  private async byId(ids: readonly string[]): Promise<TrackView[]> {
    let views = await this.directory.views(ids);
    const unknown = ids.filter((id) => !views.has(id));
    if (unknown.length > 0) {
      await this.directory.fetch(unknown, AbortSignal.timeout(FETCH_LIMIT_MS));
      views = new Map([...views, ...(await this.directory.views(unknown))]);
    }
    return ids.map((id) => {
      const view = views.get(id);
      if (!view) throw new NotFound('track', id);
      return view;
    });
  }
}

/** @throws NothingToAdd */
function withEnd(views: readonly TrackView[]): readonly TrackView[] {
  const tracks = views.filter(({ kind }) => kind !== 'station');
  if (tracks.length === 0) throw new NothingToAdd();
  return tracks;
}
