import { Component, computed, inject, input, output } from '@angular/core';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { ChangeShowSettings, ShowView } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
import { Toasts } from '../../../core/toasts';
import { numberIn, wordsIn } from './show-settings';

/** A setting that is a number within limits; empty means that it is not set. */
interface NumberField {
  readonly key:
    | 'skipFirstSeconds'
    | 'skipLastSeconds'
    | 'keepNewest'
    | 'leaveOutBelowMinutes'
    | 'leaveOutAboveMinutes'
    | 'loudnessOffsetDb';
  readonly label: () => string;
  readonly hint?: () => string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

const NUMBERS: readonly NumberField[] = [
  {
    key: 'skipFirstSeconds',
    label: () => $localize`Skip at the start`,
    hint: () => $localize`A jingle`,
    unit: 's',
    min: 0,
    max: 3600,
  },
  {
    key: 'skipLastSeconds',
    label: () => $localize`Skip at the end`,
    hint: () => $localize`Credits`,
    unit: 's',
    min: 0,
    max: 3600,
  },
  {
    key: 'loudnessOffsetDb',
    label: () => $localize`Louder or quieter`,
    hint: () => $localize`Than other podcasts`,
    unit: 'dB',
    min: -20,
    max: 20,
  },
  { key: 'keepNewest', label: () => $localize`Fetch ahead`, hint: () => $localize`So many of the newest that are not played`, unit: '', min: 0, max: 100 }, // prettier-ignore
  {
    key: 'leaveOutBelowMinutes',
    label: () => $localize`Leave out shorter than`,
    hint: () => $localize`Trailers`,
    unit: 'min',
    min: 1,
    max: 10_080,
  },
  { key: 'leaveOutAboveMinutes', label: () => $localize`Leave out longer than`, unit: 'min', min: 1, max: 10_080 },
];
const ORDERS = [
  { value: '', label: () => $localize`As the feed says` },
  { value: 'newest', label: () => $localize`Newest first` },
  { value: 'oldest', label: () => $localize`Oldest first` },
] as const;
const SPEEDS = [0.5, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3];

/** How a show is heard. What is changed is kept at once; what the server refuses goes back to how it was. */
@Component({
  selector: 'px-show-settings-form',
  templateUrl: './show-settings-form.html',
  styleUrl: './show-settings-form.css',
})
export class ShowSettingsForm {
  readonly show = input.required<ShowView>();
  readonly changed = output<ShowView>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly numbers = NUMBERS;
  protected readonly orders = ORDERS;
  protected readonly speeds = SPEEDS;
  protected readonly settings = computed(() => this.show().settings);
  protected readonly words = computed(() => this.settings().leaveOutWords?.join(', ') ?? '');
  private readonly groups = query('/api/v1/podcasts/groups', undefined, $localize`the groups`);
  protected readonly groupNames = computed(() => (this.groups.latest()?.items ?? []).map(({ name }) => name));

  protected setOrder(value: string): void {
    const order = ORDERS.find((each) => each.value === value)?.value;
    void this.save({ order: order || null });
  }

  protected setSpeed(value: string): void {
    void this.save({ speed: value === '' ? null : Number(value) });
  }

  protected setNumber({ key, min, max }: NumberField, input: HTMLInputElement): void {
    const number = numberIn(input.value, min, max);
    input.value = number === null ? '' : String(number);
    void this.save({ [key]: number });
  }

  protected setWords(value: string): void {
    const words = wordsIn(value);
    void this.save({ leaveOutWords: words.length > 0 ? words : null });
  }

  protected setGroup(value: string): void {
    void this.send({ group: value.trim() || null });
  }

  private save(settings: ChangeShowSettings): Promise<void> {
    return this.send({ settings });
  }

  private async send(body: { group?: string | null; settings?: ChangeShowSettings }): Promise<void> {
    const before = this.show();
    try {
      this.changed.emit(
        await this.api.command('patch', '/api/v1/podcasts/shows/{id}', { path: { id: before.id }, body }),
      );
    } catch (error) {
      this.toasts.show(explain(error).message);
      // Draws the fields as they were.
      this.changed.emit({ ...before });
    }
  }
}
