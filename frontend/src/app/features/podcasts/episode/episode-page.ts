import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Download, Ellipsis, ExternalLink, Pause, Play } from 'lucide';
import { query } from '../../../core/api/query';
import { downloadUrl } from '../../../core/api/urls';
import { PageTitle } from '../../../core/page-title';
import { ChapterList } from '../../../media/chapter-list';
import { MenuButton } from '../../../media/menu-button';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { PageFailure } from '../../../ui/page-failure';
import { sizeInWords } from '../../../ui/format';
import { clockTime } from '../../../core/locale/time';
import { Heard } from '../shared/heard';
import { Notes } from '../shared/notes';
import { episodeSubject, trackOf } from '../shared/subjects';
import { dayInWords, lengthOf, numberOf, partHeard } from '../shared/words';
import { BookmarkList } from './bookmark-list';
import { TranscriptView } from './transcript-view';
import { Icon } from '../../../ui/icon';

const ICONS = {
  download: Download,
  ellipsis: Ellipsis,
  externalLink: ExternalLink,
  pause: Pause,
  play: Play,
};

/** One episode: what it is about, its chapters, what is said in it, and places that were marked. */
@Component({
  selector: 'px-episode-page',
  imports: [BookmarkList, ChapterList, Cover, PageFailure, MenuButton, Notes, RouterLink, TranscriptView, Icon],
  templateUrl: './episode-page.html',
  styleUrls: ['../shared/head.css', './episode-page.css'],
  host: { class: 'page' },
})
export class EpisodePage {
  protected readonly icons = ICONS;
  /** Of the episode, which is a track, from the address. */
  readonly trackId = input.required<string>();

  private readonly heard = inject(Heard);
  private readonly player = inject(Player);
  private readonly title = inject(PageTitle);
  protected readonly clock = clockTime;
  protected readonly loaded = query(
    '/api/v1/podcasts/episodes/{id}',
    () => ({ path: { id: this.trackId() } }),
    $localize`the episode`,
  );
  protected readonly episode = this.loaded.value;
  protected readonly subject = computed(() => {
    const episode = this.episode();
    return episode && episodeSubject(episode, () => this.toggle());
  });
  protected readonly isCurrent = computed(() => this.player.current()?.id === this.trackId());
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());
  protected readonly progress = computed(() => {
    const episode = this.episode();
    return episode && this.heard.of(episode);
  });
  /** Where somebody is in it, in milliseconds; 0 where it was not begun. */
  protected readonly atMs = computed(() => this.progress()?.positionMs ?? 0);
  protected readonly part = computed(() => {
    const [episode, progress] = [this.episode(), this.progress()];
    return episode && progress && partHeard(episode, progress);
  });
  protected readonly verb = computed(() => {
    if (this.isSounding()) return $localize`Pause`;
    return this.progress()?.state === 'in-progress'
      ? $localize`Resume at ${clockTime(this.atMs())}:time:`
      : $localize`:to play|:Play`;
  });
  protected readonly facts = computed(() => {
    const [episode, progress] = [this.episode(), this.progress()];
    if (!episode || !progress) return '';
    const { publishedAtMs, isExplicit } = episode;
    const facts = [
      publishedAtMs === undefined ? '' : dayInWords(publishedAtMs),
      lengthOf(episode, progress),
      numberOf(episode),
      isExplicit ? $localize`Explicit` : '',
    ];
    return facts.filter((fact) => fact !== '').join(' · ');
  });
  protected readonly fileUrl = computed(() => downloadUrl(this.trackId()));
  protected readonly size = computed(() => {
    const sizeBytes = this.episode()?.sizeBytes ?? 0;
    return sizeBytes > 0 ? sizeInWords(sizeBytes) : '';
  });

  constructor() {
    effect(() => {
      const episode = this.episode();
      if (episode) this.title.set(`${episode.title} · ${episode.showTitle}`);
    });
  }

  protected toggle(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.start();
  }

  /** Goes to a place in it, or begins to play there. */
  protected goTo(positionMs: number): void {
    if (!this.isCurrent()) return this.start(positionMs);
    this.player.seek(positionMs);
    if (!this.player.isPlaying()) this.player.resume();
  }

  private start(positionMs?: number): void {
    const episode = this.episode();
    if (!episode?.isPlayable) return;
    const { showId: id, showTitle } = episode;
    this.player.playTrack(trackOf(episode), { kind: 'podcast', id, title: showTitle }, positionMs);
  }
}
