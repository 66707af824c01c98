import { BoundedCache, type Clock } from '../../../common/index.js';
import { UpstreamError } from '../../../upstream/index.js';
import { StreamRefused, type RefusalCode } from './refusal.js';
import type { ResolvedAudio } from './resolved-audio.js';
import type { SoundWish } from './resolver.js';
import type { Way } from './way.js';

const MOST_REMEMBERED = 1_000;
/** Songs in a row for which the first way does not work before it is left alone: one may be odd by itself. */
const MOST_IN_VAIN = 2;
const REST_MS = 5 * 60_000;

/** What was found last of a song. */
interface Found {
  readonly way: Way;
  readonly formatId: string;
}

/**
 * Two ways to where the sound of a song lies. The second is asked where the first is missing or has failed by itself, or
 * where its addresses are refused; what is true of the song whoever asks, is not asked for twice.
 */
export class TwoWays {
  private readonly found = new BoundedCache<string, Found>(MOST_REMEMBERED);
  private inVain = 0;
  private rest?: { readonly reason: StreamRefused; readonly untilMs: number };

  constructor(
    private readonly first: Way,
    private readonly second: Way,
    private readonly clock: Clock,
  ) {}

  /** The first way is tried again, whatever it was like. */
  forgive(): void {
    delete this.rest;
  }

  /**
   * Where addresses have been refused a fresh one of the same way may work, then one of the other, and no more is tried.
   * @throws StreamRefused, UpstreamError
   */
  async resolve({ id, quality, refused }: SoundWish, signal: AbortSignal): Promise<ResolvedAudio> {
    const name = `${quality} ${id}`;
    const before = refused > 0 ? this.found.get(name) : undefined;
    const wish = { quality, ...(before && { formatId: before.formatId }) };
    const by = async (way: Way): Promise<ResolvedAudio> => {
      const audio = await way.resolve(id, wish, signal);
      this.found.set(name, { way, formatId: audio.formatId });
      return audio;
    };
    // The second was come to because the first does not work.
    const isAtEnd = refused > 2 || (refused === 2 && before?.way === this.second);
    if (isAtEnd) throw new StreamRefused('cut-off');
    if (refused === 2 || before?.way === this.second) return by(this.second).catch(asCutOff(signal));
    const { rest } = this;
    if (rest && rest.untilMs > this.clock.nowMs()) {
      // Each song would wait for what is known not to work.
      const audio = await by(this.second).catch((error: unknown) => {
        signal.throwIfAborted();
        if (!isOfTheWay(error)) throw error;
      });
      if (audio) return { ...audio, detour: rest.reason };
    }
    try {
      const audio = await by(this.first);
      this.inVain = 0;
      return audio;
    } catch (error) {
      signal.throwIfAborted();
      if (!isOfTheWay(error)) throw error;
      const audio = await by(this.second).catch((other: unknown) => {
        signal.throwIfAborted();
        // That something is to be done about the first is said, unless the second knows what is wrong with the song.
        throw isOfTheWay(other) ? error : other;
      });
      if (!isToBeMended(error)) return audio;
      if (++this.inVain >= MOST_IN_VAIN) this.rest = { reason: error, untilMs: this.clock.nowMs() + REST_MS };
      return { ...audio, detour: error };
    }
  }
}

/** It stays so until a person does something. */
const LASTING: ReadonlySet<RefusalCode> = new Set([
  'program-missing',
  'program-too-old',
  'no-runtime',
  'solver',
  'cookies-stale',
  'extractor',
]);

function isToBeMended(error: unknown): error is StreamRefused {
  return error instanceof StreamRefused && LASTING.has(error.refusal);
}

/** It says something of the way, and nothing of the song or of the service. */
function isOfTheWay(error: unknown): boolean {
  return error instanceof UpstreamError || (error instanceof StreamRefused && error.details.concerns === 'resolver');
}

/** Where all that was found is refused, and nothing else is found. */
function asCutOff(signal: AbortSignal): (error: unknown) => never {
  return (error) => {
    signal.throwIfAborted();
    throw isOfTheWay(error) ? new StreamRefused('cut-off') : error;
  };
}
