import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Ellipsis, ExternalLink, Play, RefreshCw, Settings2 } from 'lucide';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { EpisodeSummary, ShowView } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
import { PageTitle } from '../../../core/page-title';
import { numberInWords, timeInWords } from '../../../core/locale/formats';
import { Toasts } from '../../../core/toasts';
import { HeartButton } from '../../../media/heart-button';
import { MenuButton } from '../../../media/menu-button';
import { heartableOf } from '../../../media/subjects/heartable';
import { showSubject } from '../../../media/subjects/subject';
import type { Playable } from '../../../player/playable';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { PageFailure } from '../../../ui/page-failure';
import { counted } from '../../../ui/format';
import { List } from '../../../ui/list/list';
import { ListItem } from '../../../ui/list/list-item';
import { keeping } from '../../../ui/list/list-source';
import { PagedLists } from '../../../ui/list/paged-list';
import { settled } from '../../../ui/settled';
import { EPISODE_ROWS, EpisodeRow } from '../shared/episode-row';
import { Heard } from '../shared/heard';
import { Notes } from '../shared/notes';
import { episodeSubject, trackOf } from '../shared/subjects';
import { dayInWords, showStateInWords } from '../shared/words';
import { ShowSettingsForm } from './show-settings-form';
import { ChosenInView } from '../../../ui/chosen-in-view';
import { Icon } from '../../../ui/icon';

const ICONS = {
  ellipsis: Ellipsis,
  externalLink: ExternalLink,
  play: Play,
  refreshCw: RefreshCw,
  settings2: Settings2,
};

const LISTS = [
  { id: '', name: () => $localize`All` },
  { id: 'unheard', name: () => $localize`Not played` },
  { id: 'in-progress', name: () => $localize`In progress` },
] as const;
const text = (value: string | undefined): string => value ?? '';

/** One show: what it is, how its feed is, how it is to be heard, and its episodes. */
@Component({
  selector: 'px-show-page',
  imports: [
    ChosenInView,
    Cover,
    EpisodeRow,
    PageFailure,
    List,
    ListItem,
    HeartButton,
    MenuButton,
    Notes,
    RouterLink,
    ShowSettingsForm,
    Icon,
  ],
  templateUrl: './show-page.html',
  styleUrls: ['../shared/head.css', './show-page.css'],
  host: { class: 'page' },
})
export class ShowPage {
  protected readonly icons = ICONS;
  /** Of the show, from the address. */
  readonly id = input.required<string>();
  /** Which of its episodes are listed. */
  readonly list = input('', { transform: text });

  private readonly api = inject(Api);
  private readonly heard = inject(Heard);
  private readonly lists = inject(PagedLists);
  private readonly player = inject(Player);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  protected readonly supportLabel = $localize`Support the show`;
  protected readonly tabs = LISTS;
  protected readonly stateOf = showStateInWords;
  protected readonly rows = EPISODE_ROWS;
  protected readonly asEpisode = episodeSubject;
  protected readonly loaded = query(
    '/api/v1/podcasts/shows/{id}',
    () => {
      this.heard.revision();
      return { path: { id: this.id() } };
    },
    $localize`the podcast`,
  );
  protected readonly show = computed(() => {
    const show = this.loaded.latest();
    return show?.id === this.id() ? show : undefined;
  });
  protected readonly subject = computed(() => {
    const show = this.show();
    return show && showSubject(show);
  });
  protected readonly heartable = computed(() => {
    const subject = this.subject();
    return subject && heartableOf(subject);
  });
  protected readonly tab = computed(() => LISTS.find(({ id }) => id === this.list()) ?? LISTS[0]);
  protected readonly typed = signal('');
  private readonly wanted = settled(this.typed);
  /** Of the list as it is asked for; the order follows the settings. */
  private readonly asked = computed(() => ({
    list: this.tab().id || ('all' as const),
    q: this.wanted().trim() || undefined,
    order: this.order(),
  }));
  private readonly order = computed(() => this.show()?.settings.order);
  protected readonly episodes = computed(() => {
    this.heard.revision();
    const { id } = this.tab();
    const list = this.lists.at('/api/v1/podcasts/episodes', { showId: [this.id()], ...this.asked() });
    return keeping(list, (episode) => {
      if (id === '' || !this.heard.isMarked(episode)) return true;
      const { state } = this.heard.of(episode);
      return id === 'unheard' ? state !== 'done' : state === id;
    });
  });
  protected readonly isEmpty = computed(() => this.episodes().isComplete() && this.episodes().items().length === 0);
  protected readonly isRefreshing = signal(false);
  protected readonly isChanging = signal(false);
  protected readonly areSettingsOpen = signal(false);
  protected readonly facts = computed(() => {
    const show = this.show();
    if (!show) return '';
    const { episodeCount, newCount, newestAtMs, categories } = show;
    const facts = [
      counted(episodeCount, 'episode'),
      newCount > 0 ? $localize`${numberInWords(newCount)}:number: new` : '',
      newestAtMs === undefined ? '' : $localize`newest: ${dayInWords(newestAtMs)}:day:`,
      categories[0] ?? '',
    ];
    return facts.filter((fact) => fact !== '').join(' · ');
  });
  protected readonly checked = computed(() => {
    const { checkedAtMs } = this.show() ?? {};
    return checkedAtMs === undefined
      ? $localize`Not looked at yet`
      : $localize`Last looked at: ${`${dayInWords(checkedAtMs)}, ${timeInWords(checkedAtMs)}`}:moment:`;
  });

  constructor() {
    effect(() => {
      const show = this.show();
      if (show) this.title.set(show.title);
    });
  }

  protected play(): void {
    this.player.play(this.playable('unheard'));
  }

  protected playFrom(episode: EpisodeSummary): void {
    this.player.playFrom(this.playable(this.tab().id || 'all'), trackOf(episode));
  }

  protected async refresh(show: ShowView): Promise<void> {
    this.isRefreshing.set(true);
    await this.heard.refresh(show);
    this.isRefreshing.set(false);
  }

  protected async follow({ address }: ShowView): Promise<void> {
    if (address === undefined) return;
    await this.change(async () =>
      this.loaded.set(
        await this.api.command('post', '/api/v1/podcasts/shows', { body: { address, isPrivate: false } }),
      ),
    );
  }

  protected async unfollow(show: ShowView): Promise<void> {
    await this.change(async () => {
      await this.api.command('delete', '/api/v1/podcasts/shows/{id}', { path: { id: show.id } });
      this.loaded.set({ ...show, isFollowed: false });
      const { address } = show;
      const undo = { label: $localize`Undo`, run: () => void this.follow(show) };
      this.toasts.show(
        $localize`You do not follow “${show.title}:title:” any more.`,
        address === undefined ? undefined : undo,
      );
    });
  }

  protected replace(show: ShowView): void {
    this.loaded.set(show);
  }

  private async change(work: () => Promise<void>): Promise<void> {
    this.isChanging.set(true);
    try {
      await work();
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.isChanging.set(false);
    }
  }

  private playable(list: string): Playable {
    const { order } = this.asked();
    return {
      kind: 'show',
      id: this.id(),
      title: this.show()?.title ?? '',
      query: { list, ...(order && { order }) },
    };
  }
}
