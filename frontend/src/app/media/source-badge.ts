import { Component, computed, inject, input } from '@angular/core';
import { KnownSources } from './known-sources';

/** Says quietly which source has something that is in no library. */
@Component({
  selector: 'px-source-badge',
  template: `{{ name() }}`,
  styles: `
    :host {
      display: inline-block;
      /* Before the name is there: as high as with it. */
      min-height: 1.5em;
      margin-inline-start: var(--s1);
      padding-inline: 0.6em;
      border: 1px solid var(--line);
      border-radius: var(--radius-full);
      color: var(--text-dim);
      font-size: var(--step--1);
      font-weight: 500;
      white-space: nowrap;
    }
    /* Behind other words of its line, which may be cut for it. */
    :host(.plain) {
      flex: none;
      min-height: 0;
      margin: 0;
      padding: 0;
      border: 0;
      font-weight: inherit;
    }
    :host(.plain)::before {
      content: '·';
      margin-inline: 0.4em;
    }
  `,
})
export class SourceBadge {
  readonly sourceId = input.required<string>();
  private readonly sources = inject(KnownSources);
  protected readonly name = computed(() => this.sources.nameOf(this.sourceId()));
}
