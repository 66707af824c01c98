import { Injectable } from '@nestjs/common';
import { TrackDirectory, vanishedView, type TrackView } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import type { Outputs } from './outputs.js';
import {
  currentItem,
  currentOrigin,
  followingIndex,
  followingItem,
  isLive,
  positionAt,
  sleepPosition,
  speedOf,
  type PlayerState,
  type QueueItem,
  type QueueOrigin,
  type Sleep,
} from './player-state.js';
import { LiveStreams } from '../streaming/index.js';
import { PlayableSubjects } from './subjects/playable-subjects.js';
import type { OriginView, PlayerView, QueueItemView, QueueView, SleepView } from './player-view.dto.js';

/** Shows players as clients see them. */
@Injectable()
export class PlayerViews {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly subjects: PlayableSubjects,
    private readonly clock: Clock,
    private readonly live: LiveStreams,
  ) {}

  /** @param outputs those of the player's owner */
  async player(state: PlayerState, outputs: Outputs): Promise<PlayerView> {
    const current = currentItem(state);
    const next = followingItem(state);
    const [shownCurrent, shownNext] = await this.items([current, next].filter((item) => item !== undefined));
    const nowMs = this.clock.nowMs();
    const undo = state.removals.at(-1);
    const origin = currentOrigin(state);
    return {
      revision: state.revision,
      queueRevision: state.queueRevision,
      status: state.status,
      ...(current && shownCurrent && { current: shownCurrent }),
      ...(current && isLive(current) && this.liveOf(current)),
      ...(next && shownNext && { next: shownNext }),
      index: state.index,
      length: state.items.length,
      hasNext: followingIndex(state, true) >= 0 || this.givesMore(state),
      hasPrevious: state.index > 0 || (state.repeat === 'all' && state.items.length > 1),
      positionMs: Math.round(positionAt(state, nowMs)),
      positionAtMs: nowMs,
      serverTimeMs: nowMs,
      ...(state.play && { playId: state.play.id, heardMs: Math.round(state.play.heardMs) }),
      volume: state.volume,
      repeat: state.repeat,
      speed: current?.kind === 'episode' ? speedOf(current, state) : state.speed,
      isShuffled: state.unshuffled !== undefined,
      ...(state.output && { activeOutputId: state.output.id }),
      outputs: outputs.views(state.output),
      ...(state.handoverFrom !== undefined && { handoverFrom: state.handoverFrom }),
      isInterrupted: state.isInterrupted,
      ...(state.sleep && { sleep: sleepView(state, state.sleep) }),
      ...(origin && { origin: await this.originOf(state, origin) }),
      ...(undo && { undo: { removedIn: undo.removedIn, count: undo.items.length } }),
    };
  }

  async queue(state: PlayerState): Promise<QueueView> {
    return { queueRevision: state.queueRevision, items: await this.items(state.items) };
  }

  /** Why nothing plays is no news while something does. */
  private async originOf({ status }: PlayerState, origin: QueueOrigin): Promise<OriginView> {
    const { notice, ...described } = await this.subjects.describe(origin);
    return { kind: origin.kind, ...described, ...(status !== 'playing' && notice !== undefined && { notice }) };
  }

  private givesMore(state: PlayerState): boolean {
    const origin = currentOrigin(state);
    return origin !== undefined && this.subjects.endlessOf(origin)?.prepare !== undefined;
  }

  private liveOf({ trackId }: QueueItem): Pick<PlayerView, 'live'> {
    const live = this.live.view(trackId);
    return live ? { live } : {};
  }

  private async items(items: readonly QueueItem[]): Promise<QueueItemView[]> {
    const tracks = await this.directory.views(items.map(({ trackId }) => trackId));
    return items.map(({ itemId, trackId, durationMs, gainDb, context, isFromOrigin }) => ({
      itemId,
      track: asHeard(tracks.get(trackId) ?? vanishedView(trackId, durationMs), durationMs, gainDb),
      ...(context && { context: { ...context } }),
      ...(isFromOrigin && { isFromOrigin }),
    }));
  }
}

/** What a feed tells of an episode's length is not always true; what the queue knows was told by its sound. */
function asHeard(track: TrackView, durationMs: number | undefined, gainDb: number | undefined): TrackView {
  if (track.kind !== 'episode') return track;
  return Object.assign(track, {
    ...(durationMs !== undefined && { durationMs }),
    ...(gainDb !== undefined && { replayGain: { trackGainDb: gainDb } }),
  });
}

function sleepView(state: PlayerState, { kind, atMs }: Sleep): SleepView {
  const positionMs = sleepPosition(state);
  return { kind, ...(atMs !== undefined && { atMs }), ...(positionMs !== undefined && { positionMs }) };
}
