import { Logger } from '@nestjs/common';
import type { EventFeed } from '../events/index.js';
import { perform, type Command } from './commands.js';
import { afterRestart, lose } from './output-changes.js';
import type { Outputs } from './outputs.js';
import { StaleReport, StaleRevision } from './playback-error.js';
import type { PlaybackTools } from './playback-tools.js';
import { currentItem, currentOrigin, isLive, positionAt, speedOf, type PlayerState } from './player-state.js';
import { PlayerMoved } from './player-store.js';
import type { PlayerView, QueueView } from './player-view.dto.js';
import { lackingItems, refill } from './refill.js';
import { heard, type Report } from './reports.js';
import { retitled } from './retitle.js';
import { keepRevision, type Moment, type Step } from './step.js';
import { titleAt } from '../streaming/index.js';

/** Shown positions may be this far from the truth before subscribers are told of mere progress. */
const DRIFT_MS = 1_000;

/** Whose player it is, and what is this person's alone. */
interface Own {
  readonly ownerId: string;
  readonly outputs: Outputs;
  /** Of its events: the data are a `PlayerView`. */
  readonly feed: EventFeed;
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

  /** @param kept what the database holds */
  constructor(
    private readonly own: Own,
    private kept: PlayerState,
    private readonly tools: PlaybackTools,
  ) {
    this.state = afterRestart(kept);
  }

  /** Keeps where it was: the output is about to lose us, and goes on when we are back. */
  async close(): Promise<void> {
    await this.happen((state, moment) => lose(state, state.output?.id ?? '', moment.nowMs, moment));
  }

  /** The state as it is now. */
  get current(): PlayerState {
    return this.state;
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
    return this.change(async (state, moment) => {
      if (state.revision !== revision) throw new StaleRevision(await this.shown(state));
      const command = await make(state);
      const step = perform(state, command, moment());
      const isPlaced = command.kind === 'play' && command.positionMs !== undefined;
      return isPlaced ? step : this.takenUp(state, step);
    });
  }

  /** @throws StaleReport it tells of what is over */
  async report(outputId: string, report: Report): Promise<PlayerView> {
    return this.change(async (state, moment) => {
      const step = heard(state, outputId, report, moment());
      if (!step) throw new StaleReport(await this.shown(state));
      return this.takenUp(state, step);
    });
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

  private change(make: (state: PlayerState, moment: () => Moment) => Promise<Step>): Promise<PlayerView> {
    return this.inTurn(async () => {
      let before: PlayerState;
      let step: Step;
      do {
        before = this.state;
        const made = this.withTitle(await make(before, () => this.moment()));
        step = await this.withMore(before, made);
        if (step.state === before) return this.shown(before);
      } while (!(await this.keep(step)));
      const { state } = step;
      const view = await this.shown(state);
      if (state.revision !== before.revision || hasDrifted(before, state)) this.own.feed.publish(view);
      for (const watcher of this.watchers) watcher(state);
      return view;
    });
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
    return { state: now, plays: [...step.plays, ...plays] };
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

  /** The step, with what the origin of the queue gives where little comes after it. */
  private async withMore(before: PlayerState, step: Step): Promise<Step> {
    const { subjects, chance } = this.tools;
    const origin = currentOrigin(step.state);
    const count = lackingItems(step.state);
    if (!origin || count === 0) return step;
    try {
      const given = await subjects.more(origin, { ownerId: this.own.ownerId, count });
      return { ...step, state: refill(before, step.state, given, chance) };
    } catch (error) {
      // What was asked for happens all the same; the next change tries again, long before the queue runs dry.
      this.logger.error(error instanceof Error ? error.stack : String(error));
      return step;
    }
  }

  /** @returns false when another process was first: the state is what that one has kept, and nothing has happened */
  private async keep({ state, plays }: Step): Promise<boolean> {
    const { ownerId } = this.own;
    const { database, store, events, resumePoints } = this.tools;
    try {
      await database.write(async ({ sql }) => {
        await store.save(sql, ownerId, this.kept, state);
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
    const { clock, chance } = this.tools;
    return { nowMs: clock.nowMs(), chance };
  }
}

function hasDrifted(before: PlayerState, after: PlayerState): boolean {
  const elapsedMs = before.status === 'playing' ? after.positionAtMs - before.positionAtMs : 0;
  const movedMs = elapsedMs * speedOf(currentItem(before), before);
  return Math.abs(before.positionMs + movedMs - after.positionMs) > DRIFT_MS;
}
