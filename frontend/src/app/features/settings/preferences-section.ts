import { Component, DOCUMENT, inject } from '@angular/core';
import type { Repeat } from '../../core/api/types';
import { LANGUAGE, type LanguageChoice, LANGUAGES } from '../../core/locale/languages';
import { Preferences } from '../../core/preferences';
import { Theme, type ThemeChoice } from '../../core/theme';
import { Player } from '../../player/player';
import { ReplayGain, type ReplayGainMode } from '../../player/replay-gain';
import { ShortenSilence } from '../../player/sound/shorten-silence';
import { SoundQuality, type QualityChoice } from '../../player/sound/sound-quality';
import { VolumeControl } from '../../player/volume-control';
import { type CoverSize, Density, type RowHeight } from '../../ui/list/density';
import { type Choosable, offOrOn, SettingChoice } from './setting-choice';

/** How it looks and sounds. */
@Component({
  selector: 'px-preferences-section',
  imports: [SettingChoice, VolumeControl],
  template: `
    <h2 i18n>Appearance</h2>
    <div class="row">
      <div>
        <h3 i18n id="px-language">Language</h3>
        <p i18n class="dim">In this browser. The page is loaded again.</p>
      </div>
      <select class="field" aria-labelledby="px-language" (change)="speak($any($event.target).value)">
        <option i18n value="system" [selected]="language.value() === 'system'">As the browser</option>
        @for (each of languages; track each.code) {
          <option [value]="each.code" [lang]="each.code" [selected]="language.value() === each.code">
            {{ each.name }}
          </option>
        }
      </select>
    </div>
    <px-setting-choice
      i18n
      i18n-name
      name="Theme"
      [choices]="themes"
      [value]="theme.choice()"
      (changed)="theme.choose($event)"
    >
      In this browser.
    </px-setting-choice>
    <px-setting-choice
      i18n
      i18n-name
      name="Covers"
      [choices]="coverSizes"
      [value]="density.covers()"
      (changed)="density.chooseCovers($event)"
    >
      In grids and shelves in this browser.
    </px-setting-choice>
    <px-setting-choice
      i18n
      i18n-name
      name="Rows"
      [choices]="rowHeights"
      [value]="density.rows()"
      (changed)="density.chooseRows($event)"
    >
      Compact shows more of a list at once. On a touch screen, rows stay roomy.
    </px-setting-choice>
    <h2 i18n>Playback</h2>
    <div class="row">
      <div>
        <h3 i18n>Volume</h3>
        <p i18n class="dim">The same on every device.</p>
      </div>
      <px-volume-control />
    </div>
    <px-setting-choice
      i18n
      i18n-name
      name="At the end of the queue"
      [choices]="repeats"
      [value]="player.repeat()"
      (changed)="player.setRepeat($event)"
    >
      What comes after the last track.
    </px-setting-choice>
    <px-setting-choice
      i18n
      i18n-name
      name="Even loudness"
      [choices]="gains"
      [value]="replayGain.mode()"
      (changed)="replayGain.choose($event)"
    >
      ReplayGain in this browser. By album, quiet songs of an album stay quiet.
    </px-setting-choice>
    <px-setting-choice
      i18n
      i18n-name
      name="Sound of other services"
      [choices]="qualities"
      [value]="quality.choice()"
      (changed)="quality.choose($event)"
    >
      In this browser, from the next track on, where a service has it in two qualities.
    </px-setting-choice>
    <px-setting-choice
      i18n
      i18n-name
      name="Shorten silence"
      [choices]="offOrOn"
      [value]="silence.isOn()"
      (changed)="silence.choose($event)"
    >
      Pauses in podcasts pass faster in this browser. Places stay those of the episode.
    </px-setting-choice>
  `,
  styleUrl: './section.css',
})
export class PreferencesSection {
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly language = inject(Preferences).of(LANGUAGE);
  protected readonly languages = LANGUAGES;
  protected readonly theme = inject(Theme);
  protected readonly density = inject(Density);
  protected readonly player = inject(Player);
  protected readonly replayGain = inject(ReplayGain);
  protected readonly silence = inject(ShortenSilence);
  protected readonly quality = inject(SoundQuality);
  protected readonly offOrOn = offOrOn();
  protected readonly themes: readonly Choosable<ThemeChoice>[] = [
    { value: 'system', label: $localize`System` },
    { value: 'dark', label: $localize`Dark` },
    { value: 'light', label: $localize`Light` },
  ];
  protected readonly coverSizes: readonly Choosable<CoverSize>[] = [
    { value: 'small', label: $localize`Small` },
    { value: 'medium', label: $localize`Medium` },
    { value: 'large', label: $localize`Large` },
  ];
  protected readonly rowHeights: readonly Choosable<RowHeight>[] = [
    { value: 'roomy', label: $localize`Roomy` },
    { value: 'compact', label: $localize`Compact` },
  ];
  protected readonly repeats: readonly Choosable<Repeat>[] = [
    { value: 'off', label: $localize`Stop` },
    { value: 'all', label: $localize`Repeat all` },
    { value: 'one', label: $localize`Repeat one` },
  ];
  protected readonly gains: readonly Choosable<ReplayGainMode>[] = [
    { value: 'off', label: $localize`Off` },
    { value: 'track', label: $localize`By track` },
    { value: 'album', label: $localize`By album` },
  ];
  protected readonly qualities: readonly Choosable<QualityChoice>[] = [
    { value: 'set', label: $localize`As on the server` },
    { value: 'best', label: $localize`Best` },
    { value: 'saving', label: $localize`Save data` },
  ];

  /** What is drawn keeps its words: all of it is drawn anew. */
  protected speak(choice: LanguageChoice): void {
    this.language.choose(choice);
    this.window?.location.reload();
  }
}
