import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { ElementEngine } from './element-engine';
import { EngineSwitch } from './engine-switch';
import { canPlayGaplessly } from './gapless-formats';
import { MseEngine } from './mse-engine';
import type { SoundEngine } from './sound-engine';

/** What makes the sound of this tab: gapless where the browser lets pages feed its audio elements by hand. */
export const SOUND_ENGINE = new InjectionToken<SoundEngine>('sound engine', {
  factory: () => {
    const plain = inject(ElementEngine);
    if (typeof MediaSource === 'undefined') return plain;
    const gapless = new MseEngine(inject(DOCUMENT).createElement('audio'));
    return new EngineSwitch(gapless, plain, ({ track }) =>
      canPlayGaplessly(track.format, (mimeType) => MediaSource.isTypeSupported(mimeType)),
    );
  },
});
