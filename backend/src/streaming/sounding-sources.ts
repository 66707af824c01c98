import { Injectable } from '@nestjs/common';
import { BoundedCache } from '../common/index.js';

/** More than sound at once, and than are fetched ahead. */
const REMEMBERED = 200;

/** Which source each track was last heard from: not always the one that is asked first. */
@Injectable()
export class SoundingSources {
  private readonly byTrack = new BoundedCache<string, string>(REMEMBERED);

  opened(trackId: string, source: string): void {
    this.byTrack.set(trackId, source);
  }

  /** @returns undefined where it was not opened lately */
  of(trackId: string): string | undefined {
    return this.byTrack.get(trackId);
  }
}
