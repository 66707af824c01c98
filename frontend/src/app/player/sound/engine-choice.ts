import { DOCUMENT, inject, InjectionToken, Injector, runInInjectionContext } from '@angular/core';
import { AudioGraph } from './audio-graph';
import { Crossfade } from './crossfade';
import { ElementEngine } from './element-engine';
import { EngineSwitch } from './engine-switch';
import { canPlayGaplessly } from './gapless-formats';
import { LiveEngine } from './live-engine';
import { MseEngine } from './mse-engine';
import type { SoundEngine } from './sound-engine';
import { SoundEffects } from './sound-effects';
import { SoundQuality } from './sound-quality';

/** What makes the sound of this tab: gapless where the browser lets pages feed its audio elements by hand. */
export const SOUND_ENGINE = new InjectionToken<SoundEngine>('sound engine', {
  factory: () => {
    const injector = inject(Injector);
    const { crossfadeSeconds, canFade } = inject(SoundEffects);
    const seconds = (): number => (canFade() ? crossfadeSeconds.value() : 0);
    return new Crossfade(() => runInInjectionContext(injector, makeEngine), seconds);
  },
});

function makeEngine(): SoundEngine {
  const plain = new ElementEngine();
  const live = new LiveEngine();
  if (typeof MediaSource === 'undefined') return new EngineSwitch({ plain, live }, () => false);
  const quality = inject(SoundQuality);
  const gapless = new MseEngine(inject(DOCUMENT).createElement('audio'), quality, inject(AudioGraph));
  // Speech is played at any speed, which only the plain one does.
  return new EngineSwitch({ gapless, plain, live }, ({ track }) => {
    const kind = quality.gaplessKind(track);
    return track.kind !== 'episode' && canPlayGaplessly(kind, (mimeType) => MediaSource.isTypeSupported(mimeType));
  });
}
