import { Component, inject } from '@angular/core';
import type { Repeat } from '../../core/api/types';
import { Player } from '../../player/player';
import { ReplayGain, type ReplayGainMode } from '../../player/replay-gain';
import { ShortenSilence } from '../../player/sound/shorten-silence';
import { SoundQuality, type QualityChoice } from '../../player/sound/sound-quality';
import { VolumeControl } from '../../player/volume-control';
import { Theme, type ThemeChoice } from '../../core/theme';
import { type CoverSize, Density, type RowHeight } from '../../ui/list/density';

/** How it looks and sounds. */
@Component({
  selector: 'px-preferences-section',
  imports: [VolumeControl],
  template: `
    <h2>Appearance</h2>
    <fieldset>
      <legend class="sr-only">Theme</legend>
      @for (choice of themes; track choice.value) {
        <label class="choice">
          <input
            type="radio"
            name="px-theme"
            [checked]="theme.choice() === choice.value"
            (change)="theme.choose(choice.value)"
          />
          <span>{{ choice.label }}</span>
        </label>
      }
    </fieldset>
    <div class="row">
      <div>
        <h3>Covers</h3>
        <p class="dim">In grids and shelves in this browser.</p>
      </div>
      <fieldset>
        <legend class="sr-only">Covers</legend>
        @for (choice of coverSizes; track choice.value) {
          <label class="choice">
            <input
              type="radio"
              name="px-covers"
              [checked]="density.covers() === choice.value"
              (change)="density.chooseCovers(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
    <div class="row">
      <div>
        <h3>Rows</h3>
        <p class="dim">Compact shows more of a list at once. On a touch screen, rows stay roomy.</p>
      </div>
      <fieldset>
        <legend class="sr-only">Rows</legend>
        @for (choice of rowHeights; track choice.value) {
          <label class="choice">
            <input
              type="radio"
              name="px-rows"
              [checked]="density.rows() === choice.value"
              (change)="density.chooseRows(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
    <h2>Playback</h2>
    <div class="row">
      <div>
        <h3>Volume</h3>
        <p class="dim">The same on every device.</p>
      </div>
      <px-volume-control />
    </div>
    <div class="row">
      <div>
        <h3>At the end of the queue</h3>
        <p class="dim">What comes after the last track.</p>
      </div>
      <fieldset>
        <legend class="sr-only">Repeat</legend>
        @for (choice of repeats; track choice.value) {
          <label class="choice">
            <input
              type="radio"
              name="px-repeat"
              [checked]="player.repeat() === choice.value"
              (change)="player.setRepeat(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
    <div class="row">
      <div>
        <h3>Even loudness</h3>
        <p class="dim">ReplayGain in this browser. By album, quiet songs of an album stay quiet.</p>
      </div>
      <fieldset>
        <legend class="sr-only">ReplayGain</legend>
        @for (choice of gains; track choice.value) {
          <label class="choice">
            <input
              type="radio"
              name="px-replay-gain"
              [checked]="replayGain.mode() === choice.value"
              (change)="replayGain.choose(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
    <div class="row">
      <div>
        <h3>Sound of other services</h3>
        <p class="dim">In this browser, from the next track on, where a service has it in two qualities.</p>
      </div>
      <fieldset>
        <legend class="sr-only">Sound of other services</legend>
        @for (choice of qualities; track choice.value) {
          <label class="choice">
            <input
              type="radio"
              name="px-quality"
              [checked]="quality.choice() === choice.value"
              (change)="quality.choose(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
    <div class="row">
      <div>
        <h3>Shorten silence</h3>
        <p class="dim">Pauses in podcasts pass faster in this browser. Places stay those of the episode.</p>
      </div>
      <fieldset>
        <legend class="sr-only">Shorten silence</legend>
        @for (choice of silences; track choice.label) {
          <label class="choice">
            <input
              type="radio"
              name="px-shorten-silence"
              [checked]="silence.isOn() === choice.value"
              (change)="silence.choose(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
  `,
  styleUrl: './section.css',
})
export class PreferencesSection {
  protected readonly theme = inject(Theme);
  protected readonly density = inject(Density);
  protected readonly coverSizes: readonly { value: CoverSize; label: string }[] = [
    { value: 'small', label: 'Small' },
    { value: 'medium', label: 'Medium' },
    { value: 'large', label: 'Large' },
  ];
  protected readonly rowHeights: readonly { value: RowHeight; label: string }[] = [
    { value: 'roomy', label: 'Roomy' },
    { value: 'compact', label: 'Compact' },
  ];
  protected readonly player = inject(Player);
  protected readonly replayGain = inject(ReplayGain);
  protected readonly silence = inject(ShortenSilence);
  protected readonly quality = inject(SoundQuality);
  protected readonly qualities: readonly { value: QualityChoice; label: string }[] = [
    { value: 'set', label: 'As on the server' },
    { value: 'best', label: 'Best' },
    { value: 'saving', label: 'Save data' },
  ];
  protected readonly silences = [
    { value: false, label: 'Off' },
    { value: true, label: 'On' },
  ];
  protected readonly themes: readonly { value: ThemeChoice; label: string }[] = [
    { value: 'system', label: 'System' },
    { value: 'dark', label: 'Dark' },
    { value: 'light', label: 'Light' },
  ];
  protected readonly repeats: readonly { value: Repeat; label: string }[] = [
    { value: 'off', label: 'Stop' },
    { value: 'all', label: 'Repeat all' },
    { value: 'one', label: 'Repeat one' },
  ];
  protected readonly gains: readonly { value: ReplayGainMode; label: string }[] = [
    { value: 'off', label: 'Off' },
    { value: 'track', label: 'By track' },
    { value: 'album', label: 'By album' },
  ];
}
