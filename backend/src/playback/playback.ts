import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database, OWNER_ID } from '../database/index.js';
import { perform, type Command } from './commands.js';
import { afterRestart, vanished } from './output-changes.js';
import { PlayEvents } from './play-events.js';
import { StaleReport, StaleRevision } from './playback-error.js';
import { PlayerFeed } from './player-feed.js';
import { NEW_PLAYER, type PlayerState } from './player-state.js';
import { PlayerMoved, PlayerStore } from './player-store.js';
import type { PlayerView, QueueView } from './player-view.dto.js';
import { PlayerViews } from './player-views.js';
import { heard, type Report } from './reports.js';
import { Chance, type Moment, type Step } from './step.js';

/** Shown positions may be this far from the truth before subscribers are told of mere progress. */
const DRIFT_MS = 1_000;

/**
 * The one player of the one person there is. Changes happen one after the other: each is computed, kept together with
 * what it means for plays, and only then announced and answered.
 */
@Injectable()
export class Playback implements OnModuleInit, OnModuleDestroy {
  private state: PlayerState = NEW_PLAYER;
  /** What the database holds. */
  private kept: PlayerState = NEW_PLAYER;
  private last: Promise<unknown> = Promise.resolve();
  private readonly watchers: ((state: PlayerState) => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly store: PlayerStore,
    private readonly events: PlayEvents,
    private readonly views: PlayerViews,
    private readonly feed: PlayerFeed,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async onModuleInit(): Promise<void> {
    this.kept = await this.store.load(OWNER_ID);
    this.state = afterRestart(this.kept);
  }

  /** Keeps where it was: the output is about to lose us, and goes on when we are back. */
  async onModuleDestroy(): Promise<void> {
    await this.happen((state, moment) => vanished(state, state.output?.id ?? '', moment.nowMs, moment));
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
    return this.inTurn(async () => to(await this.views.player(this.state)));
  }

  view(): Promise<PlayerView> {
    return this.views.player(this.state);
  }

  queue(): Promise<QueueView> {
    return this.views.queue(this.state);
  }

  /**
   * Performs a command that was made from `revision`.
   * @param make gives the command; nothing else changes the player meanwhile
   * @throws StaleRevision the player is not that any more; nothing happened
   */
  async command(revision: number, make: (state: PlayerState) => Command | Promise<Command>): Promise<PlayerView> {
    return this.change(async (state, moment) => {
      if (state.revision !== revision) throw new StaleRevision(await this.views.player(state));
      return perform(state, await make(state), moment());
    });
  }

  /** @throws StaleReport it tells of what is over */
  async report(outputId: string, report: Report): Promise<PlayerView> {
    return this.change(async (state, moment) => {
      const step = heard(state, outputId, report, moment());
      if (!step) throw new StaleReport(await this.views.player(state));
      return step;
    });
  }

  /** A change that no client asked for. */
  async happen(step: (state: PlayerState, moment: Moment) => Step): Promise<PlayerView> {
    return this.change((state, moment) => Promise.resolve(step(state, moment())));
  }

  /** Tells subscribers how it is, although the state is the same: an output came or left. */
  async announce(): Promise<void> {
    await this.show((view) => this.feed.publish(view));
  }

  private change(make: (state: PlayerState, moment: () => Moment) => Promise<Step>): Promise<PlayerView> {
    return this.inTurn(async () => {
      let before: PlayerState;
      let step: Step;
      do {
        before = this.state;
        step = await make(before, () => this.moment());
        if (step.state === before) return this.views.player(before);
      } while (!(await this.keep(step)));
      const { state } = step;
      const view = await this.views.player(state);
      if (state.revision !== before.revision || hasDrifted(before, state)) this.feed.publish(view);
      for (const watcher of this.watchers) watcher(state);
      return view;
    });
  }

  /** @returns false when another process was first: the state is what that one has kept, and nothing has happened */
  private async keep({ state, plays }: Step): Promise<boolean> {
    try {
      await this.database.write(async ({ sql }) => {
        await this.store.save(sql, OWNER_ID, this.kept, state);
        for (const play of plays) await this.events.publish({ ...play, ownerId: OWNER_ID }, sql);
      });
      this.state = this.kept = state;
      return true;
    } catch (error) {
      if (!(error instanceof PlayerMoved)) throw error;
      this.state = this.kept = await this.store.load(OWNER_ID);
      return false;
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  private moment(): Moment {
    return { nowMs: this.clock.nowMs(), chance: this.chance };
  }
}

function hasDrifted(before: PlayerState, after: PlayerState): boolean {
  const elapsedMs = before.status === 'playing' ? after.positionAtMs - before.positionAtMs : 0;
  return Math.abs(before.positionMs + elapsedMs - after.positionMs) > DRIFT_MS;
}
