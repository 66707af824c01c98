import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { TopMeasure } from '../../../core/api/history-types';
import { EmptyState } from '../../../ui/empty-state';
import { dayOf } from '../shared/days';
import { HistoryHead } from '../shared/history-head';
import { AlbumWall } from './album-wall';
import { CompletenessBars } from './completeness-bars';
import { DiscoveryChart } from './discovery-chart';
import { ListeningClock } from './listening-clock';
import { statistic } from './statistic';
import { SummaryNumbers } from './summary-numbers';
import { TopList } from './top-list';
import { customWindow, USUAL_WINDOW, WINDOW_CHOICES, windowInWords, windowOf } from './windows';
import { ChosenInView } from '../../../ui/chosen-in-view';

const text = (value: string | undefined): string => value ?? '';

/** What the history adds up to over a window of time. The address is the state: window or range, and measure. */
@Component({
  selector: 'px-statistics-page',
  imports: [
    ChosenInView,
    AlbumWall,
    CompletenessBars,
    DiscoveryChart,
    EmptyState,
    HistoryHead,
    ListeningClock,
    SummaryNumbers,
    TopList,
  ],
  templateUrl: './statistics-page.html',
  styleUrl: './statistics-page.css',
  host: { class: 'page' },
})
export class StatisticsPage {
  /** One of the windows with a name. */
  readonly window = input('', { transform: text });
  /** A range of one's own; goes before a window with a name. */
  readonly from = input('', { transform: text });
  readonly to = input('', { transform: text });
  readonly by = input<TopMeasure, string | undefined>('listens', {
    transform: (value) => (value === 'time' ? 'time' : 'listens'),
  });

  private readonly router = inject(Router);
  protected readonly today = dayOf(Date.now());
  protected readonly choices = WINDOW_CHOICES;
  private readonly custom = computed(() => customWindow(this.from(), this.to()));
  protected readonly chosen = computed(() => {
    if (this.custom()) return 'custom';
    return WINDOW_CHOICES.find(({ id }) => id === this.window())?.id ?? USUAL_WINDOW;
  });
  protected readonly shown = computed(() => {
    const chosen = this.chosen();
    return chosen === 'custom' ? (this.custom() ?? {}) : windowOf(chosen, this.today);
  });
  protected readonly summary = statistic('/api/v1/history/statistics/summary', () => ({ query: this.shown() }));
  protected readonly words = computed(() => windowInWords(this.shown()));
  protected readonly isRangeOpen = signal(false);

  protected choose(window: string): void {
    this.isRangeOpen.set(false);
    this.change({ window, from: null, to: null });
  }

  protected chooseRange(from: string, to: string): void {
    this.change({ window: null, from: from || null, to: to || null });
  }

  protected change(queryParams: Record<string, string | null>): void {
    const { scrollX, scrollY } = window;
    void this.router
      .navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true })
      // The router begins every page at its top; the same charts of another time stay in view.
      .then(() => requestAnimationFrame(() => window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })));
  }
}
