import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { LucidePlay, LucidePlus } from '@lucide/angular';
import type { EpisodeSummary } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
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
import { trackOf } from '../shared/subjects';
import { ShowCard } from './show-card';

type EpisodeList = 'new' | 'in-progress' | 'unheard' | 'done';

interface Tab {
  /** As in the address; empty for the shows. */
  readonly id: EpisodeList | '';
  readonly name: string;
  /** What plays, and what is said where there is none. */
  readonly title: string;
  readonly whyEmpty: string;
}

const SHOWS: Tab = { id: '', name: 'Shows', title: 'Podcasts', whyEmpty: '' };
const TABS: readonly Tab[] = [
  SHOWS,
  {
    id: 'new',
    name: 'New',
    title: 'New episodes',
    whyEmpty: 'What comes out from now on of the shows that you follow waits here until you begin it.',
  },
  {
    id: 'in-progress',
    name: 'In progress',
    title: 'Episodes in progress',
    whyEmpty: 'An episode that you leave in the middle waits here, and goes on at the same second on any device.',
  },
  {
    id: 'unheard',
    name: 'Not played',
    title: 'Episodes not played',
    whyEmpty: 'You have heard everything of the shows that you follow.',
  },
  { id: 'done', name: 'Played', title: 'Episodes played', whyEmpty: 'What you hear to its end is listed here.' },
];
const SORTS = [
  { value: 'title', label: 'Title' },
  { value: 'newest', label: 'Newest episode' },
  { value: 'subscribed', label: 'Recently added' },
] as const;
const SHOW_CARDS: CardsLook = { kind: 'cards', minColumnPx: 160, gapPx: 20, captionPx: 60 };

const text = (value: string | undefined): string => value ?? '';

/** The shows that are followed, and their episodes in lists. The address is the state: list, group and order. */
@Component({
  selector: 'px-podcasts-page',
  imports: [EmptyState, EpisodeRow, List, ListItem, LucidePlay, LucidePlus, RouterLink, ShowCard],
  templateUrl: './podcasts-page.html',
  styleUrls: ['../../../media/list-frame.css', './podcasts-page.css'],
  host: { class: 'page' },
})
export class PodcastsPage {
  readonly list = input('', { transform: text });
  readonly group = input('', { transform: text });
  readonly sort = input('', { transform: text });

  private readonly player = inject(Player);
  private readonly lists = inject(PagedLists);
  private readonly heard = inject(Heard);
  private readonly router = inject(Router);
  protected readonly tabs = TABS;
  protected readonly sorts = SORTS;
  protected readonly cards = SHOW_CARDS;
  protected readonly rows = EPISODE_ROWS;
  protected readonly tab = computed(() => TABS.find(({ id }) => id === this.list()) ?? SHOWS);
  private readonly known = query('/api/v1/podcasts/groups', undefined, 'the groups');
  protected readonly groups = computed(() => this.known.latest()?.items ?? []);
  protected readonly order = computed(() => SORTS.find(({ value }) => value === this.sort())?.value ?? 'title');
  protected readonly shows = computed(() => {
    this.heard.revision();
    return this.lists.at('/api/v1/podcasts/shows', { sort: this.order(), group: this.group() || undefined });
  });
  protected readonly episodes = computed(() => {
    this.heard.revision();
    const { id } = this.tab();
    const list = this.lists.at('/api/v1/podcasts/episodes', { list: id || 'all', group: this.group() || undefined });
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

  protected choose(change: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private playable(): Playable {
    const { id, title } = this.tab();
    const group = this.group();
    return { kind: 'episodes', title: group || title, query: { list: id || 'all', ...(group && { group }) } };
  }
}

/** Whether a list still has what was marked since. */
function fits(list: EpisodeList | '', state: EpisodeSummary['state']): boolean {
  if (list === 'unheard') return state !== 'done';
  return list === '' || list === state;
}
