import { inject, InjectionToken } from '@angular/core';
import { ElementEngine } from './element-engine';
import type { SoundEngine } from './sound-engine';

/** What makes the sound of this tab. */
export const SOUND_ENGINE = new InjectionToken<SoundEngine>('sound engine', {
  factory: () => inject(ElementEngine),
});
