import { Logger } from '@nestjs/common';
import type { EventFeed } from '../events/index.js';
import { perform, type Command } from './commands.js';
import { afterRestart, lose } from './output-changes.js';
import type { Outputs } from './outputs.js';
import { passedTracks } from './passed.js';
import { NotHeardAgain, StaleReport, StaleRevision } from './playback-error.js';
import type { PlaybackTools } from './playback-tools.js';
import {
  currentItem,
  currentOrigin,
  isLive,
  positionAt,
  speedOf,
  type PlayerState,
  type QueueOrigin,
} from './player-state.js';
import { PlayerMoved } from './player-store.js';
import type { PlayerView, QueueView } from './player-view.dto.js';
import { lackingItems, refill } from './refill.js';
import { goOnWithNew, renewalOf, without } from './renewal.js';
import { heard, type Report, type ReportKind } from './reports.js';
import { retitled } from './retitle.js';
import { keepRevision, type Moment, type Step } from './step.js';
import type { EndlessKind } from './subjects/playable-subjects.js';
import { titleAt } from '../streaming/index.js';

/** Shown positions may be this far from the truth before subscribers are told of mere progress. */
const DRIFT_MS = 1_000;
/** What is current sounds already where this is told of it. */
const SOUNDING: readonly ReportKind[] = ['progress', 'advanced'];

/** Whose player it is, and what is this person's alone. */
interface Own {
  readonly ownerId: string;
  readonly outputs: Outputs;
  /** Of its events: the data are a `PlayerView`. */
  readonly feed: EventFeed;
}

/** How a change is made. */
interface Making {
  /** @param moment of the change */
  readonly make: (state: PlayerState, moment: () => Moment) => Promise<Step>;
  /** An output tells of it, and what is current sounds. */
  readonly sounds: boolean;
}

/**
 * What one person's player does. Changes happen one after the other: each is computed, kept together with what it means
 * for plays, and only then announced and answered.
 */
export class Playback {
  private readonly logger = new Logger('playback');
  private state: PlayerState;
  private last: Promise<unknown> = Promise.resolve();
  private readonly watchers: ((state: PlayerState) => void)[] = [];
  private lastActMs: number;

  /** @param kept what the database holds */
  constructor(
    private readonly own: Own,
    private kept: PlayerState,
    private readonly tools: PlaybackTools,
  ) {
    this.state = afterRestart(kept);
    this.lastActMs = tools.clock.nowMs();
  }

  /** Keeps where it was: the output is about to lose us, and goes on when we are back. */
  async close(): Promise<void> {
    await this.happen((state, moment) => lose(state, state.output?.id ?? '', moment.nowMs, moment));
  }

  /** The state as it is now. */
  get current(): PlayerState {
    return this.state;
  }

  /** When a person did something last, or the server began. */
  get actedAtMs(): number {
    return this.lastActMs;
  }

  /** Calls `watcher` after each change, mere progress included. */
  watch(watcher: (state: PlayerState) => void): void {
    this.watchers.push(watcher);
  }

  /** Shows the state while nothing changes it, so that whoever is shown it misses nothing that comes after. */
  show(to: (view: PlayerView) => void): Promise<void> {
    return this.inTurn(async () => to(await this.shown(this.state)));
  }

  view(): Promise<PlayerView> {
    return this.shown(this.state);
  }

  queue(): Promise<QueueView> {
    return this.tools.views.queue(this.state);
  }

  /**
   * Performs a command that was made from `revision`.
   * @param make gives the command; nothing else changes the player meanwhile
   * @throws StaleRevision the player is not that any more; nothing happened
   */
  async command(revision: number, make: (state: PlayerState) => Command | Promise<Command>): Promise<PlayerView> {
    this.lastActMs = this.tools.clock.nowMs();
    return this.change(async (state, moment) => {
      if (state.revision !== revision) throw new StaleRevision(await this.shown(state));
      return this.performed(state, await make(state), moment());
    });
  }

  /** The same from how it is now: a person asked for it elsewhere than at the player, or nobody did. */
  async perform(command: Command): Promise<PlayerView> {
    return this.change((state, moment) => this.performed(state, command, moment()));
  }

  /** A person did something that is no command of the player. */
  noteAct(): void {
    this.lastActMs = this.tools.clock.nowMs();
  }

  /** @throws StaleReport it tells of what is over */
  async report(outputId: string, report: Report): Promise<PlayerView> {
    const sounds = SOUNDING.includes(report.kind);
    return this.change(async (state, moment) => {
      const step = heard(state, outputId, report, moment());
      if (!step) throw new StaleReport(await this.shown(state));
      return this.takenUp(state, step);
    }, sounds);
  }

  /** The origin of the queue may have more to give than it had. */
  async replenish(): Promise<void> {
    await this.happen(keepRevision);
  }

  /** What the station announces, or how it is doing, is another now. */
  async follow(): Promise<void> {
    const { revision } = this.state;
    await this.happen(keepRevision);
    // Another play was told of already.
    if (this.state.revision === revision) await this.announce();
  }

  /** A change that no client asked for. */
  async happen(step: (state: PlayerState, moment: Moment) => Step): Promise<PlayerView> {
    return this.change((state, moment) => Promise.resolve(step(state, moment())));
  }

  /** Tells subscribers how it is, although the state is the same: an output came or left. */
  async announce(): Promise<void> {
    await this.show((view) => this.own.feed.publish(view));
  }

  private async change(make: Making['make'], sounds = false): Promise<PlayerView> {
    const making = { make, sounds };
    const done = await this.inTurn(() => this.tryChange(making, true));
    if (!('lacks' in done)) return done;
    // Somebody outside is asked: whatever else happens to the player does not wait for that.
    await done.lacks.prepare?.({ ownerId: this.own.ownerId, origin: done.origin });
    return this.inTurn(() => this.tryChange(making, false)) as Promise<PlayerView>;
  }

  /** @param mayWait whether what comes next may be got to hand first @returns what that takes, where nothing has happened yet */
  private async tryChange(
    { make, sounds }: Making,
    mayWait: boolean,
  ): Promise<PlayerView | { readonly lacks: EndlessKind; readonly origin: QueueOrigin }> {
    let before: PlayerState;
    let step: Step;
    do {
      before = this.state;
      const made = this.withTitle(await make(before, () => this.moment()));
      const supplied = await this.withMore(before, made, sounds, mayWait);
      if ('lacks' in supplied) return supplied;
      step = supplied;
      if (step.state === before) return this.shown(before);
    } while (!(await this.keep(before, step)));
    const { state } = step;
    const view = await this.shown(state);
    if (state.revision !== before.revision || hasDrifted(before, state)) this.own.feed.publish(view);
    for (const watcher of this.watchers) watcher(state);
    return view;
  }

  private async performed(state: PlayerState, command: Command, moment: Moment): Promise<Step> {
    const step = perform(state, command, moment);
    const passed = passedTracks(state, step.state, command);
    const isPlaced = command.kind === 'play' && command.positionMs !== undefined;
    const made = isPlaced ? step : await this.takenUp(state, step);
    return { ...made, passed };
  }

  /** The step, with what the station announces where it has come to. */
  private withTitle(step: Step): Step {
    const { state } = step;
    const item = currentItem(state);
    const live = item && isLive(item) && state.play ? this.tools.live.announced(item.trackId) : undefined;
    if (!live) return step;
    const moment = this.moment();
    // Until it tells where it is, it plays what is live.
    const atMs = positionAt(state, moment.nowMs) || live.edgeMs;
    const { state: now, plays } = retitled(state, titleAt(live.titles, atMs), moment);
    return { ...step, state: now, plays: [...step.plays, ...plays] };
  }

  /** The step; what it begins with is taken up where it was left, unless it sounds already. */
  private async takenUp(before: PlayerState, step: Step): Promise<Step> {
    const { state, plays } = step;
    const item = currentItem(state);
    const isBegun = item?.itemId !== currentItem(before)?.itemId || state.play?.id !== before.play?.id;
    if (!item || !isBegun || isLive(item) || state.positionMs > 0) return step;
    // What was just heard to its end begins again.
    const isOver = plays.some(({ outcome, trackId }) => outcome === 'finished' && trackId === item.trackId);
    const { ownerId } = this.own;
    const resumedMs = isOver ? 0 : await this.tools.resumePoints.startOf(ownerId, item);
    const { skipFirstMs = 0, skipLastMs, ...heard } = await this.tools.habits.of(ownerId, item);
    // Not above 0 until somebody knows how long it really is.
    const known = { ...item, ...heard, ...(skipLastMs && { endsAtMs: (item.durationMs ?? 0) - skipLastMs }) };
    const isSame = Object.keys(heard).length === 0 && !skipLastMs;
    const items = isSame ? state.items : state.items.with(state.index, known);
    return { ...step, state: { ...state, items, positionMs: resumedMs || skipFirstMs } };
  }

  /**
   * The step, with what the origin of the queue gives where little comes after it, and in place of what cannot be heard any more.
   * @returns what has to be got to hand first
   */
  private async withMore(
    before: PlayerState,
    step: Step,
    sounds: boolean,
    mayWait: boolean,
  ): Promise<Step | { readonly lacks: EndlessKind; readonly origin: QueueOrigin }> {
    const { state } = step;
    const origin = currentOrigin(state);
    const kind = origin && this.tools.subjects.endlessOf(origin);
    if (!origin || !kind) return step;
    // What lives for a while only is not got ahead of a pause that may be long.
    if (kind.prepare && state.status !== 'playing' && !state.isAwaiting) return step;
    const { gone, isCurrentGone } = renewalOf(before, state, sounds, (trackId) => kind.isGone?.(trackId) ?? false);
    const isBack = before.items === state.items && state.index < before.index;
    if (isCurrentGone && isBack) throw new NotHeardAgain();
    const kept = without(state, gone);
    const mustGoOn = isCurrentGone || state.isAwaiting === true;
    const count = lackingItems(kept, kind.ahead);
    if (count === 0 && !mustGoOn && gone.size === 0) return step;
    const renewed = await this.refilled(before, kept, kind, origin, count);
    const follows = renewed.items.length > renewed.index + 1;
    if (!follows && mustGoOn && mayWait && kind.prepare) return { lacks: kind, origin };
    // What is shown stays until there is something in its place.
    const supplied = { ...step, state: follows || !mustGoOn ? renewed : state };
    if (gone.size > 0 && renewed === kept) return isCurrentGone ? goOnWithNew(before, supplied, this.moment()) : step;
    return isCurrentGone || (mustGoOn && follows) ? goOnWithNew(before, supplied, this.moment()) : supplied;
  }

  private async refilled(
    before: PlayerState,
    state: PlayerState,
    kind: EndlessKind,
    origin: QueueOrigin,
    count: number,
  ): Promise<PlayerState> {
    if (count === 0) return state;
    try {
      const given = await kind.more(origin, { ownerId: this.own.ownerId, count });
      return refill(before, state, given, this.tools.chance);
    } catch (error) {
      // What was asked for happens all the same; the next change tries again, long before the queue runs dry.
      this.logger.error(error instanceof Error ? error.stack : String(error));
      return state;
    }
  }

  /** @returns false when another process was first: the state is what that one has kept, and nothing has happened */
  private async keep(before: PlayerState, { state, plays, passed = [] }: Step): Promise<boolean> {
    const { ownerId } = this.own;
    const { database, store, events, resumePoints, subjects } = this.tools;
    const origin = currentOrigin(before);
    try {
      await database.write(async ({ sql }) => {
        await store.save(sql, ownerId, this.kept, state);
        if (origin && passed.length > 0) await subjects.endlessOf(origin)?.pass?.(passed, { ownerId, origin }, sql);
        for (const play of plays) {
          await resumePoints.record(sql, { ...play, ownerId });
          await events.publish({ ...play, ownerId }, sql);
        }
      });
      this.state = this.kept = state;
      return true;
    } catch (error) {
      if (!(error instanceof PlayerMoved)) throw error;
      this.state = this.kept = await store.load(ownerId);
      return false;
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  private shown(state: PlayerState): Promise<PlayerView> {
    return this.tools.views.player(state, this.own.outputs);
  }

  private moment(): Moment {
    const { clock, chance, subjects } = this.tools;
    const origin = currentOrigin(this.state);
    const isEndless = origin !== undefined && subjects.endlessOf(origin)?.prepare !== undefined;
    return { nowMs: clock.nowMs(), chance, isEndless };
  }
}

function hasDrifted(before: PlayerState, after: PlayerState): boolean {
  const elapsedMs = before.status === 'playing' ? after.positionAtMs - before.positionAtMs : 0;
  const movedMs = elapsedMs * speedOf(currentItem(before), before);
  return Math.abs(before.positionMs + movedMs - after.positionMs) > DRIFT_MS;
}
