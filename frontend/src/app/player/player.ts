import { HttpClient } from '@angular/common/http';
import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { explain, isServerAway } from '../api/api-error';
import { Connection } from '../api/connection';
import type { AlbumView, TrackView } from '../api/types';
import { albumUrl, streamUrl } from '../api/urls';
import { Toasts } from '../shell/toasts';
import { PlayerMemory } from './player-memory';
import * as queues from './queue';
import type { PlayContext, Queue, QueueItem, Repeat } from './queue';
import { VoicePair } from './voice-pair';

/** `waiting`: it should sound, but audio is still on its way. */
export type PlayerStatus = 'idle' | 'paused' | 'waiting' | 'playing';

/** Later than this, "previous" means "from the start". */
const RESTART_AFTER_SECONDS = 3;
/** The next track is fetched this long before it is needed. */
const PRELOAD_SECONDS = 25;
/** After so many unplayable tracks in a row something larger is wrong, and skipping on would only empty the queue. */
const MOST_FAILURES = 3;
const SAVE_EVERY_MS = 5_000;
const BUSY_RETRY_MS = 3_000;

/**
 * The one player: queue, sound and state. The queue lives in this browser; what is outside this class only sees
 * commands and signals, so that it can move to the server.
 */
@Service()
export class Player {
  private readonly http = inject(HttpClient);
  private readonly connection = inject(Connection);
  private readonly toasts = inject(Toasts);
  private readonly memory = inject(PlayerMemory);
  private readonly voices = inject(VoicePair);

  private readonly queue = signal<Queue>(queues.EMPTY_QUEUE);
  private readonly state = signal<PlayerStatus>('idle');
  private readonly position = signal(0);
  private readonly loaded = signal(0);
  private readonly loudness = signal(1);
  private readonly muted = signal(false);
  private readonly repeating = signal<Repeat>('off');
  private failuresInRow = 0;
  private lastSavedMs = 0;
  private retryTimer?: ReturnType<typeof setTimeout>;

  readonly status = this.state.asReadonly();
  readonly items = computed(() => this.queue().items);
  readonly index = computed(() => this.queue().index);
  readonly context = computed(() => this.queue().context);
  readonly currentItem = computed(() => queues.currentItem(this.queue()));
  /** What plays or would play; absent when the queue is empty. */
  readonly current = computed<TrackView | undefined>(() => this.currentItem()?.track);
  readonly upcoming = computed(() => this.items().slice(this.index() + 1));
  readonly positionMs = computed(() => Math.round(this.position() * 1000));
  readonly durationMs = computed(() => this.current()?.durationMs ?? 0);
  /** Up to where audio is there. */
  readonly bufferedMs = computed(() => Math.round(this.loaded() * 1000));
  /** Whether it sounds or is about to. */
  readonly isPlaying = computed(() => this.state() === 'playing' || this.state() === 'waiting');
  readonly isShuffled = computed(() => this.queue().unshuffled !== undefined);
  readonly repeat = this.repeating.asReadonly();
  /** 0 to 1. */
  readonly volume = this.loudness.asReadonly();
  readonly isMuted = this.muted.asReadonly();
  readonly hasNext = computed(() => queues.followingIndex(this.queue(), this.repeating(), true) >= 0);

  constructor() {
    this.restore();
    this.voices.heard = {
      progressed: () => this.follow(),
      started: () => this.onStarted(),
      ranDry: () => this.onDry(),
      paused: () => this.onPaused(),
      ended: () => this.onEnded(),
      failed: () => void this.onFailed(),
    };
    effect(() => this.voices.setLoudness(this.muted() ? 0 : this.loudness()));
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.resumeAfterLoss());
    });
    effect(() => {
      // Everything that is remembered but the position, which is saved now and then while it runs.
      this.queue();
      this.loudness();
      this.muted();
      this.repeating();
      untracked(() => this.save());
    });
    const save = (): void => this.save();
    window.addEventListener('pagehide', save);
    inject(DestroyRef).onDestroy(() => {
      window.removeEventListener('pagehide', save);
      clearTimeout(this.retryTimer);
    });
  }

  /** Plays these tracks from the one at `startIndex`; files that are missing are left out. */
  play(tracks: readonly TrackView[], startIndex = 0, context?: PlayContext): void {
    const wanted = tracks[startIndex];
    const there = tracks.filter((track) => !track.isMissing);
    if (there.length === 0) {
      if (tracks.length > 0) this.toasts.show('None of these files is there any more. Is the disk connected?');
      return;
    }
    const start = wanted && !wanted.isMissing ? there.indexOf(wanted) : 0;
    this.failuresInRow = 0;
    this.queue.set(queues.queueOf(there, start, context));
    this.begin();
  }

  /** Plays these tracks in random order. */
  playShuffled(tracks: readonly TrackView[], context?: PlayContext): void {
    const there = tracks.filter((track) => !track.isMissing);
    const start = Math.floor(Math.random() * there.length);
    const queue = queues.shuffled(queues.queueOf(there, start, context), Math.random);
    if (queue.items.length === 0) return this.play(tracks, 0, context);
    this.failuresInRow = 0;
    this.queue.set(queue);
    this.begin();
  }

  /** Plays an album by its id, in order or shuffled. Says so when it cannot be loaded. */
  async playAlbum(albumId: string, order: 'in-order' | 'shuffled' = 'in-order'): Promise<void> {
    const album = await this.loadAlbum(albumId);
    if (!album) return;
    const tracks = album.discs.flatMap((disc) => disc.tracks);
    const context: PlayContext = { kind: 'album', id: album.id, title: album.title };
    if (order === 'shuffled') this.playShuffled(tracks, context);
    else this.play(tracks, 0, context);
  }

  /** The tracks of an album behind the current one, or at the end. */
  async enqueueAlbum(albumId: string, place: 'next' | 'last'): Promise<void> {
    const album = await this.loadAlbum(albumId);
    if (!album) return;
    const tracks = album.discs.flatMap((disc) => disc.tracks);
    if (place === 'next') this.playNext(tracks);
    else this.enqueue(tracks);
  }

  /** Puts tracks right behind the current one. */
  playNext(tracks: readonly TrackView[]): void {
    this.add(tracks, queues.withNext, 'Plays next');
  }

  /** Puts tracks at the end. */
  enqueue(tracks: readonly TrackView[]): void {
    this.add(tracks, queues.withLast, 'Added to the queue');
  }

  /** Shuffles what comes, or restores the order. */
  shuffle(): void {
    this.queue.update((queue) =>
      queue.unshuffled ? queues.restoredOrder(queue) : queues.shuffled(queue, Math.random),
    );
    this.voices.dropStandby();
  }

  /** Off, all, one, and off again. */
  cycleRepeat(): void {
    this.setRepeat(this.repeating() === 'off' ? 'all' : this.repeating() === 'all' ? 'one' : 'off');
  }

  setRepeat(repeat: Repeat): void {
    this.repeating.set(repeat);
    this.voices.dropStandby();
  }

  /** Pauses what plays, or goes on where it was. */
  toggle(): void {
    if (this.isPlaying()) this.pause();
    else this.resume();
  }

  pause(): void {
    if (this.state() === 'idle') return;
    this.state.set('paused');
    this.voices.pause();
    this.save();
  }

  resume(): void {
    const item = this.currentItem();
    if (!item) return;
    if (this.voices.itemId === item.itemId) this.sound();
    else this.begin(this.position());
  }

  /** To the next track; at the end of the queue it stops at its start, ready to go again. */
  next(): void {
    this.failuresInRow = 0;
    this.goOn(true);
  }

  /** To the start of the track, or to the one before when it has only begun. */
  previous(): void {
    this.failuresInRow = 0;
    const isLate = this.position() > RESTART_AFTER_SECONDS;
    const index = isLate ? this.index() : queues.precedingIndex(this.queue(), this.repeating());
    if (index === this.index()) this.seek(0);
    else this.goTo(index);
  }

  /** To a place in the current track, in milliseconds from its start. */
  seek(positionMs: number): void {
    const item = this.currentItem();
    if (!item) return;
    const seconds = Math.min(Math.max(positionMs, 0), item.track.durationMs) / 1000;
    this.position.set(seconds);
    if (this.voices.itemId === item.itemId) {
      this.voices.seek(seconds);
      // A transcode is asked for anew by seeking, and would stay silent.
      if (this.isPlaying()) this.sound();
    }
    this.save();
  }

  /** Forth, or back when negative. */
  seekBy(milliseconds: number): void {
    this.seek(this.positionMs() + milliseconds);
  }

  /** @param volume 0 to 1; anything above 0 ends being muted */
  setVolume(volume: number): void {
    this.loudness.set(Math.min(Math.max(volume, 0), 1));
    if (volume > 0) this.muted.set(false);
  }

  toggleMute(): void {
    this.muted.update((isMuted) => !isMuted);
  }

  /** Plays that item of the queue. */
  jump(itemId: string): void {
    const index = this.items().findIndex((item) => item.itemId === itemId);
    if (index < 0) return;
    this.failuresInRow = 0;
    this.goTo(index, true);
  }

  /** Takes an item out of the queue; offers to put it back. */
  remove(itemId: string): void {
    const before = this.queue();
    const removed = before.items.find((item) => item.itemId === itemId);
    if (!removed) return;
    this.change(queues.without(before, itemId));
    this.toasts.show(`“${removed.track.title}” is out of the queue.`, {
      label: 'Undo',
      run: () => this.change(before),
    });
  }

  /** Empties what comes; what plays goes on. Offers to put it back. */
  clearUpcoming(): void {
    const before = this.queue();
    this.change({ ...before, items: before.items.slice(0, before.index + 1) });
    this.toasts.show('The queue is cleared.', { label: 'Undo', run: () => this.queue.set(before) });
  }

  /** Shows a track's new title wherever it stands in the queue. */
  trackChanged(track: TrackView): void {
    this.queue.update((queue) => queues.withTrack(queue, track));
  }

  private add(
    tracks: readonly TrackView[],
    put: (queue: Queue, tracks: readonly TrackView[]) => Queue,
    words: string,
  ): void {
    const there = tracks.filter((track) => !track.isMissing);
    const first = there[0];
    if (!first) return;
    const wasEmpty = this.items().length === 0;
    this.queue.update((queue) => put(queue, there));
    this.voices.dropStandby();
    this.toasts.show(there.length === 1 ? `${words}: ${first.title}` : `${words}: ${there.length} tracks`);
    if (wasEmpty) this.begin();
  }

  /** Replaces the queue; what sounds goes on unless it is not current any more. */
  private change(queue: Queue): void {
    const wasPlaying = this.isPlaying();
    this.queue.set(queue);
    this.voices.dropStandby();
    const item = queues.currentItem(queue);
    if (!item) this.stop();
    else if (item.itemId !== this.voices.itemId) this.begin(0, wasPlaying);
  }

  private goTo(index: number, mustPlay = this.isPlaying()): void {
    this.queue.update((queue) => ({ ...queue, index }));
    this.begin(0, mustPlay);
  }

  private goOn(isAsked: boolean): void {
    const index = queues.followingIndex(this.queue(), this.repeating(), isAsked);
    if (index >= 0) this.goTo(index, !isAsked || this.isPlaying());
    else if (this.items().length > 0) this.rewind();
  }

  /** The queue has ended: back to its first item, silent. */
  private rewind(): void {
    this.queue.update((queue) => ({ ...queue, index: 0 }));
    this.begin(0, false);
  }

  private begin(startSeconds = 0, mustPlay = true): void {
    clearTimeout(this.retryTimer);
    const item = this.currentItem();
    if (!item) return this.stop();
    this.position.set(startSeconds);
    this.loaded.set(0);
    if (mustPlay) {
      this.voices.take(item.itemId, item.track, startSeconds);
      this.sound();
    } else {
      // Nothing is fetched for a track that nobody asked to hear yet.
      this.voices.silence();
      this.state.set('paused');
    }
  }

  private sound(): void {
    this.state.set('waiting');
    this.voices.play().catch((error: unknown) => {
      // Another load or a pause came in between: whoever did that has said what happens now.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (error instanceof DOMException && error.name === 'NotAllowedError') {
        this.state.set('paused');
        this.toasts.show('The browser wants a tap before it lets music play. Press play once more.');
      }
      // Anything else is also told by the element's error event, which knows what to do.
    });
  }

  private stop(): void {
    this.voices.silence();
    this.position.set(0);
    this.state.set('idle');
  }

  private follow(): void {
    if (this.voices.itemId !== this.currentItem()?.itemId) return;
    this.position.set(this.voices.positionSeconds);
    this.loaded.set(this.voices.bufferedSeconds);
    this.preload();
    if (Date.now() - this.lastSavedMs > SAVE_EVERY_MS) this.save();
  }

  private preload(): void {
    const left = this.durationMs() / 1000 - this.position();
    const index = queues.followingIndex(this.queue(), this.repeating(), false);
    const following: QueueItem | undefined = this.items()[index];
    if (left < PRELOAD_SECONDS && following && this.isPlaying()) this.voices.prepare(following.itemId, following.track);
  }

  private onStarted(): void {
    this.failuresInRow = 0;
    if (this.state() !== 'idle') this.state.set('playing');
  }

  private onDry(): void {
    if (this.state() === 'playing') this.state.set('waiting');
  }

  /** The system paused it: headphones pulled out, another app took the sound. */
  private onPaused(): void {
    if (this.state() === 'playing') this.state.set('paused');
  }

  private onEnded(): void {
    this.goOn(false);
  }

  /** The element gave up: find out why, and wait, transcode or skip accordingly. */
  private async onFailed(): Promise<void> {
    const item = this.currentItem();
    if (!item || item.itemId !== this.voices.itemId) return;
    if (!this.isPlaying()) {
      // Paused while the connection went: the next "play" loads it again at the same second.
      this.voices.silence();
      return;
    }
    this.state.set('waiting');
    const reason = await this.whyNot(item.track);
    if (this.currentItem() !== item || !this.isPlaying()) return;
    if (reason === 'away') this.connection.reportAway();
    else if (reason === 'busy') this.retryTimer = setTimeout(() => this.resumeAfterLoss(), BUSY_RETRY_MS);
    else if (reason === 'undecodable' && !this.voices.isTranscoded) {
      this.voices.take(item.itemId, item.track, this.position(), true);
      this.sound();
    } else this.skip(item, reason);
  }

  /** `undecodable` when the server would have sent it; a sentence when it says why it does not. */
  private async whyNot(track: TrackView): Promise<string> {
    const transcode = this.voices.isTranscoded ? ({ format: 'mp3' } as const) : undefined;
    try {
      await firstValueFrom(this.http.head(streamUrl(track.id, transcode)));
      return 'undecodable';
    } catch (error) {
      if (isServerAway(error)) return 'away';
      const { message, canRetry, isNotFound } = explain(error);
      if (isNotFound) return 'Its file is not there any more.';
      return canRetry ? 'busy' : message;
    }
  }

  private skip(item: QueueItem, reason: string): void {
    this.failuresInRow++;
    const why = reason === 'undecodable' ? 'It cannot be decoded.' : reason;
    if (this.failuresInRow >= MOST_FAILURES) {
      this.pause();
      this.voices.silence();
      this.toasts.show(
        `${MOST_FAILURES} tracks in a row could not be played. ${why} See the settings for the state of your folders.`,
      );
      return;
    }
    const isLast = queues.followingIndex(this.queue(), this.repeating(), true) < 0;
    this.toasts.show(`${isLast ? 'Cannot play' : 'Skipped'} “${item.track.title}”. ${why}`);
    this.goOn(true);
  }

  private resumeAfterLoss(): void {
    if (this.state() !== 'waiting') return;
    this.voices.reload(this.position());
    this.sound();
  }

  private async loadAlbum(albumId: string): Promise<AlbumView | undefined> {
    try {
      return await firstValueFrom(this.http.get<AlbumView>(albumUrl(albumId)));
    } catch (error) {
      this.toasts.show(explain(error).message);
      return undefined;
    }
  }

  private restore(): void {
    const { queue, positionSeconds, volume, isMuted, repeat } = this.memory.load();
    if (queue && queue.items.length > 0) {
      this.queue.set(queue);
      this.position.set(positionSeconds ?? 0);
      this.state.set('paused');
    }
    this.loudness.set(volume ?? 1);
    this.muted.set(isMuted ?? false);
    this.repeating.set(repeat ?? 'off');
  }

  private save(): void {
    this.lastSavedMs = Date.now();
    this.memory.save({
      queue: this.queue(),
      positionSeconds: this.position(),
      volume: this.loudness(),
      isMuted: this.muted(),
      repeat: this.repeating(),
    });
  }
}
