import { Component, computed, inject, input, signal } from '@angular/core';
import { type Params, Router, RouterLink } from '@angular/router';
import { ListFilter, Play, Plus } from 'lucide';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { EpisodeSummary } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
import { Toasts } from '../../../core/toasts';
import { ShowCard } from '../../../media/show-card';
import { showSubject } from '../../../media/subjects/subject';
import type { Playable } from '../../../player/playable';
import { Player } from '../../../player/player';
import { EmptyState } from '../../../ui/empty-state';
import { List } from '../../../ui/list/list';
import { ListItem } from '../../../ui/list/list-item';
import type { CardsLook } from '../../../ui/list/list-look';
import { keeping } from '../../../ui/list/list-source';
import { PagedLists } from '../../../ui/list/paged-list';
import { EPISODE_ROWS, EpisodeRow } from '../shared/episode-row';
import { Heard } from '../shared/heard';
import { episodeSubject, trackOf } from '../shared/subjects';
import {
  type EpisodeFilter,
  filterFrom,
  filterOf,
  isFiltered,
  isSame,
  paramsOf,
  queryOf,
  wholeOf,
} from './episode-filter';
import { EpisodeFilterForm } from './episode-filter-form';
import { ChosenInView } from '../../../ui/chosen-in-view';
import { Icon } from '../../../ui/icon';

const ICONS = { listFilter: ListFilter, play: Play, plus: Plus };

type EpisodeList = EpisodeFilter['list'];

interface Tab {
  /** As in the address; empty for the shows. */
  readonly id: EpisodeList | '';
  readonly name: () => string;
  /** What plays. */
  readonly title: () => string;
  /** What is said where there is none, and why that is so. */
  readonly none: () => string;
  readonly whyEmpty: () => string;
}

const SHOWS: Tab = {
  id: '',
  name: () => $localize`Shows`,
  title: () => $localize`Podcasts`,
  none: () => '',
  whyEmpty: () => '',
};
const TABS: readonly Tab[] = [
  SHOWS,
  {
    id: 'new',
    name: () => $localize`New`,
    title: () => $localize`New episodes`,
    none: () => $localize`No new episodes`,
    whyEmpty: () => $localize`What comes out from now on of the shows that you follow waits here until you begin it.`,
  },
  {
    id: 'in-progress',
    name: () => $localize`In progress`,
    title: () => $localize`Episodes in progress`,
    none: () => $localize`No episodes in progress`,
    whyEmpty: () =>
      $localize`An episode that you leave in the middle waits here, and goes on at the same second on any device.`,
  },
  {
    id: 'unheard',
    name: () => $localize`Not played`,
    title: () => $localize`Episodes not played`,
    none: () => $localize`No episodes not played`,
    whyEmpty: () => $localize`You have heard everything of the shows that you follow.`,
  },
  {
    id: 'done',
    name: () => $localize`Played`,
    title: () => $localize`Episodes played`,
    none: () => $localize`No episodes played`,
    whyEmpty: () => $localize`What you hear to its end is listed here.`,
  },
  {
    id: 'all',
    name: () => $localize`All`,
    title: () => $localize`Episodes`,
    none: () => $localize`No episodes`,
    whyEmpty: () => $localize`Every episode of the shows that you follow is listed here.`,
  },
];
const SORTS = [
  { value: 'title', label: () => $localize`Title` },
  { value: 'newest', label: () => $localize`Newest episode` },
  { value: 'subscribed', label: () => $localize`Recently added` },
] as const;
const SHOW_CARDS: CardsLook = { kind: 'cards', minColumnPx: 160, gapPx: 20, captionPx: 60 };

const text = (value: string | undefined): string => value ?? '';
/** As the router gives it: several where the address has the word several times. */
type Param = string | readonly string[] | undefined;

/** The shows that are followed, and their episodes in lists. The address is the state: list, filter and order. */
@Component({
  selector: 'px-podcasts-page',
  imports: [ChosenInView, EmptyState, EpisodeFilterForm, EpisodeRow, List, ListItem, RouterLink, ShowCard, Icon],
  templateUrl: './podcasts-page.html',
  styleUrls: ['../../../media/list-frame.css', './podcasts-page.css'],
  host: { class: 'page' },
})
export class PodcastsPage {
  protected readonly icons = ICONS;
  readonly list = input('', { transform: text });
  readonly group = input<Param>();
  readonly show = input<Param>();
  readonly q = input<Param>();
  readonly from = input<Param>();
  readonly to = input<Param>();
  readonly order = input<Param>();
  readonly former = input<Param>();
  readonly sort = input('', { transform: text });

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly player = inject(Player);
  private readonly lists = inject(PagedLists);
  private readonly heard = inject(Heard);
  private readonly router = inject(Router);
  protected readonly tabs = TABS;
  protected readonly sorts = SORTS;
  protected readonly cards = SHOW_CARDS;
  protected readonly rows = EPISODE_ROWS;
  protected readonly asEpisode = episodeSubject;
  protected readonly asShow = showSubject;
  protected readonly tab = computed(() => TABS.find(({ id }) => id === this.list()) ?? SHOWS);
  private readonly known = query('/api/v1/podcasts/groups', undefined, $localize`the groups`);
  protected readonly groups = computed(() => (this.known.latest()?.items ?? []).map(({ name }) => name));
  private readonly kept = query('/api/v1/podcasts/lists', undefined, $localize`your lists`);
  protected readonly saved = computed(() =>
    (this.kept.latest()?.items ?? []).map((list) => ({ ...list, params: paramsOf(filterFrom(list.query)) })),
  );
  protected readonly filter = computed(() =>
    filterOf(this.tab().id || 'all', {
      group: this.group(),
      show: this.show(),
      q: this.q(),
      from: this.from(),
      to: this.to(),
      order: this.order(),
      former: this.former(),
    }),
  );
  /** The list of one's own that is shown. */
  protected readonly own = computed(() => {
    if (this.tab().id === '') return undefined;
    return this.saved().find((list) => isSame(filterFrom(list.query), this.filter()));
  });
  protected readonly isFiltered = computed(() => isFiltered(this.filter()));
  private readonly isOpened = signal<boolean | undefined>(undefined);
  /** Open from the start where something is left out, so that a list never has less than it seems to. */
  protected readonly isFiltering = computed(() => this.isOpened() ?? (this.isFiltered() && !this.own()));
  /** The shows of one group, of the first where there are several. */
  protected readonly shownGroup = computed(() => this.filter().groups[0] ?? '');
  protected readonly sorted = computed(() => SORTS.find(({ value }) => value === this.sort())?.value ?? 'title');
  protected readonly shows = computed(() => {
    this.heard.revision();
    return this.lists.at('/api/v1/podcasts/shows', { sort: this.sorted(), group: this.shownGroup() || undefined });
  });
  protected readonly episodes = computed(() => {
    this.heard.revision();
    const { id } = this.tab();
    const list = this.lists.at('/api/v1/podcasts/episodes', queryOf(this.filter()));
    return keeping(list, (episode) => !this.heard.isMarked(episode) || fits(id, this.heard.of(episode).state));
  });
  protected readonly isEmpty = computed(() => {
    const list = this.tab().id === '' ? this.shows() : this.episodes();
    return list.isComplete() && list.items().length === 0;
  });

  protected playAll(): void {
    this.player.play(this.playable());
  }

  protected playFrom(episode: EpisodeSummary): void {
    this.player.playFrom(this.playable(), trackOf(episode));
  }

  protected toggleFilter(): void {
    this.isOpened.set(!this.isFiltering());
  }

  /** The filter stays where another of the lists that are always there is chosen, and goes with a list of one's own. */
  protected paramsTo(id: Tab['id']): Params {
    return { ...(this.own() ? paramsOf(wholeOf('all')) : {}), list: id || null };
  }

  protected showFiltered(filter: EpisodeFilter): void {
    // It is not to close because what it shows happens to be a list of one's own.
    this.isOpened.set(true);
    this.choose(paramsOf(filter));
  }

  /** Keeps what is shown as a list; one that has this name already becomes it. */
  protected async keep(name: string): Promise<void> {
    const body = { name, query: queryOf(this.filter()) };
    const same = this.saved().find((list) => list.name === name);
    await this.change(async () => {
      if (same) await this.api.command('put', '/api/v1/podcasts/lists/{id}', { path: { id: same.id }, body });
      else await this.api.command('post', '/api/v1/podcasts/lists', { body });
      this.isOpened.set(false);
    });
  }

  protected clear(): void {
    this.choose(paramsOf(wholeOf(this.tab().id || 'all')));
  }

  /** Takes away the list of one's own that is shown; what it lists stays shown. */
  protected async remove(): Promise<void> {
    const own = this.own();
    if (!own) return;
    const { id, name, query: of } = own;
    await this.change(async () => {
      await this.api.command('delete', '/api/v1/podcasts/lists/{id}', { path: { id } });
      const again = (): void =>
        void this.change(() => this.api.command('post', '/api/v1/podcasts/lists', { body: { name, query: of } }));
      this.toasts.show($localize`The list “${name}:name:” is removed.`, { label: $localize`Undo`, run: again });
    });
  }

  protected choose(change: Params): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private playable(): Playable {
    const own = this.own();
    if (own) return { kind: 'episodes', id: own.id, title: own.name };
    const filter = this.filter();
    return { kind: 'episodes', title: filter.groups.join(', ') || this.tab().title(), query: queryOf(filter) };
  }

  private async change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.kept.reload();
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}

/** Whether a list still has what was marked since. */
function fits(list: EpisodeList | '', state: EpisodeSummary['state']): boolean {
  if (list === 'unheard') return state !== 'done';
  return list === '' || list === 'all' || list === state;
}
