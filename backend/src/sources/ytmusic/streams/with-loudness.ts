import { setTimeout as delay } from 'node:timers/promises';
import { present } from '../../../common/index.js';
import { at } from '../answers/walk.js';
import { gainIn } from '../answers/loudness.js';
import type { InnerTube } from '../inner-tube.js';
import type { ResolvedAudio } from './resolved-audio.js';
import type { Way, WayWish } from './way.js';

/** Sound that has been found waits no longer for how loud it is. */
const LATE_MS = 1_000;

/**
 * A way that does not tell how loud a song is: the service is asked for that meanwhile. Nothing depends on it; a song of which
 * it is not told is played as it comes.
 */
export class WithLoudness implements Way {
  /** @param lateMs so long it is waited for behind the sound */
  constructor(
    private readonly way: Way,
    private readonly innerTube: InnerTube,
    private readonly lateMs = LATE_MS,
  ) {}

  async resolve(id: string, wish: WayWish, signal: AbortSignal): Promise<ResolvedAudio> {
    // What was begun with was told of already.
    if (wish.formatId !== undefined) return this.way.resolve(id, wish, signal);
    const over = new AbortController();
    const asked = this.ask(id, AbortSignal.any([signal, over.signal]));
    try {
      const audio = await this.way.resolve(id, wish, signal);
      const late = delay(this.lateMs, undefined, { signal: over.signal }).catch(() => undefined);
      return present({ ...audio, gainDb: await Promise.race([asked, late]) });
    } finally {
      over.abort();
    }
  }

  private async ask(id: string, signal: AbortSignal): Promise<number | undefined> {
    try {
      const body = { videoId: id, contentCheckOk: true, racyCheckOk: true };
      const answer = await this.innerTube.call('player', body, signal);
      // Who is taken for a robot is told of another song.
      return at(answer, 'videoDetails', 'videoId') === id ? gainIn(answer) : undefined;
    } catch {
      return undefined;
    }
  }
}
