import { inject, Service } from '@angular/core';
import { explain, isBusy, isServerAway } from '../../core/api/api-error';
import type { TrackView } from '../../core/api/types';
import { Api } from '../../core/api/api';
import { SoundQuality } from './sound-quality';

/**
 * Why audio did not come: the server is away, it is busy, or it sent what this browser cannot decode; else a sentence of
 * the server's that says why it does not send it.
 */
export type FailureCause = { kind: 'away' | 'busy' | 'undecodable' } | { kind: 'refused'; reason: string };

/** Finds out what a media element does not tell. */
@Service()
export class FailureCauses {
  private readonly api = inject(Api);
  private readonly quality = inject(SoundQuality);

  async of(track: TrackView, isTranscoded: boolean): Promise<FailureCause> {
    try {
      await this.api.probeStart(this.quality.urlOf(track.id));
      // It is there; and whether it can be converted, the answer to HEAD says without a conversion.
      if (isTranscoded) await this.api.probe(this.quality.urlOf(track.id, { format: 'mp3' }));
      return { kind: 'undecodable' };
    } catch (error) {
      if (isServerAway(error)) return { kind: 'away' };
      return isBusy(error) ? { kind: 'busy' } : { kind: 'refused', reason: explain(error).message };
    }
  }
}
