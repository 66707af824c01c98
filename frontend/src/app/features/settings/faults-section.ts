import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { explain } from '../../core/api/api-error';
import type { ScanFaultView } from '../../core/api/types';
import { plural } from '../../core/locale/formats';
import { ScanProgress } from '../../core/scan-progress';
import { Api } from '../../core/api/api';
import { faultInWords } from './words';

const PAGE_SIZE = 50;

/** Files that could not be read, with the reason, a page at a time. */
@Component({
  selector: 'px-faults-section',
  template: `
    <h2 i18n>Broken files</h2>
    @if (total() === 0) {
      <p i18n class="dim">Every file could be read.</p>
    } @else if (total() !== undefined) {
      <p class="dim">{{ words() }}</p>
      <table class="table">
        <caption i18n class="sr-only">
          Broken files
        </caption>
        <thead>
          <tr>
            <th i18n scope="col">File</th>
            <th i18n scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          @for (fault of faults(); track fault.sourceId + fault.path) {
            <tr>
              <td class="code" dir="auto">{{ fault.path }}</td>
              <td>{{ inWords(fault) }}</td>
            </tr>
          }
        </tbody>
      </table>
      @if (next() !== undefined) {
        <button i18n type="button" class="button" [disabled]="isLoading()" (click)="more()">Show more</button>
      }
    }
    @if (failure(); as reason) {
      <p role="alert">{{ reason }} <button i18n type="button" class="button" (click)="more()">Try again</button></p>
    } @else if (total() === undefined) {
      <div class="skeleton line-sized"></div>
    }
  `,
  styleUrl: './section.css',
})
export class FaultsSection {
  protected readonly inWords = faultInWords;
  private readonly api = inject(Api);
  private readonly scans = inject(ScanProgress);
  protected readonly faults = signal<readonly ScanFaultView[]>([]);
  protected readonly total = signal<number | undefined>(undefined);
  protected readonly words = computed(() =>
    plural(
      this.total() ?? 0,
      $localize`{COUNT, plural, one {# file could not be read. They are tried again when they change; all others play.} other {# files could not be read. They are tried again when they change; all others play.}}`,
    ),
  );
  protected readonly next = signal<string | undefined>(undefined);
  protected readonly isLoading = signal(false);
  protected readonly failure = signal('');

  constructor() {
    effect(() => {
      // A scan that ends has a new list: from the first page on.
      this.scans.ended();
      untracked(() => {
        this.faults.set([]);
        this.next.set(undefined);
        void this.more();
      });
    });
  }

  protected async more(): Promise<void> {
    this.isLoading.set(true);
    this.failure.set('');
    try {
      const page = await this.api.read('/api/v1/scans/faults', { query: { limit: PAGE_SIZE, cursor: this.next() } });
      this.faults.update((known) => [...known, ...page.items]);
      this.total.set(page.total);
      this.next.set(page.nextCursor);
    } catch (error) {
      this.failure.set(explain(error).message);
    } finally {
      this.isLoading.set(false);
    }
  }
}
