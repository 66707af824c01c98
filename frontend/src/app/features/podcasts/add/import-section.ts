import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ImportEntryView } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
import { said } from '../../../core/locale/server/server-words';
import { counted } from '../../../ui/format';
import { ListImport } from './list-import';

/** More failures than that help nobody on a page. */
const MOST_FAILURES = 200;

/** Brings a list of subscriptions from another program: how far it is, and why an entry failed. */
@Component({
  selector: 'px-import-section',
  imports: [RouterLink],
  providers: [ListImport],
  template: `
    <section aria-labelledby="px-import-title">
      <h2 i18n id="px-import-title" class="section-title">Bring a list</h2>
      <p i18n class="lead">An OPML file, as most programs export one. Its folders become groups.</p>
      <label class="button file" [class.busy]="isBusy()">
        <input
          #chooser
          type="file"
          accept=".opml,.xml,text/xml,text/x-opml"
          [disabled]="isBusy()"
          (change)="take(chooser)"
        />
        <ng-container i18n>Choose an OPML file</ng-container>
      </label>
      @if (run.failure(); as words) {
        <p role="alert" class="problem">{{ words }}</p>
      }
      @if (run.view(); as view) {
        <div class="outcome">
          <progress
            i18n-aria-label
            aria-label="Progress of the import"
            [attr.max]="view.total"
            [attr.value]="read()"
          ></progress>
          <p role="status" class="result tabular">{{ result() }}</p>
          @if (run.isRunning()) {
            <p i18n class="lead">It goes on when you leave this page, and after a restart of the server.</p>
            <div><button i18n type="button" class="button" (click)="run.cancel()">Stop</button></div>
          } @else {
            <div><a i18n class="button" routerLink="/podcasts">To your podcasts</a></div>
          }
          @if (failures().length > 0) {
            <details open>
              <summary i18n>What failed, and why</summary>
              <ul>
                @for (each of failures(); track each.line) {
                  <li>
                    <p class="title" dir="auto">{{ each.title }}</p>
                    <p class="lead">{{ why(each) }}</p>
                  </li>
                }
              </ul>
              @if (view.failed > failures().length) {
                <p i18n class="lead">And {{ view.failed - failures().length }} more.</p>
              }
            </details>
          }
        </div>
      }
    </section>
  `,
  styleUrl: './import-section.css',
})
export class ImportSection {
  protected readonly run = inject(ListImport);
  protected readonly why = ({ cause, reason }: ImportEntryView): string => said(cause, reason) ?? '';
  protected readonly isBusy = computed(() => this.run.isSending() || this.run.isRunning());
  protected readonly read = computed(() => {
    const { added = 0, known = 0, failed = 0 } = this.run.view() ?? {};
    return added + known + failed;
  });
  protected readonly result = computed(() => {
    const view = this.run.view();
    if (!view) return '';
    const { state, total, added, known, failed } = view;
    const parts = [
      $localize`${added}:count: added`,
      ...(known > 0 ? [$localize`${known}:count: followed before`] : []),
      ...(failed > 0 ? [$localize`${failed}:count: failed`] : []),
    ].join(', ');
    if (state === 'running')
      return $localize`${this.read()}:read: of ${counted(total, 'entry')}:entries:: ${parts}:parts:`;
    return state === 'cancelled' ? $localize`Stopped. ${parts}:parts:.` : $localize`Done. ${parts}:parts:.`;
  });
  private readonly failed = query(
    '/api/v1/podcasts/imports/{id}/entries',
    () => {
      const { id, failed = 0 } = this.run.view() ?? {};
      // Asked anew as their number grows.
      return id === undefined || failed === 0
        ? undefined
        : { path: { id }, query: { outcome: 'failed', limit: Math.min(failed, MOST_FAILURES) } };
    },
    $localize`the report`,
  );
  protected readonly failures = computed(() => this.failed.latest()?.items ?? []);

  protected take(chooser: HTMLInputElement): void {
    const file = chooser.files?.[0];
    // The same file can be chosen again.
    chooser.value = '';
    if (file) void this.run.start(file);
  }
}
