import { BoundedCache } from '../../../common/index.js';
import { UpstreamError } from '../../../upstream/index.js';
import { StreamRefused, type RefusalCode } from './refusal.js';
import type { ResolvedAudio } from './resolved-audio.js';
import type { SoundWish } from './resolver.js';
import type { Way } from './way.js';

const MOST_REMEMBERED = 1_000;

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

  constructor(
    private readonly first: Way,
    private readonly second: Way,
  ) {}

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
    try {
      return await by(this.first);
    } catch (error) {
      signal.throwIfAborted();
      if (!isOfTheWay(error)) throw error;
      const audio = await by(this.second).catch((other: unknown) => {
        signal.throwIfAborted();
        // That something is to be done about the first is said, unless the second knows what is wrong with the song.
        throw isOfTheWay(other) ? error : other;
      });
      return isToBeMended(error) ? { ...audio, detour: error } : audio;
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
