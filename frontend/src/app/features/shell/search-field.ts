import { afterNextRender, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { Search, X } from 'lucide';
import { filter } from 'rxjs';
import { SearchBox } from '../../core/search-box';
import { Icon } from '../../ui/icon';

const ICONS = { search: Search, x: X };

/** The one search field. What is typed goes into the address at once; the search page shows it in place. */
@Component({
  selector: 'px-search-field',
  imports: [Icon],
  host: { role: 'search' },
  template: `
    <svg [pxIcon]="icons.search" size="18" aria-hidden="true"></svg>
    <input
      #field
      type="search"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      enterkeyhint="search"
      i18n-placeholder
      placeholder="Search everything"
      i18n-aria-label
      aria-label="Search everything"
      maxlength="256"
      [value]="text()"
      (input)="search(field.value)"
      (keydown.escape)="leave()"
    />
    @if (text()) {
      <button type="button" class="icon-button" i18n-aria-label aria-label="Clear the search" (click)="clear()">
        <svg [pxIcon]="icons.x" size="16" aria-hidden="true"></svg>
      </button>
    } @else {
      <kbd class="key" aria-hidden="true">/</kbd>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: flex;
      align-items: center;
      flex: 1;
      max-width: 34rem;
    }
    :host > svg {
      position: absolute;
      inset-inline-start: 0.9rem;
      color: var(--text-dim);
      pointer-events: none;
    }
    input {
      width: 100%;
      height: 2.75rem;
      padding: 0 2.75rem;
      border: 1px solid transparent;
      border-radius: var(--radius-full);
      background: var(--hover);
      font-size: max(1rem, var(--step-0));
      transition: background-color var(--fast) var(--ease);
    }
    input::placeholder {
      color: var(--text-dim);
      opacity: 1;
    }
    input:hover {
      background: var(--pressed);
    }
    input:focus {
      border-color: var(--line-strong);
      background: var(--bg-raised);
      outline: 2px solid var(--focus);
      outline-offset: 1px;
    }
    input::-webkit-search-cancel-button {
      display: none;
    }
    .icon-button,
    .key {
      position: absolute;
      inset-inline-end: 0.35rem;
    }
    .icon-button {
      width: 2rem;
      height: 2rem;
      min-width: 0;
      min-height: 0;
    }
    .key {
      inset-inline-end: 0.9rem;
      color: var(--text-dim);
      pointer-events: none;
    }
    @media (pointer: coarse) {
      .key {
        display: none;
      }
      .icon-button {
        inset-inline-end: 0;
        width: 2.75rem;
        height: 2.75rem;
      }
    }
  `,
})
export class SearchField {
  protected readonly icons = ICONS;
  private readonly router = inject(Router);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly text = signal('');

  constructor() {
    const box = inject(SearchBox);
    afterNextRender(() => box.attach(this.field().nativeElement));
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        const address = this.router.parseUrl(event.urlAfterRedirects);
        const isSearch = address.root.children['primary']?.segments[0]?.path === 'search';
        const q: unknown = isSearch ? address.queryParams['q'] : undefined;
        const typed = this.field().nativeElement.value;
        // A slower navigation must not take back letters typed since.
        if (document.activeElement !== this.field().nativeElement || typeof q !== 'string' || !typed.startsWith(q)) {
          this.text.set(typeof q === 'string' ? q : '');
        }
      });
  }

  protected search(text: string): void {
    this.text.set(text);
    const isThere = this.router.url.split('?')[0] === '/search';
    // What is looked for only, and where, stays as long as somebody types.
    const queryParamsHandling = isThere && text.trim() ? 'merge' : 'replace';
    const queryParams = text.trim() ? { q: text } : {};
    void this.router.navigate(['/search'], { queryParams, queryParamsHandling, replaceUrl: isThere });
  }

  protected clear(): void {
    this.search('');
    this.field().nativeElement.focus();
  }

  protected leave(): void {
    this.field().nativeElement.blur();
  }
}
