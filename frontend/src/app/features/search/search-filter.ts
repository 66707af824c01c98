import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FoundKind, SearchedSource } from '../../core/api/types';
import type { SearchFilter } from '../../media/everything-search';
import { ChosenInView } from '../../ui/chosen-in-view';
import { sourceName } from './source-name';

const KINDS: readonly { readonly kind: FoundKind; readonly label: () => string }[] = [
  { kind: 'album', label: () => $localize`Albums` },
  { kind: 'artist', label: () => $localize`Artists` },
  { kind: 'track', label: () => $localize`Tracks` },
  { kind: 'playlist', label: () => $localize`Playlists` },
  { kind: 'station', label: () => $localize`Stations` },
  { kind: 'show', label: () => $localize`Podcasts` },
  { kind: 'episode', label: () => $localize`Episodes` },
];
const isKind = (text: string): text is FoundKind => KINDS.some(({ kind }) => kind === text);

/** Reads the filter in an address: `kinds=album,track`, `in=library`. What nobody knows is left out. */
export function readFilter(kinds: string, sources: string): SearchFilter {
  const parts = (text: string): string[] => text.split(',').filter((part) => part !== '');
  return { kinds: parts(kinds).filter(isKind), sources: parts(sources).filter((id) => /^[a-z]{2,32}$/.test(id)) };
}

/** What is looked for only, and where: links, as the address has it. One line high, whatever is in it. */
@Component({
  selector: 'px-search-filter',
  imports: [ChosenInView, RouterLink],
  template: `
    <nav pxChosenInView i18n-aria-label aria-label="What to look for">
      <a
        i18n
        [routerLink]="[]"
        [queryParams]="{ kinds: null }"
        queryParamsHandling="merge"
        replaceUrl
        [attr.aria-current]="filter().kinds.length === 0"
        >Everything</a
      >
      @for (each of kinds; track each.kind) {
        <a
          [routerLink]="[]"
          [queryParams]="{ kinds: each.kind }"
          queryParamsHandling="merge"
          replaceUrl
          [attr.aria-current]="filter().kinds.includes(each.kind)"
          >{{ each.label() }}</a
        >
      }
      @if (places().length > 1) {
        <span class="line" aria-hidden="true"></span>
        <a
          i18n
          [routerLink]="[]"
          [queryParams]="{ in: null }"
          queryParamsHandling="merge"
          replaceUrl
          [attr.aria-current]="filter().sources.length === 0"
          >Everywhere</a
        >
        @for (each of places(); track each.id) {
          <a
            [routerLink]="[]"
            [queryParams]="{ in: each.id }"
            queryParamsHandling="merge"
            replaceUrl
            [attr.aria-current]="filter().sources.includes(each.id)"
            >{{ nameOf(each) }}</a
          >
        }
      }
    </nav>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s5);
    }
    nav {
      display: flex;
      align-items: center;
      gap: var(--s2);
      height: 2.75rem;
      margin-inline: calc(-1 * var(--gutter));
      padding-inline: var(--gutter);
      overflow: auto hidden;
      scrollbar-width: none;
    }
    a {
      flex: none;
      padding: 0.35rem 0.85rem;
      border-radius: var(--radius-full);
      background: var(--hover);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    a:hover {
      background: var(--pressed);
    }
    a[aria-current='true'] {
      background: var(--text);
      color: var(--bg);
    }
    .line {
      flex: none;
      width: 1px;
      height: 1.5rem;
      background: var(--line-strong);
    }
  `,
})
export class SearchFilterBar {
  readonly filter = input.required<SearchFilter>();
  readonly sources = input.required<readonly SearchedSource[]>();
  protected readonly kinds = KINDS;
  protected readonly nameOf = sourceName;
  /** Where what is looked for can be at all. */
  protected readonly places = computed(() => {
    const { kinds, sources } = this.filter();
    const fits = ({ id, kinds: can }: SearchedSource): boolean =>
      sources.includes(id) || kinds.length === 0 || can.some((kind) => kinds.includes(kind));
    return this.sources().filter(fits);
  });
}
