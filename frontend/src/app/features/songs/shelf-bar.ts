import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Bookmark, Pencil, X } from 'lucide';
import { SavedShelves } from '../../media/saved-shelves';
import { addressOf, type SongQuery } from '../../media/song-filters';
import { Icon } from '../../ui/icon';

const ICONS = { bookmark: Bookmark, pencil: Pencil, x: X };

/** The lists that were saved, and a way to save what is filtered now, or to rename or remove it where it was saved. */
@Component({
  selector: 'px-shelf-bar',
  imports: [RouterLink, Icon],
  template: `
    @if (saved.all().length > 0) {
      <nav i18n-aria-label aria-label="Saved shelves" class="shelves">
        @for (shelf of shelves(); track shelf.id) {
          <a
            class="chip truncate"
            routerLink="/songs"
            [queryParams]="shelf.address"
            [class.here]="shelf.id === current()?.id"
            [attr.aria-current]="shelf.id === current()?.id ? 'page' : null"
            dir="auto"
            >{{ shelf.name }}</a
          >
        }
      </nav>
    }
    @if (isNaming()) {
      <form (submit)="keep($event, name.value)" (keydown.escape)="leave($event)">
        <label>
          <span i18n class="sr-only">Name of the shelf</span>
          <input
            #name
            class="field"
            maxlength="200"
            required
            i18n-placeholder
            placeholder="Name of the shelf"
            [value]="current()?.name ?? ''"
          />
        </label>
        <button i18n type="submit" class="button primary">Save</button>
        <button i18n type="button" class="button quiet" (click)="leave()">Cancel</button>
      </form>
    } @else if (current(); as shelf) {
      <button #opener type="button" class="button quiet" (click)="ask()">
        <svg [pxIcon]="icons.pencil" size="16" aria-hidden="true"></svg>
        <ng-container i18n>Rename shelf</ng-container>
      </button>
      <button type="button" class="button quiet" (click)="saved.remove(shelf)">
        <svg [pxIcon]="icons.x" size="16" aria-hidden="true"></svg> <ng-container i18n>Remove shelf</ng-container>
      </button>
    } @else if (isFiltered()) {
      <button #opener type="button" class="button quiet" (click)="ask()">
        <svg [pxIcon]="icons.bookmark" size="16" aria-hidden="true"></svg>
        <ng-container i18n>Save as shelf</ng-container>
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2);
    }
    :host:has(*) {
      margin-bottom: var(--s3);
    }
    .shelves {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
      min-width: 0;
    }
    .chip {
      max-width: 16rem;
      padding: 0.4rem 0.9rem;
      border-radius: var(--radius-full);
      background: var(--hover);
      font-size: var(--step--1);
      font-weight: 600;
    }
    .chip:hover {
      background: var(--pressed);
    }
    .chip.here {
      background: var(--accent-soft);
      color: var(--accent);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .button {
      font-size: var(--step--1);
    }
    @media (pointer: coarse) {
      .chip {
        padding-block: 0.75rem;
      }
      .field {
        min-height: 2.75rem;
        font-size: 1rem;
      }
    }
  `,
})
export class ShelfBar {
  protected readonly icons = ICONS;
  /** What the page lists. */
  readonly query = input.required<SongQuery>();
  readonly isFiltered = input.required<boolean>();

  protected readonly saved = inject(SavedShelves);
  protected readonly isNaming = signal(false);
  protected readonly shelves = computed(() =>
    this.saved.all().map((shelf) => ({ ...shelf, address: addressOf(shelf.query) })),
  );
  /** The one that lists just this. */
  protected readonly current = computed(() => {
    const here = JSON.stringify(addressOf(this.query()));
    return this.shelves().find(({ address }) => JSON.stringify(address) === here);
  });
  private readonly injector = inject(Injector);
  private readonly name = viewChild<ElementRef<HTMLInputElement>>('name');
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');

  constructor() {
    void this.saved.load();
  }

  protected ask(): void {
    this.isNaming.set(true);
    afterNextRender(() => this.name()?.nativeElement.select(), { injector: this.injector });
  }

  protected leave(event?: Event): void {
    event?.stopPropagation();
    this.isNaming.set(false);
    afterNextRender(() => this.opener()?.nativeElement.focus(), { injector: this.injector });
  }

  protected async keep(event: Event, typed: string): Promise<void> {
    event.preventDefault();
    const name = typed.trim();
    if (name === '') return;
    const shelf = this.current();
    if (shelf) await this.saved.rename(shelf, name);
    else if (!(await this.saved.save(name, this.query()))) return;
    this.leave();
  }
}
