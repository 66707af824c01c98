import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { streamUrl, type Quality, type Transcode } from '../../core/api/urls';

const KEY = 'pyxis.quality';

/** `set`: as the server is set for each source. */
export type QualityChoice = 'set' | Quality;

/** In which quality this browser hears what its source has in two, and where it gets the sound of tracks for that. */
@Service()
export class SoundQuality {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  private readonly chosen = signal<QualityChoice>(this.remembered());

  readonly choice = this.chosen.asReadonly();

  /** Of what is loaded from now on. */
  choose(choice: QualityChoice): void {
    this.chosen.set(choice);
    this.storage?.setItem(KEY, choice);
  }

  urlOf(trackId: string, transcode?: Transcode): string {
    const choice = this.chosen();
    return streamUrl(trackId, transcode, choice === 'set' ? undefined : choice);
  }

  private remembered(): QualityChoice {
    const saved = this.storage?.getItem(KEY);
    return saved === 'best' || saved === 'saving' ? saved : 'set';
  }
}
