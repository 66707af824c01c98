import { DOCUMENT, inject, Service } from '@angular/core';
import type { TrackView } from '../../core/api/types';
import { streamUrl, type Transcode } from '../../core/api/urls';
import { oneOf, Preferences } from '../../core/preferences';
import { smallerFor } from './playable';
import { SoundSize } from './sound-size';

/** `set`: as the server is set for each source. */
const QUALITY = oneOf('pyxis.quality', ['set', 'best', 'saving']);

export type QualityChoice = (typeof QUALITY)['usual'];

/** In which quality this browser hears what its source has in two, how large it loads sound, and where it gets it for that. */
@Service()
export class SoundQuality {
  private readonly kept = inject(Preferences).of(QUALITY);
  private readonly size = inject(SoundSize);
  private readonly judge = inject(DOCUMENT).createElement('audio');

  readonly choice = this.kept.value;

  /** Of what is loaded from now on. */
  choose(choice: QualityChoice): void {
    this.kept.choose(choice);
  }

  urlOf(trackId: string, transcode?: Transcode): string {
    const choice = this.choice();
    // Who loads little takes the smaller one of what nobody here makes smaller.
    const isSaving = choice === 'set' && this.size.now() !== 'original';
    return streamUrl(trackId, transcode, isSaving ? 'saving' : choice === 'set' ? undefined : choice);
  }

  /** What the server is to make of a track, so that what is loaded is as small as was chosen; undefined: it is loaded as it is. */
  smaller(track: TrackView): Transcode | undefined {
    return smallerFor(track, this.size.now(), (mimeType) => this.judge.canPlayType(mimeType));
  }
}
