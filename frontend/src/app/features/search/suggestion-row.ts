import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { query } from '../../core/api/query';
import { stepAlong } from '../../ui/direction';
import { settled } from '../../ui/settled';

/** What somebody may mean who has typed so much, in one line, whose height is kept also while it is empty. Arrows go along it. */
@Component({
  selector: 'px-suggestion-row',
  host: { role: 'group', '[attr.aria-label]': 'label', '(keydown)': 'move($event)' },
  template: `
    @for (item of items(); track item.text) {
      <button type="button" (click)="take(item.text)">
        <bdi>{{ item.text }}</bdi>
      </button>
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
    button {
      flex: none;
      min-height: 1.5rem;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    button:hover {
      color: var(--text);
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
  `,
})
export class SuggestionRow {
  readonly q = input.required<string>();

  protected readonly label = $localize`Suggestions`;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly router = inject(Router);
  private readonly asked = settled(computed(() => this.q()));
  private readonly suggestions = query('/api/v1/search/suggestions', () =>
    this.asked() ? { query: { q: this.asked() } } : undefined,
  );
  /** Not what is searched for as it is. */
  protected readonly items = computed(() => {
    const q = this.q().toLowerCase();
    return (this.suggestions.latest()?.items ?? []).filter(({ text }) => text.toLowerCase() !== q);
  });

  /** No result, which it may be called like: what is looked for is another now. */
  protected take(text: string): void {
    void this.router.navigate(['/search'], {
      queryParams: { q: text },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected move(event: KeyboardEvent): void {
    const step = stepAlong(event.key, this.host);
    if (step === undefined) return;
    const buttons = [...this.host.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === event.target) + step;
    const next = buttons[Math.max(0, at)];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }
}
