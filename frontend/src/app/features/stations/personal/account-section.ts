import { Component, computed, inject, input } from '@angular/core';
import { Api } from '../../../core/api/api';
import { query } from '../../../core/api/query';
import { FailureNote } from '../../../ui/failure';
import { PersonalStations } from './personal-stations';
import { allowanceInWords } from './station-words';

/** What the account at a source may, and the one setting of it that is changed here. */
@Component({
  selector: 'px-account-section',
  imports: [FailureNote],
  template: `
    <h2 i18n id="px-account" class="section-title">Your account at {{ name() }}</h2>
    @if (settings.latest(); as account) {
      <div class="row">
        <div>
          <h3 i18n id="px-explicit">Leave out explicit songs</h3>
          <p i18n id="px-explicit-detail" class="dim">
            Songs with explicit words are not played, in any station. It holds for the account, in other apps as well.
          </p>
        </div>
        <button
          type="button"
          role="switch"
          class="switch"
          aria-labelledby="px-explicit"
          aria-describedby="px-explicit-detail"
          [attr.aria-checked]="account.isExplicitFiltered"
          (click)="filter(!account.isExplicitFiltered)"
        >
          @if (account.isExplicitFiltered) {
            <ng-container i18n>On</ng-container>
          } @else {
            <ng-container i18n>Off</ng-container>
          }
        </button>
      </div>
      <div class="row">
        <div>
          <h3 i18n>Skips</h3>
          <p class="dim">{{ allowance() }}</p>
        </div>
      </div>
      @if (account.paidAdds; as adds) {
        <p class="dim">{{ adds }}</p>
      }
    } @else if (settings.failure(); as failure) {
      <px-failure [failure]="failure" (retried)="settings.reload()" />
    } @else {
      <div class="skeleton" aria-busy="true" i18n-aria-label aria-label="Your account"></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--s3);
      max-width: 46rem;
    }
    h3 {
      font: 600 var(--step-0) var(--font-text);
      letter-spacing: 0;
    }
    .row {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s4);
    }
    .dim {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .switch {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: var(--s2);
      min-height: 2.75rem;
      border-radius: var(--radius-full);
      font-weight: 550;
    }
    .switch::before {
      content: '';
      width: 2.75rem;
      height: 1.5rem;
      border: 2px solid var(--text-dim);
      border-radius: var(--radius-full);
      background: radial-gradient(circle, var(--text-dim) 0.4rem, transparent 0.45rem) no-repeat -0.65rem 50% / 2.75rem;
    }
    .switch[aria-checked='true']::before {
      border-color: var(--accent);
      background: radial-gradient(circle, var(--on-accent) 0.45rem, transparent 0.5rem) var(--accent) no-repeat 0.65rem
        50% / 2.75rem;
    }
    .skeleton {
      height: 9rem;
      border-radius: var(--radius-m);
    }
  `,
  host: { role: 'region', 'aria-labelledby': 'px-account' },
})
export class AccountSection {
  readonly sourceId = input.required<string>();
  /** Of the source. */
  readonly name = input.required<string>();
  private readonly api = inject(Api);
  private readonly stations = inject(PersonalStations);
  protected readonly settings = query('/api/v1/station-sources/{sourceId}/settings', () => ({
    path: { sourceId: this.sourceId() },
  }));
  protected readonly allowance = computed(() => allowanceInWords(this.settings.latest() ?? {}));

  /** Shown at once; as before where it was refused, which was said. */
  protected async filter(isExplicitFiltered: boolean): Promise<void> {
    const before = this.settings.latest();
    if (!before) return;
    this.settings.set({ ...before, isExplicitFiltered });
    const [path, body] = [{ sourceId: this.sourceId() }, { isExplicitFiltered }];
    const isDone = await this.stations.isDone(() =>
      this.api.command('put', '/api/v1/station-sources/{sourceId}/settings', { path, body }),
    );
    if (!isDone) this.settings.set(before);
  }
}
