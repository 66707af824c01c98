import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { Api } from '../core/api/api';
import { Connection } from '../core/api/connection';
import type { PlayBody, PlayContext, PlayerView, QueueItemView, QueueView, TrackView } from '../core/api/types';
import { KeptOnDevice } from '../core/device/kept-on-device';
import { newLocalId } from './local-id';
import { PastPlays } from './past-plays';
import { PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';

/** After so many unplayable tracks in a row something larger is wrong. */
const MOST_FAILURES = 3;
/** As many as the server takes by name. */
const MOST_HANDED = 100;
/** Longer queues are not fetched only because the network might go. */
const MOST_KNOWN = 500;

/** What an output tells of the play that it makes heard: the part of a report that matters here. */
export interface AwayReport {
  readonly kind: 'progress' | 'advanced' | 'ended' | 'paused' | 'failed' | 'silent';
  readonly positionMs: number;
  readonly heardMs: number;
}

interface AwayPlay {
  readonly playId: string;
  readonly startedAtMs: number;
  readonly heardMs: number;
}

interface Away {
  readonly items: readonly QueueItemView[];
  readonly index: number;
  readonly status: 'playing' | 'paused';
  readonly positionMs: number;
  readonly positionAtMs: number;
  readonly revision: number;
  readonly queueRevision: number;
  readonly volume: number;
  readonly speed: number;
  readonly repeat: PlayerView['repeat'];
  readonly failures: number;
  /** It is the server's own queue, or what of it is here. */
  readonly isServers?: boolean;
  readonly play?: AwayPlay;
}

/**
 * The player of this tab for as long as the server cannot be reached: plays what is on this device, does what it is told, and keeps
 * what was heard. Once the server is there, it takes over with the next track.
 */
@Service()
export class AwayPlayer {
  private readonly api = inject(Api);
  private readonly state = inject(PlayerState);
  private readonly tab = inject(TabIdentity);
  private readonly device = inject(KeptOnDevice);
  private readonly pastPlays = inject(PastPlays);
  private readonly connection = inject(Connection);
  private readonly away = signal<Away | undefined>(undefined);
  /** The server's queue, as long as this tab plays it and something is on this device. */
  private queue?: QueueView;

  readonly isOn = computed(() => this.away() !== undefined);
  /** Its queue; absent while the server has the player. */
  readonly items = computed(() => this.away()?.items);

  constructor() {
    effect(() => {
      const view = this.state.confirmed();
      const isHere = view?.activeOutputId === this.tab.id && view.length <= MOST_KNOWN && this.device.sounds().size > 0;
      const isNew = view?.queueRevision !== this.queue?.queueRevision;
      if (isHere && isNew && this.connection.isOnline()) untracked(() => void this.learnQueue());
    });
  }

  /** Plays what is asked for as far as it is on this device. @returns whether anything of it is */
  async begin(body: Partial<PlayBody>): Promise<boolean> {
    await this.device.ready;
    const tracks = this.tracksOf(body).filter(({ id }) => this.device.sound(id));
    if (tracks.length === 0) return false;
    const context = contextOf(body);
    const ordered = body.isShuffled ? shuffled(tracks) : tracks;
    const first = Math.max(0, ordered.findIndex(({ id }) => id === body.startTrackId)); // prettier-ignore
    const revision = (this.away()?.revision ?? 0) + 1;
    this.finish('skipped');
    const known = this.state.view();
    this.set({
      items: ordered.map((track) => ({ itemId: newLocalId(), track, ...(context && { context }) })),
      index: first,
      status: 'playing',
      positionMs: body.positionMs ?? 0,
      positionAtMs: this.now(),
      revision,
      queueRevision: revision,
      failures: 0,
      volume: known?.volume ?? 100,
      speed: known?.speed ?? 1,
      repeat: known?.repeat ?? 'off',
      play: this.newPlay(),
    });
    return true;
  }

  /**
   * Goes on in the server's place where it cannot be asked what follows.
   * @param playId of what sounded, where the server has given it one
   * @param toItemId what sounds by now
   * @returns whether this player has the say from now on, and is to be told
   */
  takesOver(kind: AwayReport['kind'], itemId: string, playId?: string, toItemId?: string): boolean {
    const { queue } = this;
    const view = this.state.view();
    if (this.connection.isOnline() || !queue || !view || view.queueRevision !== queue.queueRevision) return false;
    if ((kind !== 'advanced' && kind !== 'ended') || view.current?.itemId !== itemId) return false;
    const items = queue.items.filter(
      (item) => item.itemId === itemId || item.itemId === toItemId || this.device.sound(item.track.id),
    );
    const index = items.findIndex((item) => item.itemId === itemId);
    if (index < 0 || items.length < 2) return false;
    const { volume, speed, repeat, heardMs = 0 } = view;
    const revision = view.revision + 1;
    const play = { playId: playId ?? newLocalId(), startedAtMs: Math.round(this.now()) - heardMs, heardMs };
    this.away.set({
      items,
      index,
      status: 'playing',
      positionMs: 0,
      positionAtMs: this.now(),
      play,
      isServers: true,
      failures: 0,
      revision,
      queueRevision: revision,
      volume,
      speed,
      repeat,
    });
    return true;
  }

  /** The server has the player again. */
  leave(): void {
    this.finish('skipped');
    this.away.set(undefined);
    this.state.beAway(undefined);
  }

  /** Does one of the things that are asked of a player. @returns whether it can */
  perform(name: string, body: Readonly<Record<string, unknown>> = {}): boolean {
    const away = this.settled();
    if (!away) return false;
    switch (name) {
      case 'pause':
        this.change({ ...away, status: 'paused' });
        this.keep(away, 'stopped', false);
        return true;
      case 'resume':
        this.change({ ...away, status: 'playing', play: away.play ?? this.newPlay() });
        return true;
      case 'next':
        this.goTo(away, following(away, true), 'skipped');
        return true;
      case 'previous':
        this.goTo(away, Math.max(0, away.index - 1), 'skipped');
        return true;
      case 'jump':
        this.goTo({ ...away, status: 'playing' }, away.items.findIndex(({ itemId }) => itemId === body.itemId), 'skipped'); // prettier-ignore
        return true;
      case 'seek':
        this.change({ ...away, positionMs: Number(body.positionMs) });
        return true;
      case 'volume':
        this.change({ ...away, volume: Number(body.volume) });
        return true;
      case 'speed':
        this.change({ ...away, speed: Number(body.speed) });
        return true;
      case 'repeat':
        this.change({ ...away, repeat: body.repeat as PlayerView['repeat'] });
        return true;
      case 'queue/remove':
        this.remove(away, body.itemIds as readonly string[]);
        return true;
      case 'queue/clear':
        this.change({ ...away, items: away.items.slice(0, away.index + 1), queueRevision: away.revision + 1 });
        return true;
      default:
        return false;
    }
  }

  /** Takes what this tab makes heard. @returns how the player is then */
  heard({ kind, positionMs, heardMs }: AwayReport): PlayerView | undefined {
    const before = this.away();
    if (!before?.play || kind === 'silent') return this.state.view();
    const mostMs = Math.max(before.play.heardMs, heardMs);
    // Of a play that the server began, this tab knows only how long it was.
    const startedAtMs = Math.min(before.play.startedAtMs, Math.round(this.now()) - mostMs);
    const play = { ...before.play, startedAtMs, heardMs: mostMs };
    const isOver = kind === 'advanced' || kind === 'ended';
    const endMs = before.items[before.index]?.track.durationMs ?? positionMs;
    const away = { ...before, play, positionMs: isOver ? endMs : positionMs, positionAtMs: this.now() };
    if (kind === 'progress' || kind === 'paused') {
      const status = kind === 'paused' ? 'paused' : away.status;
      this.set({ ...away, status, failures: heardMs > 0 ? 0 : away.failures });
      this.keep(away, 'stopped', false);
    } else if (kind === 'failed') this.fail(away);
    else this.goTo(away, following(away, false), 'finished');
    return this.state.view();
  }

  private fail(away: Away): void {
    const failures = away.failures + 1;
    if (failures >= MOST_FAILURES) this.change({ ...away, status: 'paused', failures: 0 });
    else this.goTo({ ...away, failures }, following(away, true), 'skipped');
  }

  /** @param index -1: it is over, and begins anew when somebody presses play */
  private goTo(away: Away, index: number, outcome: 'finished' | 'skipped'): void {
    this.keep(away, outcome, true);
    const { play: _, ...rest } = away;
    const isPlaying = away.status === 'playing' && index >= 0;
    this.change({
      ...rest,
      index: Math.max(0, index),
      status: isPlaying ? 'playing' : 'paused',
      positionMs: 0,
      positionAtMs: this.now(),
      ...(isPlaying && { play: this.newPlay() }),
    });
    if (this.connection.isOnline()) void this.handBack();
  }

  /** Gives the server what is left, from the track that begins. Where it does not take it, this tab goes on by itself. */
  private async handBack(): Promise<void> {
    const away = this.away();
    const current = away?.items[away.index];
    if (!away || !current) return;
    if (away.status !== 'playing') return this.leave();
    const rest = away.items.slice(away.index, away.index + MOST_HANDED).map(({ track }) => track.id);
    const context = current.context as PlayContext | undefined;
    try {
      const { revision } = await this.api.read('/api/v1/playback');
      const here = { outputId: this.tab.id, revision };
      const view = away.isServers
        ? await this.api.command('post', '/api/v1/playback/jump', { body: { ...here, itemId: current.itemId } })
        : await this.api.command('post', '/api/v1/playback/play', {
            body: { ...here, trackIds: rest, ...(context && { context }) },
          });
      if (this.away()?.play?.playId !== away.play?.playId) return;
      this.leave();
      this.state.take(view);
    } catch {
      // It was there and is away again, or somebody plays something else there.
    }
  }

  private async learnQueue(): Promise<void> {
    try {
      this.queue = await this.api.read('/api/v1/playback/queue');
    } catch {
      // Then it ends with what the tab holds.
    }
  }

  private remove(away: Away, itemIds: readonly string[]): void {
    const current = away.items[away.index];
    const items = away.items.filter((item) => item === current || !itemIds.includes(item.itemId));
    const index = current ? items.indexOf(current) : 0;
    this.change({ ...away, items, index, queueRevision: away.revision + 1 });
  }

  private tracksOf({ subject, trackIds, startTrackId }: Partial<PlayBody>): readonly TrackView[] {
    const { kind = '', id = '' } = subject ?? {};
    const thing = this.device.thing(kind, id);
    if (thing) return thing.tracks;
    const all = new Map(
      this.device.things().flatMap(({ tracks }) => tracks.map((track) => [track.id, track] as const)),
    );
    const wanted = trackIds ?? (startTrackId === undefined ? [] : [startTrackId]);
    return wanted.flatMap((wantedId) => all.get(wantedId) ?? []);
  }

  /** With its place as it is now. */
  private settled(): Away | undefined {
    const away = this.away();
    const view = this.state.view();
    return away && view && { ...away, positionMs: this.state.positionMsOf(view), positionAtMs: this.now() };
  }

  private change(away: Away): void {
    this.set({ ...away, revision: away.revision + 1 });
  }

  private set(away: Away): void {
    this.away.set(away);
    this.state.beAway(this.viewOf(away));
  }

  private finish(outcome: 'skipped'): void {
    const away = this.settled();
    if (away) this.keep(away, outcome, true);
  }

  private keep(away: Away, outcome: 'finished' | 'skipped' | 'stopped', isOver: boolean): void {
    const { play, items, index, positionMs } = away;
    const item = items[index];
    if (!play || !item || play.heardMs === 0) return;
    const { id, durationMs, kind } = item.track;
    const context = item.context as PlayContext | undefined;
    const past = {
      playId: play.playId,
      trackId: id,
      startedAtMs: play.startedAtMs,
      endedAtMs: Math.round(this.now()),
      outcome,
      heardMs: Math.round(play.heardMs),
      positionMs: Math.max(0, Math.round(positionMs)),
      ...(kind === 'episode' && { kind }),
      ...(durationMs && { durationMs: Math.round(durationMs) }),
      ...(context && { context }),
    };
    void this.pastPlays.keep(past, isOver);
  }

  private newPlay(): AwayPlay {
    return { playId: newLocalId(), startedAtMs: Math.round(this.now()), heardMs: 0 };
  }

  private now(): number {
    return this.state.serverNowMs();
  }

  private viewOf(away: Away): PlayerView {
    const { items, index, play, positionMs, positionAtMs, revision, queueRevision, status } = away;
    const next = items[following(away, false)];
    const current = items[index];
    return {
      revision,
      queueRevision,
      status,
      index,
      length: items.length,
      positionMs,
      positionAtMs,
      volume: away.volume,
      speed: away.speed,
      repeat: away.repeat,
      isShuffled: false,
      isInterrupted: false,
      ...(current && { current }),
      ...(next && { next }),
      ...(play && { playId: play.playId, heardMs: play.heardMs }),
      hasNext: following(away, true) >= 0,
      hasPrevious: index > 0,
      serverTimeMs: this.now(),
      activeOutputId: this.tab.id,
      outputs: [{ id: this.tab.id, name: this.tab.name, kind: 'browser', isActive: true, isPresent: true }],
    };
  }
}

/** @param isAsked whether somebody goes there, who means another one also where one repeats */
function following({ items, index, repeat }: Away, isAsked: boolean): number {
  if (repeat === 'one' && !isAsked) return index;
  if (index + 1 < items.length) return index + 1;
  return repeat === 'all' ? 0 : -1;
}

function contextOf({ subject, context }: Partial<PlayBody>): QueueItemView['context'] {
  if (context) return context;
  return subject && { kind: subject.kind, ...(subject.id !== undefined && { id: subject.id }) };
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
