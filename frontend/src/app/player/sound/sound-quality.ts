import { inject, Service } from '@angular/core';
import { streamUrl, type Transcode } from '../../core/api/urls';
import { oneOf, Preferences } from '../../core/preferences';

/** `set`: as the server is set for each source. */
const QUALITY = oneOf('pyxis.quality', ['set', 'best', 'saving']);

export type QualityChoice = (typeof QUALITY)['usual'];

/** In which quality this browser hears what its source has in two, and where it gets the sound of tracks for that. */
@Service()
export class SoundQuality {
  private readonly kept = inject(Preferences).of(QUALITY);

  readonly choice = this.kept.value;

  /** Of what is loaded from now on. */
  choose(choice: QualityChoice): void {
    this.kept.choose(choice);
  }

  urlOf(trackId: string, transcode?: Transcode): string {
    const choice = this.choice();
    return streamUrl(trackId, transcode, choice === 'set' ? undefined : choice);
  }
}
