import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { ElementEngine } from './element-engine';
import { EngineSwitch } from './engine-switch';
import { canPlayGaplessly } from './gapless-formats';
import { LiveEngine } from './live-engine';
import { MseEngine } from './mse-engine';
import type { SoundEngine } from './sound-engine';
import { SoundQuality } from './sound-quality';

/** What makes the sound of this tab: gapless where the browser lets pages feed its audio elements by hand. */
export const SOUND_ENGINE = new InjectionToken<SoundEngine>('sound engine', {
  factory: () => {
    const plain = inject(ElementEngine);
    const live = inject(LiveEngine);
    if (typeof MediaSource === 'undefined') return new EngineSwitch({ plain, live }, () => false);
    const gapless = new MseEngine(inject(DOCUMENT).createElement('audio'), inject(SoundQuality));
    // Speech is played at any speed, which only the plain one does.
    return new EngineSwitch(
      { gapless, plain, live },
      ({ track }) =>
        track.kind !== 'episode' && canPlayGaplessly(track.format, (mimeType) => MediaSource.isTypeSupported(mimeType)),
    );
  },
});
