import { BoundedCache, SharedWork, SingleFlight, type Clock } from '../../../common/index.js';
import { SourceUnavailable } from '../../source-error.js';
import type { Quality } from '../../source.js';
import { StreamRefused } from './refusal.js';
import type { ResolvedAudio } from './resolved-audio.js';
import type { SoundHealth } from './sound-health.js';

/** Asks once where the sound of a song lies. @throws StreamRefused */
export type Resolve = (id: string, quality: Quality, signal: AbortSignal) => Promise<ResolvedAudio>;

const MOST_REMEMBERED = 1_000;
/** A program for each, which takes seconds and some tens of megabytes. */
const AT_ONCE = 2;
const MOST_WAITING = 50;
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
  private readonly turns = new SingleFlight({
    atOnce: AT_ONCE,
    mostWaiting: MOST_WAITING,
    refusal: () => new SourceUnavailable('Too many songs of YouTube Music are looked for at once. Try again soon.'),
  });
  /** The service has had enough: nothing is asked for meanwhile. */
  private pause?: Until<StreamRefused>;
  /** Of which nothing could be found out. */
  private lastFailedId?: string;

  constructor(
    private readonly resolve: Resolve,
    private readonly clock: Clock,
    private readonly health: SoundHealth,
  ) {}

  /**
   * @param isAnew what was found before does not work any more
   * @throws StreamRefused, SourceUnavailable
   */
  async find(id: string, quality: Quality, isAnew: boolean, signal: AbortSignal): Promise<ResolvedAudio> {
    const name = `${quality} ${id}`;
    const refusal = this.holding(this.pause) ?? this.holding(this.refused.get(id));
    if (refusal) throw refusal;
    const known = isAnew ? undefined : this.holding(this.found.get(name));
    if (known) return known;
    return this.shared.do(name, (wanted) => this.turns.do(name, () => this.ask(id, quality, wanted)), signal);
  }

  /**
   * Lets what was to be left alone be asked again.
   * @returns a song to try it with: the last that could not be had
   */
  forgive(): string | undefined {
    this.pause = undefined;
    return this.lastFailedId;
  }

  private async ask(id: string, quality: Quality, signal: AbortSignal): Promise<ResolvedAudio> {
    signal.throwIfAborted();
    // Whoever was before in the queue may have been told that it is enough.
    const refusal = this.holding(this.pause);
    if (refusal) throw refusal;
    try {
      const audio = await this.resolve(id, quality, signal);
      const nowMs = this.clock.nowMs();
      const untilMs = Math.min(nowMs + LONGEST_MS, (audio.expiresAtMs ?? Infinity) - MARGIN_MS);
      this.found.set(`${quality} ${id}`, { value: audio, untilMs });
      this.lastFailedId = undefined;
      this.health.found();
      return audio;
    } catch (error) {
      if (!signal.aborted) this.lastFailedId = id;
      if (error instanceof StreamRefused) this.remember(id, error);
      throw error;
    }
  }

  private remember(id: string, refusal: StreamRefused): void {
    this.health.refused(refusal);
    const { concerns, forMs } = refusal.details;
    const until = { value: refusal, untilMs: this.clock.nowMs() + forMs };
    if (concerns === 'service') this.pause = until;
    else if (concerns === 'song') this.refused.set(id, until);
  }

  private holding<T>(known: Until<T> | undefined): T | undefined {
    return known && known.untilMs > this.clock.nowMs() ? known.value : undefined;
  }
}
