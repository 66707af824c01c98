import { afterNextRender, Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import { explain } from '../../../core/api/api-error';
import type { StationView } from '../../../core/api/types';
import { SavedStations } from '../../../media/saved-stations';
import { groupNames } from './groups';
import { changeIn, type StationField } from './station-change';

/** In which stations announce their titles where it is not UTF-8. */
const CHARSETS = [
  'windows-1252',
  'iso-8859-2',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'shift_jis',
  'euc-kr',
  'big5',
];
const MOST_GAIN_DB = 24;
let count = 0;

/** What a person says of a saved station: all of it, or one thing. */
@Component({
  selector: 'px-station-form',
  template: `
    <form #form (submit)="save($event, form)">
      @for (field of fields(); track field) {
        @switch (field) {
          @case ('name') {
            <label i18n [for]="id + field">Name</label>
            <input
              data-first
              class="field"
              dir="auto"
              name="name"
              required
              maxlength="200"
              [id]="id + field"
              [value]="station().name"
            />
          }
          @case ('group') {
            <label i18n [for]="id + field">Group</label>
            <input
              data-first
              class="field"
              dir="auto"
              name="group"
              maxlength="100"
              i18n-placeholder
              placeholder="None"
              autocomplete="off"
              [id]="id + field"
              [value]="station().group ?? ''"
              [attr.list]="id + 'groups'"
            />
            <datalist [id]="id + 'groups'">
              @for (group of groups(); track group) {
                <option [value]="group"></option>
              }
            </datalist>
            <p i18n class="hint">One that is there, or a new one. Empty: in no group.</p>
          }
          @case ('gainDb') {
            <label i18n [for]="id + field">Loudness, in dB</label>
            <input
              data-first
              class="field short tabular"
              name="gainDb"
              type="number"
              step="0.5"
              [id]="id + field"
              [min]="-mostGainDb"
              [max]="mostGainDb"
              [value]="station().gainDb ?? ''"
              [placeholder]="foundGain()"
            />
            <p i18n class="hint">Below 0 it is played quieter. Empty: as its sound is found to need.</p>
          }
          @case ('url') {
            <label i18n [for]="id + field">Address</label>
            <input
              data-first
              class="field"
              name="url"
              type="url"
              required
              maxlength="2000"
              [id]="id + field"
              [value]="station().urls[0] ?? ''"
            />
          }
          @case ('charset') {
            <label i18n [for]="id + field">Letters of its titles</label>
            <input
              data-first
              class="field"
              name="charset"
              maxlength="32"
              i18n-placeholder
              placeholder="Found out"
              autocomplete="off"
              spellcheck="false"
              [id]="id + field"
              [value]="station().charset ?? ''"
              [attr.list]="id + 'charsets'"
            />
            <datalist [id]="id + 'charsets'">
              @for (charset of charsets; track charset) {
                <option [value]="charset"></option>
              }
            </datalist>
            <p i18n class="hint">
              Where titles show the wrong letters: iso-8859-2 for Polish or Czech, windows-1251 for Russian.
            </p>
          }
        }
      }
      @if (problem(); as words) {
        <p class="problem" role="alert">{{ words }}</p>
      }
      <div class="go">
        <button i18n type="submit" class="button primary" [disabled]="isSaving()">Save</button>
        @if (canCancel()) {
          <button i18n type="button" class="button" (click)="done.emit()">Cancel</button>
        }
        <span role="status" class="hint">
          @if (isSaved()) {
            <ng-container i18n>Saved.</ng-container>
          }
        </span>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      max-width: 30rem;
    }
    label {
      margin-top: var(--s4);
      margin-bottom: var(--s1);
      font-weight: 600;
    }
    label:first-child {
      margin-top: 0;
    }
    .field {
      width: 100%;
    }
    .short {
      width: 8rem;
    }
    .hint {
      margin-top: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .problem {
      margin-top: var(--s3);
      color: var(--danger);
    }
    .go {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2);
      margin-top: var(--s5);
    }
  `,
})
export class StationForm {
  readonly station = input.required<StationView>();
  readonly fields = input.required<readonly StationField[]>();
  /** Whether it begins with its first field, and can be left. */
  readonly canCancel = input(false);
  /** It was saved, or left. */
  readonly done = output();

  private readonly saved = inject(SavedStations);
  protected readonly id = `px-station-${++count}-`;
  protected readonly charsets = CHARSETS;
  protected readonly mostGainDb = MOST_GAIN_DB;
  protected readonly groups = computed(() => groupNames(this.saved.all() ?? []));
  protected readonly foundGain = computed(() => String(Math.round((this.station().foundGainDb ?? 0) * 10) / 10));
  protected readonly isSaving = signal(false);
  protected readonly isSaved = signal(false);
  protected readonly problem = signal('');

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      if (this.canCancel()) host.querySelector<HTMLInputElement>('input')?.select();
    });
  }

  protected async save(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const change = changeIn(new FormData(form), this.station());
    this.problem.set('');
    this.isSaved.set(false);
    this.isSaving.set(true);
    try {
      if (Object.keys(change).length > 0) await this.saved.change(this.station().id, change);
      this.isSaved.set(true);
      this.done.emit();
    } catch (error) {
      this.problem.set($localize`Not saved. ${explain(error).message}:why:`);
    } finally {
      this.isSaving.set(false);
    }
  }
}
