import { Location } from '@angular/common';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ArrowUp, CalendarDays, Search, X } from 'lucide';
import type { ListenContext } from '../../../core/api/history-types';
import { EmptyState } from '../../../ui/empty-state';
import { FailureNote } from '../../../ui/failure';
import { matchesMedia } from '../../../ui/media-query';
import { type Day, dayOf, isDay, yearOf } from '../shared/days';
import { HistoryHead } from '../shared/history-head';
import { ListeningDays } from '../shared/listening-days';
import { DayFinder } from './day-finder';
import { ExportMenu } from './export-menu';
import { Journal } from './journal';
import { JournalList } from './journal-list';
import { KnownSources } from '../../../media/known-sources';
import { contextChoices, isContext } from './words';
import { Api } from '../../../core/api/api';
import { Icon } from '../../../ui/icon';

const ICONS = {
  arrowUp: ArrowUp,
  calendarDays: CalendarDays,
  search: Search,
  x: X,
};

const PAGE_SIZE = 100;
/** Typing is over after that. */
const TYPED_MS = 250;
/** The address follows once scrolling has come to rest; browsers refuse more than some changes a second. */
const RESTED_MS = 400;

const text = (value: string | undefined): string => value?.trim() ?? '';

const contextOf = (value = ''): ListenContext | undefined => (isContext(value) ? value : undefined);

/** Everything that was heard, day by day. The address is the state: words, source, context, artist and day. */
@Component({
  selector: 'px-history-page',
  imports: [DayFinder, EmptyState, ExportMenu, FailureNote, HistoryHead, JournalList, RouterLink, Icon],
  providers: [ListeningDays],
  templateUrl: './history-page.html',
  styleUrl: './history-page.css',
  host: { class: 'page' },
})
export class HistoryPage {
  protected readonly icons = ICONS;
  readonly q = input('', { transform: text });
  readonly source = input('', { transform: text });
  readonly context = input(undefined, { transform: contextOf });
  /** Only listens of that artist of the library. */
  readonly artist = input('', { transform: text });
  readonly day = input('', { transform: (value: string | undefined) => (isDay(text(value)) ? text(value) : '') });

  private readonly api = inject(Api);
  private readonly knownSources = inject(KnownSources);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly days = inject(ListeningDays);
  private readonly finder = viewChild<ElementRef<HTMLDialogElement>>('sheet');
  /** Those that there are; a link may lead to another. */
  protected readonly sources = computed(() => {
    const known = this.knownSources.all();
    const chosen = this.source();
    const isKnown = chosen === '' || known.some(({ id }) => id === chosen);
    return isKnown ? known : [...known, { id: chosen, name: this.knownSources.nameOf(chosen) }];
  });
  protected readonly contexts = contextChoices();
  protected readonly isWide = matchesMedia('(width >= 1200px)');
  /** Where the list begins; a new object for each jump, also to the same day. */
  private readonly start = linkedSignal(() => ({ day: this.day() }));
  protected readonly isJump = computed(() => this.start().day !== '');
  protected readonly journal = computed(() => {
    const context = this.context();
    const filter = {
      limit: PAGE_SIZE,
      q: this.q() || undefined,
      source: this.source() || undefined,
      context,
      artistId: this.artist() || undefined,
    };
    const { day } = this.start();
    return new Journal((beyond) => {
      const place = beyond ?? { day: day || undefined };
      return this.api.read('/api/v1/history/listens', { query: { ...filter, ...place } });
    });
  });
  protected readonly isFiltered = computed(() => [this.q, this.source, this.context, this.artist].some((get) => get()));
  protected readonly isEmpty = computed(() => this.journal().hasBegun() && this.journal().listens().length === 0);
  /** The day at the top of what is in view. */
  protected readonly here = linkedSignal<Day>(() => this.start().day || dayOf(Date.now()));
  protected readonly isAway = computed(() => this.journal().hasNewer());
  protected readonly isFinderOpen = signal(false);
  private typing?: ReturnType<typeof setTimeout>;
  private resting?: ReturnType<typeof setTimeout>;

  constructor() {
    effect(() => void this.days.want(yearOf(this.here())));
    effect(() => {
      const dialog = this.finder()?.nativeElement;
      if (dialog && this.isFinderOpen()) dialog.showModal();
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.typing);
      clearTimeout(this.resting);
    });
  }

  protected type(q: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.change({ q: q.trim() || null }), TYPED_MS);
  }

  /** Another choice begins with the newest that fits it. */
  protected change(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], {
      queryParams: { ...queryParams, day: null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  /** Without a day: to the newest. */
  protected jump(day?: Day): void {
    this.finder()?.nativeElement.close();
    window.scrollTo({ top: 0, behavior: 'instant' });
    this.start.set({ day: day === undefined || day >= dayOf(Date.now()) ? '' : day });
  }

  /** Keeps the day in the address, so that a reload and the way back lead to it, without a journey of the router. */
  protected follow(day: Day): void {
    this.here.set(day);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const address = this.router.parseUrl(this.location.path());
      if (this.isAway() || day < (this.journal().listens()[0]?.day ?? '')) address.queryParams['day'] = day;
      else delete address.queryParams['day'];
      this.location.replaceState(this.router.serializeUrl(address), '', history.state);
    }, RESTED_MS);
  }
}
