import { afterNextRender, Component, ElementRef, inject, output, signal, viewChild } from '@angular/core';
import { explain, problemCode } from '../../../core/api/api-error';
import { Toasts } from '../../../core/toasts';
import { SavedStations } from '../../../media/saved-stations';

/** Refusals that have nothing to do with whether the station can be heard. */
const FINAL = ['invalid-request', 'station-saved', 'too-many-stations', 'radio-off'];

/** Takes the address of a station, which is listened to before it is saved. */
@Component({
  selector: 'px-add-station',
  template: `
    <form (submit)="$event.preventDefault(); save(false)">
      <label i18n for="px-station-address">Address of the stream, or of a playlist that leads to it</label>
      <div class="line">
        <input
          #field
          id="px-station-address"
          class="field"
          type="url"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          required
          maxlength="2000"
          placeholder="https://"
          [attr.aria-describedby]="problem() ? 'px-station-problem' : null"
          (input)="forget()"
          (keydown.escape)="closed.emit()"
        />
        <button i18n type="submit" class="button primary" [disabled]="isSaving()">Add</button>
        <button i18n type="button" class="button quiet" (click)="closed.emit()">Cancel</button>
      </div>
      <p class="said" role="status">
        @if (isSaving()) {
          <ng-container i18n>Listening to it…</ng-container>
        }
      </p>
      @if (problem(); as words) {
        <div class="problem" role="alert">
          <p id="px-station-problem">{{ words }}</p>
          @if (mayInsist()) {
            <button i18n type="button" class="button" (click)="save(true)">Save it anyway</button>
          }
        </div>
      }
    </form>
  `,
  styles: `
    form {
      max-width: 44rem;
      margin-bottom: var(--s6);
    }
    label {
      display: block;
      margin-bottom: var(--s1);
      font-weight: 600;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .field {
      flex: 1 1 14rem;
      min-width: 0;
    }
    .said {
      min-height: 1.5rem;
      margin-top: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .problem {
      display: grid;
      justify-items: start;
      gap: var(--s3);
    }
    .problem p {
      color: var(--danger);
    }
  `,
})
export class AddStation {
  readonly closed = output();
  private readonly saved = inject(SavedStations);
  private readonly toasts = inject(Toasts);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly isSaving = signal(false);
  protected readonly problem = signal('');
  /** Whether it may be saved although it cannot be heard. */
  protected readonly mayInsist = signal(false);

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected forget(): void {
    this.problem.set('');
  }

  protected async save(isUnheard: boolean): Promise<void> {
    const url = this.field().nativeElement.value.trim();
    if (url === '' || this.isSaving()) return;
    this.forget();
    this.isSaving.set(true);
    try {
      const { name } = await this.saved.save({ url, isUnheard });
      this.toasts.show($localize`“${name}:name:” is among your stations.`);
      this.closed.emit();
    } catch (error) {
      this.problem.set(explain(error).message);
      this.mayInsist.set(!isUnheard && !FINAL.includes(problemCode(error) ?? ''));
    } finally {
      this.isSaving.set(false);
    }
  }
}
