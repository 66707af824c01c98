import { Logger } from '@nestjs/common';
import type { Clock } from '../common/index.js';
import { perform } from './commands.js';
import type { Playback } from './playback.js';
import type { LiveStreams } from '../streaming/index.js';
import { currentItem, isLive, positionAt, sleepPosition, speedOf, type PlayerState } from './player-state.js';
import { keepRevision } from './step.js';
import { endHandover, lose } from './output-changes.js';

/** A new connection may take so long before an output counts as gone: a changed network, a tab that loads anew. */
const GRACE_MS = 10_000;
/** Outputs report every 5 s while they sound. One that is connected but says nothing for so long is asleep. */
const SILENCE_MS = 20_000;
/** A former output that has not fallen silent by then is not waited for. */
const HANDOVER_MS = 1_500;

type Name = 'presence' | 'title' | 'sleep' | 'handover' | 'silence' | `gone ${string}`;

/** Node takes 2^31 ms and fires at once beyond: so far off is what was set before the clock was set back by months. */
const LONGEST_TIMER_MS = 24 * 60 * 60 * 1000;

/** What happens to one person's player because time passes: the sleep timer, and outputs that do not answer. */
export class PlaybackTimers {
  private readonly logger = new Logger('playback');
  private isOver = false;
  private readonly timers = new Map<Name, { readonly timer: NodeJS.Timeout; readonly atMs: number }>();

  constructor(
    private readonly playback: Playback,
    private readonly clock: Clock,
    private readonly live: Pick<LiveStreams, 'announced'>,
  ) {
    this.follow(playback.current);
    playback.watch((state) => this.follow(state));
  }

  close(): void {
    this.isOver = true;
    for (const { timer } of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** An output's last stream closed. */
  outputLeft(id: string): void {
    const goneAtMs = this.clock.nowMs();
    this.at('presence', goneAtMs, () => this.playback.announce());
    this.at(`gone ${id}`, goneAtMs + GRACE_MS, () => this.vanish(id, goneAtMs));
  }

  /** An output is there again. */
  outputCame(id: string): void {
    this.cancel(`gone ${id}`);
  }

  private follow(state: PlayerState): void {
    const { handoverFrom, status, play, output } = state;
    const sleepsAtMs = sleepsAt(state);
    if (sleepsAtMs === undefined) this.cancel('sleep');
    else {
      this.at('sleep', sleepsAtMs, () =>
        this.playback.happen((now, moment) => perform(now, { kind: 'fall-asleep' }, moment)),
      );
    }
    if (handoverFrom === undefined) this.cancel('handover');
    else if (!this.timers.has('handover')) {
      this.at('handover', this.clock.nowMs() + HANDOVER_MS, () => this.playback.happen(endHandover));
    }
    const titleInMs = this.nextTitleIn(state);
    if (titleInMs === undefined) this.cancel('title');
    else this.at('title', this.clock.nowMs() + titleInMs, () => this.playback.happen(keepRevision));
    if (status === 'playing' && play && output) {
      const heardAtMs = Math.max(play.reportedAtMs, state.positionAtMs);
      this.at('silence', heardAtMs + SILENCE_MS, () => this.vanish(output.id, heardAtMs));
    } else this.cancel('silence');
  }

  /** When what plays of a station becomes something else; undefined where that is not known yet. */
  private nextTitleIn(state: PlayerState): number | undefined {
    const item = currentItem(state);
    if (!item || !isLive(item) || state.status !== 'playing') return undefined;
    const atMs = positionAt(state, this.clock.nowMs());
    const next = this.live.announced(item.trackId)?.titles.find((title) => title.atMs > atMs);
    return next && atMs > 0 ? next.atMs - atMs : undefined;
  }

  private async vanish(id: string, goneAtMs: number): Promise<void> {
    await this.playback.happen((state, moment) => lose(state, id, goneAtMs, moment));
  }

  private at(name: Name, atMs: number, what: () => Promise<unknown>): void {
    if (this.isOver || this.timers.get(name)?.atMs === atMs) return;
    this.cancel(name);
    const run = (): void => {
      this.timers.delete(name);
      what().catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)));
    };
    const inMs = Math.max(0, atMs - this.clock.nowMs());
    const again = (): void => {
      this.timers.delete(name);
      this.at(name, atMs, what);
    };
    const timer = setTimeout(inMs > LONGEST_TIMER_MS ? again : run, Math.min(inMs, LONGEST_TIMER_MS)).unref();
    this.timers.set(name, { timer, atMs });
  }

  private cancel(name: Name): void {
    clearTimeout(this.timers.get(name)?.timer);
    this.timers.delete(name);
  }
}

/** When it falls asleep as it plays now; undefined where that takes no timer, or nothing moves it on. */
function sleepsAt(state: PlayerState): number | undefined {
  const { sleep, status, handoverFrom, positionMs, positionAtMs } = state;
  const endMs = sleepPosition(state);
  if (endMs === undefined) return sleep?.atMs;
  const isMoving = status === 'playing' && handoverFrom === undefined;
  return isMoving ? Math.ceil(positionAtMs + (endMs - positionMs) / speedOf(currentItem(state), state)) : undefined;
}
