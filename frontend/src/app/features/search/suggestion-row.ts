import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { query } from '../../core/api/query';
import { settled } from '../../ui/settled';

/** What somebody may mean who has typed so much, in one line, whose height is kept also while it is empty. Arrows go along it. */
@Component({
  selector: 'px-suggestion-row',
  imports: [RouterLink],
  host: { role: 'group', 'aria-label': 'Suggestions', '(keydown)': 'move($event)' },
  template: `
    @for (item of items(); track item.text) {
      <a routerLink="/search" [queryParams]="{ q: item.text }" queryParamsHandling="merge" replaceUrl
        ><bdi>{{ item.text }}</bdi></a
      >
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--s4);
      height: 2rem;
      margin-inline: calc(-1 * var(--gutter));
      margin-bottom: var(--s3);
      padding-inline: var(--gutter);
      overflow: auto hidden;
      scrollbar-width: none;
    }
    a {
      flex: none;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    a:hover {
      color: var(--text);
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
  `,
})
export class SuggestionRow {
  readonly q = input.required<string>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly asked = settled(computed(() => this.q()));
  private readonly suggestions = query('/api/v1/search/suggestions', () =>
    this.asked() ? { query: { q: this.asked() } } : undefined,
  );
  /** Not what is searched for as it is. */
  protected readonly items = computed(() => {
    const q = this.q().toLowerCase();
    return (this.suggestions.latest()?.items ?? []).filter(({ text }) => text.toLowerCase() !== q);
  });

  protected move(event: KeyboardEvent): void {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const links = [...this.host.querySelectorAll('a')];
    const isOn = (event.key === 'ArrowRight') === (getComputedStyle(this.host).direction !== 'rtl');
    const at = links.findIndex((link) => link === event.target) + (isOn ? 1 : -1);
    const next = links[Math.max(0, at)];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }
}
