import { Injectable } from '@nestjs/common';
import { BoundedCache } from '../common/index.js';
import type { Quality } from '../sources/index.js';

/** More than sound at once, and than are fetched ahead. */
const REMEMBERED = 200;

/** How a track was opened. */
interface Opened {
  readonly source: string;
  /** As it was asked for. */
  readonly quality?: Quality;
}

/** Which source each track was last heard from, which is not always the one that is asked first, and in which quality. */
@Injectable()
export class SoundingSources {
  private readonly byTrack = new BoundedCache<string, Opened>(REMEMBERED);
  private readonly refusals = new BoundedCache<string, string>(REMEMBERED);

  opened(trackId: string, opened: Opened): void {
    this.byTrack.set(trackId, opened);
  }

  /** The only source that has it does not give it. @param code of the refusal */
  refused(trackId: string, code: string): void {
    this.refusals.set(trackId, code);
  }

  /** The code by which it was refused last; undefined where it was not. */
  refusalOf(trackId: string): string | undefined {
    return this.refusals.get(trackId);
  }

  /** @returns undefined where it was not opened lately */
  of(trackId: string): string | undefined {
    return this.byTrack.get(trackId)?.source;
  }

  /** @returns undefined where nobody asked for a certain one lately */
  qualityOf(trackId: string): Quality | undefined {
    return this.byTrack.get(trackId)?.quality;
  }
}
