import { Component, computed, input } from '@angular/core';
import type { SearchedSource } from '../../core/api/types';
import { allOf } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import { sourceName } from './source-name';

/** Who is asked, who answered and who did not: a quiet line at the end of what was found. */
@Component({
  selector: 'px-search-standing',
  template: `
    @if (asking().length > 0) {
      <p i18n>Still asking {{ inWords(asking()) }}…</p>
    } @else if (answered().length > 0) {
      <p i18n>Asked {{ inWords(answered()) }}.</p>
    }
    @for (source of failed(); track source.id) {
      <p i18n class="failed">{{ nameOf(source) }} did not answer. {{ why(source) }}</p>
    }
    @if (off().length > 0) {
      <p i18n>Left out: {{ inWords(off()) }}.</p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-height: 1.5rem;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .failed {
      color: var(--warn);
    }
  `,
})
export class SearchStanding {
  readonly sources = input.required<readonly SearchedSource[]>();
  protected readonly nameOf = sourceName;
  protected readonly asking = computed(() => this.sources().filter(({ state }) => state === 'asking'));
  protected readonly answered = computed(() => this.sources().filter(({ state }) => state === 'answered'));
  protected readonly failed = computed(() => this.sources().filter(({ state }) => state === 'failed'));
  protected readonly off = computed(() => this.sources().filter(({ state }) => state === 'off'));

  protected why({ cause, reason }: SearchedSource): string {
    return said(cause, reason) ?? '';
  }

  protected inWords(sources: readonly SearchedSource[]): string {
    return allOf(sources.map(sourceName));
  }
}
