import { BoundedCache, SharedWork, type Clock } from '../../../common/index.js';
import { SourceUnavailable } from '../../source-error.js';
import type { Quality } from '../../source.js';
import { StreamRefused } from './refusal.js';
import type { ResolvedAudio } from './resolved-audio.js';
import type { SoundHealth } from './sound-health.js';
import { Turns } from './turns.js';

/** Which sound is looked for. */
export interface SoundWish {
  /** Of a song. */
  readonly id: string;
  readonly quality: Quality;
  /** How many addresses of it do not work any more, one after the other. */
  readonly refused: number;
}

/** Asks where the sound of a song lies. @throws StreamRefused, SourceUnavailable, UpstreamError */
export type Resolve = (wish: SoundWish, signal: AbortSignal) => Promise<ResolvedAudio>;

const MOST_REMEMBERED = 1_000;
/** A program for each, which takes seconds and some tens of megabytes. */
const AT_ONCE = 2;
const MOST_WAITING = 50;
/** Longer than a person takes from one press of “next” to another. */
const QUIET_MS = 500;
const HOUR_MS = 60 * 60_000;
/** An address is given up so long before it stops to work. */
const MARGIN_MS = 10 * 60_000;
const LONGEST_MS = 5 * HOUR_MS;

interface Until<T> {
  readonly value: T;
  readonly untilMs: number;
}

/**
 * Finds out where the sound of songs lies, as rarely as can be: addresses are kept while they hold, and what is refused is not
 * asked for again for a while.
 */
export class Resolver {
  private readonly found = new BoundedCache<string, Until<ResolvedAudio>>(MOST_REMEMBERED);
  private readonly refused = new BoundedCache<string, Until<StreamRefused>>(MOST_REMEMBERED);
  private readonly shared = new SharedWork<ResolvedAudio>();
  private readonly turns = new Turns({
    atOnce: AT_ONCE,
    mostWaiting: MOST_WAITING,
    refusal: () =>
      new SourceUnavailable('Too many songs of YouTube Music are looked for at once. Try again soon.', 'busy'),
    quietMs: QUIET_MS,
  });
  /** The service has had enough: nothing is asked for meanwhile. */
  private pause?: Until<StreamRefused>;
  /** Of which nothing could be found out. */
  private lastFailed?: SoundWish;

  constructor(
    private readonly resolve: Resolve,
    private readonly clock: Clock,
    private readonly health: SoundHealth,
  ) {}

  /** @throws StreamRefused, SourceUnavailable, UpstreamError */
  async find(wish: SoundWish, signal: AbortSignal): Promise<ResolvedAudio> {
    const name = nameOf(wish);
    const refusal = this.holding(this.pause) ?? this.holding(this.refused.get(name));
    if (refusal) throw refusal;
    const known = wish.refused > 0 ? undefined : this.holding(this.found.get(name));
    if (known) return known;
    return this.shared.do(name, (wanted) => this.turns.take(() => this.ask(wish, wanted), wanted), signal);
  }

  /**
   * Lets what was to be left alone be asked again.
   * @returns a song to try it with: the last that could not be had
   */
  forgive(): SoundWish | undefined {
    this.pause = undefined;
    return this.lastFailed;
  }

  private async ask(wish: SoundWish, signal: AbortSignal): Promise<ResolvedAudio> {
    signal.throwIfAborted();
    // Whoever was before in the queue may have been told that it is enough.
    const refusal = this.holding(this.pause);
    if (refusal) throw refusal;
    try {
      const audio = await this.resolve(wish, signal);
      const nowMs = this.clock.nowMs();
      const untilMs = Math.min(nowMs + LONGEST_MS, (audio.expiresAtMs ?? Infinity) - MARGIN_MS);
      this.found.set(nameOf(wish), { value: audio, untilMs });
      this.lastFailed = undefined;
      this.health.found(audio.detour);
      return audio;
    } catch (error) {
      if (!signal.aborted) this.failed(wish, error);
      throw error;
    }
  }

  private failed(wish: SoundWish, error: unknown): void {
    this.lastFailed = { ...wish, refused: 0 };
    if (error instanceof StreamRefused) this.remember(nameOf(wish), error);
  }

  private remember(name: string, refusal: StreamRefused): void {
    this.health.refused(refusal);
    const { concerns, forMs } = refusal.details;
    const until = { value: refusal, untilMs: this.clock.nowMs() + forMs };
    // An address that led to this is not begun with again.
    const known = this.found.get(name);
    if (known) this.found.set(name, { ...known, untilMs: 0 });
    if (concerns === 'service') this.pause = until;
    else this.refused.set(name, until);
  }

  private holding<T>(known: Until<T> | undefined): T | undefined {
    return known && known.untilMs > this.clock.nowMs() ? known.value : undefined;
  }
}

/** Two qualities of a song are two things that are found, each by itself. */
function nameOf({ id, quality }: SoundWish): string {
  return `${quality} ${id}`;
}
