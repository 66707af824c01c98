import { computed, inject, Service } from '@angular/core';
import type {
  AddToQueue,
  PlayBody,
  PlayContext,
  PlayerView,
  QueueItemView,
  Repeat,
  TrackView,
} from '../core/api/types';
import { counted } from '../ui/format';
import { ChangedCovers } from '../core/changed-covers';
import { Toasts } from '../core/toasts';
import { BrowserOutput } from './browser-output';
import { contextOf, type Playable, subjectOf } from './playable';
import { type Change, type Command, isSameItem, PlayerCommands } from './player-commands';
import { PlayerPosition } from './player-position';
import { PlayerQueue } from './player-queue';
import { FORESEEN_ITEM_ID, type Foresight, PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';

/** `waiting`: it should sound in this tab, but audio is still on its way. */
export type PlayerStatus = 'idle' | 'paused' | 'waiting' | 'playing';

/** Later than this, "previous" means "from the start". */
const RESTART_AFTER_MS = 3_000;
/** From which track of a subject and where in it, or in which order. */
type PlayHow = Pick<PlayBody, 'startTrackId' | 'positionMs' | 'isShuffled'>;

const REPEATS: readonly Repeat[] = ['off', 'all', 'one'];

/**
 * The one player, which is the server's: what it does as signals, and commands that show at once what they will do.
 */
@Service()
export class Player {
  private readonly state = inject(PlayerState);
  private readonly commands = inject(PlayerCommands);
  private readonly output = inject(BrowserOutput);
  private readonly place = inject(PlayerPosition);
  private readonly queue = inject(PlayerQueue);
  private readonly toasts = inject(Toasts);
  private readonly tab = inject(TabIdentity);
  private readonly covers = inject(ChangedCovers);
  private readonly view = this.state.view;

  /** Whether the server has said what plays. */
  readonly isKnown = computed(() => this.view() !== undefined);
  readonly currentItem = computed(() => this.view()?.current);
  /** What plays or would play; absent when the queue is empty. */
  readonly current = computed<TrackView | undefined>(() => {
    const track = this.currentItem()?.track;
    if (!track) return undefined;
    const art = this.covers.of(track.album.id, track);
    if (art === track) return track;
    const { artworkId: _, placeholder: __, ...rest } = track;
    return { ...rest, ...art };
  });
  /** Why it plays. */
  readonly context = computed(() => this.currentItem()?.context);
  /** What gives the queue more, where it has no end. */
  readonly origin = computed(() => this.view()?.origin);
  /** What follows by itself. */
  readonly following = computed(() => this.view()?.next);
  readonly status = computed<PlayerStatus>(() => {
    const view = this.view();
    if (!view?.current) return 'idle';
    const isWanted = view.status === 'playing' || view.isInterrupted;
    if (isWanted && this.output.isWaiting()) return 'waiting';
    return view.status === 'playing' ? 'playing' : 'paused';
  });
  /** Whether it sounds or is about to. */
  readonly isPlaying = computed(() => this.status() === 'playing' || this.status() === 'waiting');
  /** The browser wants a tap in this tab before it lets music play. */
  readonly isBlocked = this.output.isBlocked;
  readonly positionMs = this.place.ms;
  readonly durationMs = computed(() => this.current()?.durationMs ?? 0);
  /** Up to where audio is there. */
  readonly bufferedMs = this.place.bufferedMs;
  /** Whether an episode plays, or would. */
  readonly isSpeech = computed(() => this.current()?.kind === 'episode');
  /** Of speech. */
  readonly speed = computed(() => this.view()?.speed ?? 1);
  readonly isShuffled = computed(() => this.view()?.isShuffled ?? false);
  readonly repeat = computed<Repeat>(() => this.view()?.repeat ?? 'off');
  /** 0 to 100, of whatever sounds. */
  readonly volume = computed(() => this.view()?.volume ?? 100);
  /** Of this tab alone. */
  readonly isMuted = this.output.isMuted;
  /** Whether anything stands behind the current track. */
  readonly hasUpcoming = computed(() => {
    const view = this.view();
    return view !== undefined && view.index + 1 < view.length;
  });
  readonly hasNext = computed(() => this.view()?.hasNext ?? false);

  /** Plays a subject from its start, or from that track of it. */
  play(playable: Playable, startTrackId?: string): void {
    void this.start(playable, startTrackId === undefined ? {} : { startTrackId });
  }

  /**
   * Plays a subject from a track of it that is known, and shown at once.
   * @param positionMs where in that track; absent: at its start, or where it was left if it is long
   */
  playFrom(playable: Playable, track: TrackView, positionMs?: number): void {
    const how = { startTrackId: track.id, ...(positionMs !== undefined && { positionMs }) };
    void this.start(playable, how, this.foreseePlay(track, contextOf(playable), positionMs));
  }

  /** Plays a subject in random order. */
  playShuffled(playable: Playable): void {
    void this.start(playable, { isShuffled: true });
  }

  /**
   * Plays one track by itself.
   * @param positionMs where in it; absent: at its start, or where it was left if it is long
   */
  playTrack(track: TrackView, context?: PlayContext, positionMs?: number): void {
    const body = {
      trackIds: [track.id],
      outputId: this.tab.id,
      ...(context && { context }),
      ...(positionMs !== undefined && { positionMs }),
    };
    void this.replace({ name: 'play', body, ...this.foreseePlay(track, context, positionMs) });
  }

  /** Puts a subject right behind the current track, or at the end. */
  add(playable: Playable, place: 'next' | 'last'): void {
    void this.enqueue({ subject: subjectOf(playable), place }, place);
  }

  /** Puts one track right behind the current one, or at the end. */
  addTrack(track: TrackView, place: 'next' | 'last'): void {
    void this.enqueue({ trackIds: [track.id], place }, place, track);
  }

  /** Shuffles what comes, or restores the order. */
  shuffle(): void {
    const isShuffled = !this.isShuffled();
    this.send({ name: 'shuffle', body: { isShuffled }, foresee: (view) => ({ ...view, isShuffled }) });
  }

  /** Off, all, one, and off again. */
  cycleRepeat(): void {
    this.setRepeat(REPEATS[(REPEATS.indexOf(this.repeat()) + 1) % REPEATS.length] ?? 'off');
  }

  setRepeat(repeat: Repeat): void {
    this.send({ name: 'repeat', body: { repeat }, foresee: (view) => ({ ...view, repeat }) });
  }

  /** Pauses what plays, or goes on where it was. */
  toggle(): void {
    if (this.isPlaying()) this.pause();
    else this.resume();
  }

  pause(): void {
    if (!this.current()) return;
    const [positionMs, positionAtMs] = [this.positionMs(), this.state.serverNowMs()];
    this.send({
      name: 'pause',
      foresee: (view) => ({ ...view, status: 'paused', isInterrupted: false, positionMs, positionAtMs }),
      whenAway: () => this.output.pauseWhileAway(),
    });
  }

  resume(): void {
    if (!this.current() || this.output.resumeWhileAway()) return;
    const [positionMs, positionAtMs] = [this.positionMs(), this.state.serverNowMs()];
    this.send({
      name: 'resume',
      body: { outputId: this.tab.id },
      foresee: (view) => ({ ...this.onSomeOutput(view), status: 'playing', positionMs, positionAtMs }),
    });
  }

  /** To the next track; at the end of the queue it stops at its start, ready to go again. */
  next(): void {
    if (!this.hasNext()) return;
    const following = this.following();
    const step: Foresight = (view) => ({ ...view, index: view.index + 1, hasNext: hasNextAt(view, view.index + 1) });
    const goOn = following ? this.atItem(following, 1) : step;
    // On asking, a track that repeats is left all the same; only the server knows for what.
    const foresee = this.repeat() === 'one' ? undefined : goOn;
    this.send({ name: 'next', isStillMeant: isSameItem, ...(foresee && { foresee }) });
  }

  /** To the start of the track, or to the one before when it has only begun. */
  previous(): void {
    const item = this.currentItem();
    if (!item) return;
    if (item.track.kind === 'station') {
      // It has no start to go back to.
      if (this.view()?.hasPrevious) this.send({ name: 'previous', isStillMeant: isSameItem });
      return;
    }
    const isLate = this.positionMs() > RESTART_AFTER_MS;
    if (isLate || !this.view()?.hasPrevious) this.seek(0);
    else this.send({ name: 'previous', isStillMeant: isSameItem });
  }

  /** To a place in the current track, in milliseconds from its start. */
  seek(positionMs: number): void {
    const item = this.currentItem();
    if (!item || item.itemId === FORESEEN_ITEM_ID) return;
    const place = Math.round(Math.min(Math.max(positionMs, 0), item.track.durationMs ?? Infinity));
    this.output.seek(place);
    const positionAtMs = this.state.serverNowMs();
    this.send({
      name: 'seek',
      body: { positionMs: place },
      key: 'seek',
      isStillMeant: isSameItem,
      foresee: (view) => ({ ...view, positionMs: place, positionAtMs }),
      // It is there already, and the next report says so.
      whenAway: () => undefined,
    });
  }

  /** Of a station: to what is live. */
  goLive(): void {
    this.seek(0);
  }

  /** Forth, or back when negative. */
  seekBy(milliseconds: number): void {
    this.seek(this.positionMs() + milliseconds);
  }

  /** @param speed of speech; 1 is as it was spoken */
  setSpeed(speed: number): void {
    const [positionMs, positionAtMs] = [this.positionMs(), this.state.serverNowMs()];
    this.send({
      name: 'speed',
      body: { speed },
      key: 'speed',
      foresee: (view) => ({ ...view, speed, positionMs, positionAtMs }),
    });
  }

  /** @param volume 0 to 100; anything above 0 ends being muted */
  setVolume(volume: number): void {
    const percent = Math.round(Math.min(Math.max(volume, 0), 100));
    if (percent > 0) this.output.setMuted(false);
    this.send({
      name: 'volume',
      body: { volume: percent },
      key: 'volume',
      foresee: (view) => ({ ...view, volume: percent }),
    });
  }

  toggleMute(): void {
    this.output.setMuted(!this.isMuted());
  }

  /** Plays that item of the queue. */
  jump(item: QueueItemView): void {
    const { itemId } = item;
    this.send({
      name: 'jump',
      body: { itemId, outputId: this.tab.id },
      isStillMeant: isSameItem,
      foresee: (view) => ({ ...this.onSomeOutput(this.atItem(item, 0)(view)), status: 'playing' }),
    });
  }

  /** Shows a track's new title wherever it stands. */
  trackChanged(track: TrackView): void {
    this.state.trackChanged(track);
    this.queue.trackChanged(track);
  }

  private async start(playable: Playable, how: PlayHow, foreseen: Pick<Command, 'foresee'> = {}): Promise<void> {
    const body = { subject: subjectOf(playable), outputId: this.tab.id, ...how };
    const change = await this.replace({ name: 'play', body, ...foreseen });
    const { queued } = change?.after ?? {};
    if (queued?.isCut)
      this.toasts.show(
        $localize`That is more than a queue holds: ${counted(queued.count, 'track')}:tracks: of it play.`,
      );
  }

  /** What plays takes the place of the queue, which can be brought back. */
  private async replace(command: Command): Promise<Change | undefined> {
    const change = await this.commands.send(command);
    if (change) this.queue.offerFormer(change);
    return change;
  }

  /** What is seen at once of a track that is going to play; nothing where its file is missing. */
  private foreseePlay(track: TrackView, context?: QueueItemView['context'], positionMs = 0): Pick<Command, 'foresee'> {
    if (track.isMissing) return {};
    const item = { itemId: FORESEEN_ITEM_ID, track, ...(context && { context }) };
    return { foresee: (view) => ({ ...this.onSomeOutput(this.atItem(item, 0)(view)), status: 'playing', positionMs }) };
  }

  private async enqueue(body: Omit<AddToQueue, 'revision'>, place: 'next' | 'last', track?: TrackView): Promise<void> {
    const change = await this.commands.send({ name: 'queue/items', body });
    if (!change) return;
    this.toasts.show(addedInWords(change, place, track));
    // Who queues something in silence wants to hear it.
    if (change.before.length === 0) this.resume();
  }

  /** With that item current, from its start. What follows it, only the server knows. */
  private atItem(item: QueueItemView, step: number): Foresight {
    const positionAtMs = this.state.serverNowMs();
    return (view) => {
      const { next: _next, playId: _playId, heardMs: _heardMs, ...rest } = view;
      const index = view.index + step;
      const hasNext = step > 0 ? hasNextAt(view, index) : view.hasNext;
      return { ...rest, current: item, index, hasNext, positionMs: 0, positionAtMs, isInterrupted: false };
    };
  }

  /** Where no output that is there is active, this tab will be. */
  private onSomeOutput(view: PlayerView): PlayerView {
    const isThere = view.outputs.some((output) => output.isActive && output.isPresent);
    return isThere ? view : { ...view, activeOutputId: this.tab.id };
  }

  private send(command: Command): void {
    void this.commands.send(command);
  }
}

/** Whether anything follows the item there, as far as can be known here. */
function hasNextAt({ repeat, origin, length }: PlayerView, index: number): boolean {
  return repeat === 'all' || origin !== undefined || index + 1 < length;
}

function addedInWords({ after: { queued } }: Change, place: 'next' | 'last', track?: TrackView): string {
  const what = track?.title ?? counted(queued?.count ?? 0, 'track');
  if (place === 'next') {
    return queued?.isCut ? $localize`Plays next: ${what}:what:, as many as fit` : $localize`Plays next: ${what}:what:`;
  }
  return queued?.isCut
    ? $localize`Added to the queue: ${what}:what:, as many as fit`
    : $localize`Added to the queue: ${what}:what:`;
}
