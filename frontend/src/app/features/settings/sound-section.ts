import { Component, computed, inject } from '@angular/core';
import type { Choice } from '../../core/preferences';
import { matchesMedia } from '../../ui/media-query';
import { BANDS_HZ, FLAT, MOST_BAND_DB, PRESETS, presetOf } from '../../player/sound/equaliser';
import { MOST_CROSSFADE_SECONDS, PREAMP_DB, SoundEffects } from '../../player/sound/sound-effects';
import { offOrOn, SettingChoice } from './setting-choice';
import { SettingSlider } from './setting-slider';

/** What this browser does to the sound. */
@Component({
  selector: 'px-sound-section',
  imports: [SettingChoice, SettingSlider],
  templateUrl: './sound-section.html',
  styleUrls: ['./section.css', './sound-section.css'],
})
export class SoundSection {
  protected readonly effects = inject(SoundEffects);
  protected readonly isCalm = matchesMedia('(prefers-reduced-motion: reduce)');
  protected readonly offOrOn = offOrOn();
  protected readonly presets = PRESETS;
  protected readonly preset = computed(() => presetOf(this.effects.bandsDb.value())?.name());
  protected readonly bands = computed(() =>
    this.effects.bandsDb.value().map((gainDb, index) => ({ gainDb, name: hertz(BANDS_HZ[index]!) })),
  );
  protected readonly mostBandDb = MOST_BAND_DB;
  protected readonly mostCrossfade = MOST_CROSSFADE_SECONDS;
  protected readonly preamp = PREAMP_DB;

  protected choosePreset(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const preset = PRESETS.find(({ name }) => name() === value);
    if (preset) this.change(this.effects.bandsDb, preset.gainsDb);
  }

  protected setBand(index: number, event: Event): void {
    const gain = Number((event.target as HTMLInputElement).value);
    this.change(this.effects.bandsDb, this.effects.bandsDb.value().with(index, gain));
  }

  /** Whoever changes one of them wants to hear it. */
  protected change<T>(choice: Choice<T>, value: T): void {
    choice.choose(value);
    this.effects.isOn.choose(true);
  }

  protected reset(): void {
    const { bandsDb, preampDb, isMono, balance } = this.effects;
    bandsDb.choose(FLAT.gainsDb);
    preampDb.choose(0);
    isMono.choose(false);
    balance.choose(0);
  }

  protected readonly seconds = (value: number): string =>
    value === 0 ? $localize`Off` : $localize`${value}:seconds: s`;
  protected readonly decibels = (value: number): string => `${signed(value)} dB`;
  protected readonly signed = signed;
  protected readonly sides = (value: number): string => {
    if (value === 0) return $localize`Centre`;
    const percent = Math.round(Math.abs(value) * 100);
    return value < 0 ? $localize`${percent}:number: % left` : $localize`${percent}:number: % right`;
  };
}

/** With a true minus sign, and a plus, so that a change is read as one. */
function signed(value: number): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}`;
}

function hertz(value: number): { readonly short: string; readonly long: string } {
  return value < 1000
    ? { short: String(value), long: $localize`${value}:number: hertz` }
    : { short: `${value / 1000}k`, long: $localize`${value / 1000}:number: kilohertz` };
}
