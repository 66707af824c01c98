import { Injectable, Logger } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import type { AudioLocation } from '../sources/index.js';

/** Passes on how loud a track is, where its source tells that together with where its audio lies. */
@Injectable()
export class ToldGains {
  private readonly logger = new Logger('streaming');

  constructor(private readonly directory: TrackDirectory) {}

  /** Nobody waits for it, and nothing else fails by it. */
  note(trackId: string, location: AudioLocation): void {
    if (location.kind !== 'http' || location.gainDb === undefined) return;
    this.directory.learnGain(trackId, location.gainDb).catch((error: unknown) => {
      this.logger.warn(`How loud a track is was not kept: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}
