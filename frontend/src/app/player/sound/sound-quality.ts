import { DOCUMENT, inject, Service } from '@angular/core';
import type { TrackView } from '../../core/api/types';
import { streamUrl, type Transcode } from '../../core/api/urls';
import { KeptOnDevice, keptSoundUrl } from '../../core/device/kept-on-device';
import { oneOf, Preferences } from '../../core/preferences';
import type { GaplessKind } from './containers/open-audio';
import { convertedKind, gaplessKind } from './gapless-formats';
import { fallbackFor, isRefused, smallerFor } from './playable';
import { SoundSize } from './sound-size';

/** `set`: as the server is set for each source. */
const QUALITY = oneOf('pyxis.quality', ['set', 'best', 'saving']);

export type QualityChoice = (typeof QUALITY)['usual'];

/** In which quality this browser hears what its source has in two, how large it loads sound, and where it gets it for that. */
@Service()
export class SoundQuality {
  private readonly kept = inject(Preferences).of(QUALITY);
  private readonly size = inject(SoundSize);
  private readonly device = inject(KeptOnDevice);
  private readonly judge = inject(DOCUMENT).createElement('audio');

  readonly choice = this.kept.value;

  /** Of what is loaded from now on. */
  choose(choice: QualityChoice): void {
    this.kept.choose(choice);
  }

  urlOf(trackId: string, transcode?: Transcode): string {
    if (!transcode && this.device.sound(trackId)) return keptSoundUrl(trackId);
    const choice = this.choice();
    // Who loads little takes the smaller one of what nobody here makes smaller.
    const isSaving = choice === 'set' && this.size.now() !== 'original';
    return streamUrl(trackId, transcode, isSaving ? 'saving' : choice === 'set' ? undefined : choice);
  }

  /** As what a track is to come to this device; undefined: as it is. */
  forKeeping(track: TrackView): Transcode | undefined {
    const canPlay = (mimeType: string): string => this.judge.canPlayType(mimeType);
    const needsIt = track.format !== undefined && isRefused(track.format, canPlay);
    return smallerFor(track, this.size.kept(), canPlay) ?? (needsIt ? fallbackFor(canPlay) : undefined);
  }

  /** Whether it is on this device: no network is asked for it. */
  isHere({ id }: TrackView): boolean {
    return this.device.sound(id) !== undefined;
  }

  /** As what it is taken apart to be played without a gap; undefined for what has to be played as a file. */
  gaplessKind(track: TrackView): GaplessKind | undefined {
    const here = this.device.sound(track.id);
    // All of it is there: it may be as long as it likes.
    if (here?.transcode) return here.transcode.format === 'opus' ? 'ogg-opus' : undefined;
    const smaller = this.smaller(track);
    return smaller ? convertedKind(track, smaller) : gaplessKind(track.format);
  }

  /** What the server is to make of a track, so that what is loaded is as small as was chosen; undefined: it is loaded as it is. */
  smaller(track: TrackView): Transcode | undefined {
    if (this.isHere(track)) return undefined;
    return smallerFor(track, this.size.now(), (mimeType) => this.judge.canPlayType(mimeType));
  }
}
