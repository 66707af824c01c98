import { afterNextRender, Component, computed, contentChild, inject, input, type Signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ChosenInView } from '../ui/chosen-in-view';
import { EmptyState } from '../ui/empty-state';
import { LetterRail } from '../ui/letter-rail';
import { List } from '../ui/list/list';
import type { SeekableSource } from '../ui/list/list-source';
import { query } from '../core/api/query';

const MOST_GENRES = 200;

/** One thing to choose about a list; `param` is its name in the address, where it is absent while `value` is empty. */
export interface ListChoice {
  param: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
}

/** What a list is of, and what is said where it is empty. */
const WORDS = {
  album: {
    noneFits: () => $localize`No albums match`,
    none: () => $localize`No albums yet`,
    showAll: () => $localize`Show all albums`,
  },
  artist: {
    noneFits: () => $localize`No artists match`,
    none: () => $localize`No artists yet`,
    showAll: () => $localize`Show all artists`,
  },
  genre: {
    noneFits: () => $localize`No genres match`,
    none: () => $localize`No genres yet`,
    showAll: () => $localize`Show all genres`,
  },
} as const;

/** The choice of a genre, with all genres there are. To be called where a component is constructed. */
export function genreChoice(value: Signal<string>): Signal<ListChoice> {
  const page = query('/api/v1/genres', () => ({ query: { sort: 'name', limit: MOST_GENRES } }), $localize`the genres`);
  return computed(() => {
    const options = (page.value()?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return {
      param: 'genre',
      label: $localize`Genre`,
      value: value(),
      options: [{ value: '', label: $localize`All genres` }, ...options],
    };
  });
}

/** The choice of favourites alone. @param value `yes` where they are, else empty */
export function heartsChoice(value: string): ListChoice {
  return {
    param: 'hearts',
    label: $localize`Favourites`,
    value,
    options: [
      { value: '', label: $localize`All` },
      { value: 'yes', label: $localize`Favourites` },
    ],
  };
}

/** Around a long list: its name, what can be chosen, letters to jump by, and what is said when it is empty. */
@Component({
  selector: 'px-list-frame',
  imports: [ChosenInView, EmptyState, LetterRail, RouterLink],
  template: `
    <header class="bar">
      <h1 class="page-title" tabindex="-1">{{ heading() }}</h1>
      <div class="controls" pxChosenInView>
        @for (choice of choices(); track choice.param) {
          <label>
            <span class="sr-only">{{ choice.label }}</span>
            <select
              #chosen
              class="field"
              [class.on]="choice.value !== choice.options[0]?.value"
              (change)="choose(choice.param, chosen.value)"
            >
              @for (each of choice.options; track each.value) {
                <option [value]="each.value" [selected]="each.value === choice.value">{{ each.label }}</option>
              }
            </select>
          </label>
        }
      </div>
    </header>
    <div [class.railed]="hasLetters()"><ng-content select="[tabs]" /></div>
    @if (isEmpty()) {
      @if (isFiltered()) {
        <px-empty-state [heading]="words().noneFits()">
          <p>{{ whyNoneFits() }}</p>
          <a class="button" [routerLink]="[]">{{ words().showAll() }}</a>
        </px-empty-state>
      } @else {
        <px-empty-state [heading]="words().none()">
          <p i18n>{{ heading() }} appear here as soon as a music folder has been scanned.</p>
          <a i18n class="button primary" routerLink="/settings">Music folders and scan</a>
        </px-empty-state>
      }
    } @else {
      <div [class.railed]="hasLetters()"><ng-content /></div>
    }
    @if (hasLetters()) {
      <px-letter-rail [letter]="letter()" (chosen)="jump($event)" />
    }
  `,
  styleUrl: './list-frame.css',
})
export class ListFrame {
  readonly heading = input.required<string>();
  /** What is listed: `album`. */
  readonly one = input.required<keyof typeof WORDS>();
  readonly choices = input.required<readonly ListChoice[]>();
  readonly isEmpty = input.required<boolean>();
  /** Whether less than all is asked for. */
  readonly isFiltered = input.required<boolean>();
  readonly whyNoneFits = input.required<string>();
  /** The list, where its order is one that letters lead into. */
  readonly lettered = input<Pick<SeekableSource<unknown>, 'placeOf'>>();
  /** The letter that was gone to last, as the address has it; empty for none. */
  readonly letter = input.required<string>();
  protected readonly words = computed(() => WORDS[this.one()]);
  private readonly router = inject(Router);
  private readonly drawn = contentChild<List<unknown>>(List);
  protected readonly hasLetters = computed(() => this.lettered() !== undefined);

  constructor() {
    // Whoever goes back is where they were.
    const isGoingBack = this.router.currentNavigation()?.trigger === 'popstate';
    afterNextRender(() => {
      if (this.letter() !== '' && !isGoingBack) void this.show(this.letter());
    });
  }

  protected jump(letter: string): void {
    this.go({ from: letter || null });
    void this.show(letter);
  }

  private async show(letter: string): Promise<void> {
    const list = this.lettered();
    if (list) this.drawn()?.show(letter === '' ? 0 : await list.placeOf(letter));
  }

  protected choose(param: string, value: string): void {
    // A letter belongs to the order in which it was chosen, and so does its direction.
    this.change({ [param]: value || null, ...(param === 'sort' && { from: null, order: null }) });
  }

  private change(queryParams: Record<string, string | null>): void {
    window.scrollTo({ top: 0 });
    this.go(queryParams);
  }

  private go(queryParams: Record<string, string | null>): void {
    const extras = { queryParams, queryParamsHandling: 'merge', replaceUrl: true, scroll: 'manual' } as const;
    void this.router.navigate([], extras);
  }
}
