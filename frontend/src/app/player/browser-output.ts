import { computed, DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import { Connection } from '../core/api/connection';
import type { PlayerView, QueueItemView } from '../core/api/types';
import { urlOf } from '../core/api/api';
import { Toasts } from '../core/toasts';
import { OutputReports, type Play, type Report } from './output-reports';
import { PlayMeter } from './play-meter';
import { FORESEEN_ITEM_ID, PlayerState } from './player-state';
import { gainOf, ReplayGain } from './replay-gain';
import { SOUND_ENGINE } from './sound/engine-choice';
import type { SoundItem } from './sound/sound-engine';
import { TabIdentity } from './tab-identity';
import { amplitudeOf } from './loudness';

const REPORT_EVERY_MS = 5_000;
/** A start that is less late than this begins where it was meant to, so that no first note is lost. */
const LATE_MS = 2_000;
/** The server's place has been moved by somebody, and is not mere reckoning, from this on. */
const MOVED_MS = 700;
/** After so many unplayable tracks in a row the server stops skipping. */
const MOST_FAILURES = 3;
/** As the server has it: of what was heard so long, it is known that it sounds. */
const SOUNDS_MS = 2_000;
/** What is over before so much was heard of it came without any sound. */
const LEAST_HEARD_MS = 200;
/** Longer than it takes to find out where a song lies, by one way and then by another. */
const MOST_DRY_MS = 60_000;
const MUTED_KEY = 'pyxis.muted';
/** The server takes reasons of this length. */
const MOST_REASON = 200;

/** Where the sound of this tab is. */
export interface Place {
  readonly itemId: string;
  readonly positionMs: number;
  readonly bufferedMs: number;
}

/**
 * This tab as an output: sounds what the player plays, but only while it is the active one and the former has fallen
 * silent, and tells the server what really sounded. What it holds plays on while the server is away.
 */
@Service()
export class BrowserOutput {
  private readonly engine = inject(SOUND_ENGINE);
  private readonly state = inject(PlayerState);
  private readonly reports = inject(OutputReports);
  private readonly replayGain = inject(ReplayGain);
  private readonly connection = inject(Connection);
  private readonly toasts = inject(Toasts);
  private readonly tab = inject(TabIdentity);
  private readonly meter = new PlayMeter(this.engine);

  private readonly heardPlace = signal<Place | undefined>(undefined);
  private readonly isDry = signal(false);
  private readonly wasBlocked = signal(false);
  private readonly storage = inject(DOCUMENT).defaultView?.sessionStorage;
  private readonly muted = signal(this.storage?.getItem(MUTED_KEY) === 'yes');
  /** What the engine holds. */
  private play?: Play;
  private wantsSound = false;
  private isHandingOver = false;
  private followed?: PlayerView;
  private lastReportMs = 0;
  private failuresInRow = 0;
  /** Somebody has gone to another place of what plays: that little was heard of it has this reason. */
  private wasSought = false;

  /** Whether this tab is the one that sounds, or would. */
  readonly isActive = computed(() => this.state.view()?.activeOutputId === this.tab.id);
  /** Of the current item, while this tab holds it. */
  readonly place = computed(() => {
    const place = this.heardPlace();
    return place?.itemId === this.state.view()?.current?.itemId ? place : undefined;
  });
  /** It should sound here, but audio is still on its way. */
  readonly isWaiting = computed(
    () => this.isActive() && (this.isDry() || this.state.view()?.handoverFrom !== undefined),
  );
  /** The browser wants a tap in this tab before it lets music play. */
  readonly isBlocked = computed(() => this.isActive() && this.wasBlocked());
  /** Of this tab alone; it stays so when the tab is loaded anew. */
  readonly isMuted = this.muted.asReadonly();

  constructor() {
    this.engine.listener = {
      progressed: () => this.onProgress(),
      started: () => this.onStarted(),
      ranDry: () => this.isDry.set(true),
      pausedBySystem: () => this.tellPaused(),
      advanced: (toItemId) => this.onAdvanced(toItemId),
      ended: () => this.onEnded(),
      failed: (reason) => this.onFailed(reason),
      noDevice: () => {
        this.tellPaused();
        this.toasts.show(
          $localize`This browser has found nothing to play sound on. Connect speakers or headphones, or play on another device, then press play.`,
        );
      },
      blocked: () => {
        this.wasBlocked.set(true);
        this.tellPaused();
      },
    };
    effect(() => {
      const view = this.state.view();
      untracked(() => view && this.follow(view));
    });
    effect(() => {
      const volume = this.state.view()?.volume ?? 0;
      this.engine.setVolume(this.muted() ? 0 : amplitudeOf(volume));
    });
    effect(() => {
      const mode = this.replayGain.mode();
      const { current, next } = this.state.view() ?? {};
      for (const item of [current, next]) if (item) this.engine.setGain(item.itemId, gainOf(item, mode));
    });
    effect(() => {
      const view = this.state.view();
      for (const item of [view?.current, view?.next])
        if (item) this.engine.setSpeed?.(item.itemId, speedOf(item, view));
    });
    effect((onCleanup) => {
      const { current } = this.state.view() ?? {};
      // A station is tried again by the server.
      if (!current || isStation(current) || !this.isDry() || !this.connection.isOnline()) return;
      const timer = setTimeout(() => this.onFailed($localize`No sound came for a minute.`), MOST_DRY_MS);
      onCleanup(() => clearTimeout(timer));
    });
    const window = inject(DOCUMENT).defaultView;
    window?.addEventListener('pagehide', () => {
      if (this.play && this.wantsSound) this.reports.sendLast(this.measured('progress', this.play));
      window.navigator.sendBeacon(urlOf('/api/v1/playback/outputs/{id}/release', { id: this.tab.id }));
    });
  }

  /** Goes there at once when this tab sounds; the server hears of it by the command. */
  seek(positionMs: number): void {
    if (!this.play) return;
    this.wasSought = true;
    this.engine.seek(positionMs);
    this.onProgress();
  }

  /** Stays paused although the server cannot be told now. */
  pauseWhileAway(): void {
    this.tellPaused();
  }

  /** @returns whether that was all there was to do: it plays on from what it holds */
  resumeWhileAway(): boolean {
    return !this.connection.isOnline() && this.reports.withdraw('paused');
  }

  setMuted(isMuted: boolean): void {
    this.muted.set(isMuted);
    if (isMuted) this.storage?.setItem(MUTED_KEY, 'yes');
    else this.storage?.removeItem(MUTED_KEY);
  }

  private follow(view: PlayerView): void {
    const before = this.followed;
    this.followed = view;
    const { current } = view;
    const isMine = view.activeOutputId === this.tab.id && view.handoverFrom === undefined;
    if (!isMine || !current) return this.fallSilent(view);
    this.isHandingOver = false;
    // Somebody has chosen something else, and only the server knows its item: the old one ends at once.
    if (current.itemId === FORESEEN_ITEM_ID) return this.rest();
    const mustSound = view.status === 'playing' || (view.isInterrupted && this.wantsSound);
    if (this.holds(view)) {
      this.obey(before, view);
      if (!mustSound) this.rest();
    } else {
      this.leave();
      if (mustSound) this.load(current, view);
      else this.engine.silence();
    }
    if (mustSound) this.sound(view);
  }

  private holds({ current, playId, status }: PlayerView): boolean {
    if (!this.play || this.play.itemId !== current?.itemId) return false;
    // What a station announces is a play of its own, in the same sound.
    if (isStation(current)) return true;
    // The queue ended: the item waits for another play.
    if (this.play.playId && !playId) return status === 'playing';
    return !this.play.playId || !playId || this.play.playId === playId;
  }

  private load(current: QueueItemView, view: PlayerView): void {
    const reckonedMs = this.state.positionMsOf(view);
    const startMs = reckonedMs - view.positionMs < LATE_MS ? view.positionMs : reckonedMs;
    this.play = { itemId: current.itemId, ...(view.playId && { playId: view.playId }) };
    this.wasSought = startMs > 0;
    this.meter.begin(startMs, (view.playId && view.heardMs) || 0);
    this.engine.load(this.soundOf(current), startMs, view.next && this.soundOf(view.next));
    this.showPlace();
  }

  /** The item is the right one: only its play's id, its place and what follows may be new. */
  private obey(before: PlayerView | undefined, view: PlayerView): void {
    if (this.play && !this.play.playId && view.playId && !this.reports.isAhead()) {
      this.reports.learn(this.play, view.playId);
    }
    this.followStation(view);
    this.engine.setNext(view.next && this.soundOf(view.next));
    if (before && this.wasMoved(before, view)) {
      this.wasSought = true;
      this.engine.seek(view.positionMs);
      this.showPlace();
    }
  }

  /** The station announces something else: from here on that is what is heard. */
  private followStation({ current, playId, heardMs = 0 }: PlayerView): void {
    if (!this.play?.playId || !playId || this.play.playId === playId || !current || !isStation(current)) return;
    this.play = { itemId: current.itemId, playId };
    this.meter.begin(this.engine.positionMs, heardMs - this.engine.heardMs);
  }

  /**
   * Whether somebody sought. That the server's reckoning runs ahead of a tab that waits for audio is no such thing, nor
   * that it goes back to where it missed the tab.
   */
  private wasMoved(before: PlayerView, view: PlayerView): boolean {
    if (view.isInterrupted || before.isInterrupted || before.revision === view.revision) return false;
    if (before.current?.itemId !== view.current?.itemId) return false;
    const expectedMs = this.state.positionMsOf(before, view.positionAtMs);
    const isElsewhere = Math.abs(this.engine.positionMs - this.state.positionMsOf(view)) > MOVED_MS;
    return isElsewhere && Math.abs(view.positionMs - expectedMs) > MOVED_MS;
  }

  private sound(view: PlayerView): void {
    if (!this.wantsSound) {
      this.wantsSound = true;
      this.isDry.set(true);
      this.wasBlocked.set(false);
      this.engine.play();
    } else if (view.isInterrupted && !this.isDry()) {
      // It sounded on while the server missed it.
      void this.report('progress');
    }
  }

  private rest(): void {
    if (!this.wantsSound) return;
    this.wantsSound = false;
    this.isDry.set(false);
    this.engine.pause();
    void this.report('progress');
  }

  /** Another output has the role, or nothing is current. */
  private fallSilent(view: PlayerView): void {
    const { playId, current, handoverFrom } = view;
    const report =
      this.play && this.wantsSound
        ? this.measured('silent', this.play)
        : { kind: 'silent' as const, positionMs: this.state.positionMsOf(view), heardMs: 0 };
    this.leave();
    this.engine.silence();
    const wasHandingOver = this.isHandingOver;
    this.isHandingOver = handoverFrom === this.tab.id;
    if (!this.isHandingOver || wasHandingOver || !current || !playId) return;
    void this.reports.add({ play: { itemId: current.itemId, playId }, ...report });
  }

  /** What it held is not current any more. */
  private leave(): void {
    if (this.play && !this.play.playId) this.reports.forget(this.play);
    this.play = undefined;
    this.wantsSound = false;
    this.isDry.set(false);
    this.heardPlace.set(undefined);
  }

  private onProgress(): void {
    if (this.play && this.meter.read(this.play.itemId).heardMs >= SOUNDS_MS) this.failuresInRow = 0;
    this.showPlace();
    if (this.wantsSound && !this.isDry() && Date.now() - this.lastReportMs >= REPORT_EVERY_MS) {
      void this.report('progress');
    }
  }

  private onStarted(): void {
    this.isDry.set(false);
    if (this.wantsSound) void this.report('progress');
  }

  private onAdvanced(toItemId: string): void {
    const { play: from } = this;
    const next = this.state.view()?.next;
    if (!from) return;
    const to: Play = { itemId: toItemId };
    this.wasSought = false;
    const report = { ...this.finished('advanced', from), positionMs: this.engine.positionMs, to };
    this.play = to;
    this.meter.begin(0, 0);
    this.showPlace();
    void this.reports.add({
      ...report,
      foresee: (view) => {
        if (view.current?.itemId === toItemId || next?.itemId !== toItemId) return view;
        const { next: _gone, playId: _old, ...rest } = view;
        return { ...rest, current: next, index: view.index + 1, positionMs: 0, positionAtMs: this.state.serverNowMs() };
      },
    });
  }

  private onEnded(): void {
    if (!this.play) return;
    if (!this.wasSought && this.meter.read(this.play.itemId).heardMs < LEAST_HEARD_MS) {
      return this.onFailed($localize`There is no sound in it.`);
    }
    this.wantsSound = false;
    this.isDry.set(false);
    void this.reports.add({ ...this.finished('ended', this.play), foresee: (view) => ({ ...view, status: 'paused' }) });
  }

  private onFailed(reason: string): void {
    if (!this.play) return;
    const title = this.state.view()?.current?.track.title ?? '';
    const failures = ++this.failuresInRow;
    this.isDry.set(false);
    const whenTold = (view: PlayerView): void => {
      this.toasts.show(failureInWords(title, reason, failures, view));
      // Whoever presses play begins anew.
      if (view.status !== 'playing') this.failuresInRow = 0;
    };
    void this.report('failed', { reason: reason.slice(0, MOST_REASON), whenTold });
  }

  private tellPaused(): void {
    this.wantsSound = false;
    this.isDry.set(false);
    const { positionMs } = this.engine;
    const positionAtMs = this.state.serverNowMs();
    const foresee = (view: PlayerView): PlayerView => ({ ...view, status: 'paused', positionMs, positionAtMs });
    void this.report('paused', { foresee });
  }

  private report(kind: Report['kind'], more: Partial<Report> = {}): Promise<void> {
    if (!this.play) return Promise.resolve();
    this.lastReportMs = Date.now();
    return this.reports.add({ ...this.measured(kind, this.play), ...more });
  }

  private measured(kind: Report['kind'], play: Play): Report {
    const { lengthMs } = this.engine;
    const { revision } = this.followed ?? {};
    return {
      kind,
      play,
      ...(revision !== undefined && { revision }),
      ...this.meter.read(play.itemId),
      ...(lengthMs && { durationMs: Math.round(lengthMs) }),
    };
  }

  private finished(kind: Report['kind'], play: Play): Report {
    return { kind, play, ...this.meter.readEnd(this.state.view()?.current?.track.durationMs) };
  }

  private showPlace(): void {
    const { itemId, positionMs, bufferedMs } = this.engine;
    this.heardPlace.set(itemId === undefined ? undefined : { itemId, positionMs, bufferedMs });
  }

  private soundOf(item: QueueItemView): SoundItem {
    return {
      itemId: item.itemId,
      track: item.track,
      gain: gainOf(item, this.replayGain.mode()),
      speed: speedOf(item, this.state.view()),
    };
  }
}

/** Music is played as it is. */
function speedOf({ track }: QueueItemView, view: PlayerView | undefined): number {
  return track.kind === 'episode' ? (view?.speed ?? 1) : 1;
}

function isStation({ track }: QueueItemView): boolean {
  return track.kind === 'station';
}

function failureInWords(title: string, reason: string, failures: number, { status }: PlayerView): string {
  if (failures >= MOST_FAILURES) {
    return $localize`${MOST_FAILURES}:number: tracks in a row could not be played. ${reason}:reason: See the settings for the state of your sources.`;
  }
  return status === 'playing'
    ? $localize`Skipped “${title}:title:”. ${reason}:reason:`
    : $localize`Cannot play “${title}:title:”. ${reason}:reason:`;
}
