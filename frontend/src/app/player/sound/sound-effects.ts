import { computed, DOCUMENT, inject, Service } from '@angular/core';
import { numberWithin, Preferences, yesOrNo, type Preference } from '../../core/preferences';
import { BANDS_HZ, FLAT, MOST_BAND_DB } from './equaliser';

export const MOST_CROSSFADE_SECONDS = 12;
export const PREAMP_DB = { least: -12, most: 6 } as const;

const CROSSFADE = numberWithin('pyxis.crossfade-seconds', 0, MOST_CROSSFADE_SECONDS, 0);
const EFFECTS = yesOrNo('pyxis.sound-effects', true);
const PREAMP = numberWithin('pyxis.preamp-db', PREAMP_DB.least, PREAMP_DB.most, 0);
const GUARD = yesOrNo('pyxis.prevent-clipping', true);
const MONO = yesOrNo('pyxis.mono');
const BALANCE = numberWithin('pyxis.balance', -1, 1, 0);
const SPECTRUM = yesOrNo('pyxis.spectrum');
const BANDS: Preference<readonly number[]> = {
  key: 'pyxis.equaliser',
  usual: FLAT.gainsDb,
  read: (kept) => (isCurve(kept) ? kept : undefined),
};

function isCurve(kept: unknown): kept is number[] {
  const isGain = (gain: unknown): boolean => typeof gain === 'number' && Math.abs(gain) <= MOST_BAND_DB;
  return Array.isArray(kept) && kept.length === BANDS_HZ.length && kept.every(isGain);
}

/** What this browser does to the sound of everything it plays. */
@Service()
export class SoundEffects {
  private readonly document = inject(DOCUMENT);
  private readonly preferences = inject(Preferences);

  readonly crossfadeSeconds = this.preferences.of(CROSSFADE);
  /** Phones that leave the volume to their buttons cannot: two songs at once would be a clash. */
  readonly canFade = computed(() => {
    const element = this.document.createElement('audio');
    element.volume = 0.5;
    return element.volume === 0.5;
  });
  /** Off: all of the below is passed by, and stays as it is set. */
  readonly isOn = this.preferences.of(EFFECTS);
  readonly bandsDb = this.preferences.of(BANDS);
  readonly preampDb = this.preferences.of(PREAMP);
  readonly isGuarded = this.preferences.of(GUARD);
  readonly isMono = this.preferences.of(MONO);
  readonly balance = this.preferences.of(BALANCE);
  /** Whether the now-playing view shows it. */
  readonly hasSpectrum = this.preferences.of(SPECTRUM);

  /** Whether anything is set that changes the sound, be it passed by or not. */
  readonly isSet = computed(
    () =>
      this.isMono.value() ||
      this.balance.value() !== 0 ||
      this.preampDb.value() !== 0 ||
      this.bandsDb.value().some((gain) => gain !== 0),
  );

  /** What is to be done to the sound now; absent: nothing at all. */
  readonly wanted = computed(() =>
    this.isOn.value() && this.isSet()
      ? {
          bandsDb: this.bandsDb.value(),
          preampDb: this.preampDb.value(),
          isGuarded: this.isGuarded.value(),
          isMono: this.isMono.value(),
          balance: this.balance.value(),
        }
      : undefined,
  );
}

export type WantedEffects = NonNullable<ReturnType<SoundEffects['wanted']>>;
