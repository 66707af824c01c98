import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Check, Ellipsis, Pause, Play } from 'lucide';
import type { EpisodeSummary } from '../../../core/api/podcast-types';
import { MenuButton } from '../../../media/menu-button';
import { MenuOn } from '../../../media/menu-on';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import type { RowsLook } from '../../../ui/list/list-look';
import { Heard } from './heard';
import { episodeSubject } from './subjects';
import { dayInWords, lengthOf, partHeard } from './words';
import { Icon } from '../../../ui/icon';

const ICONS = {
  check: Check,
  ellipsis: Ellipsis,
  pause: Pause,
  play: Play,
};

/** As high as the rows are. */
export const EPISODE_ROWS: RowsLook = { kind: 'rows', rowPx: 72 };

/** One episode of a list: what it is called, when it came out, how long it is and how much of it was heard. */
@Component({
  selector: 'px-episode-row',
  imports: [Cover, MenuButton, MenuOn, RouterLink, Icon],
  templateUrl: './episode-row.html',
  styleUrl: './episode-row.css',
})
export class EpisodeRow {
  protected readonly icons = ICONS;
  readonly episode = input.required<EpisodeSummary>();
  /** Whether it says of which show it is; on the page of the show that is known. */
  readonly hasShow = input(true);
  /** Somebody wants to hear it. */
  readonly played = output();

  private readonly player = inject(Player);
  private readonly heard = inject(Heard);
  protected readonly progress = computed(() => this.heard.of(this.episode()));
  protected readonly isCurrent = computed(() => this.player.current()?.id === this.episode().id);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());
  protected readonly subject = computed(() => episodeSubject(this.episode(), () => this.start()));
  protected readonly part = computed(() => partHeard(this.episode(), this.progress()));
  protected readonly playLabel = computed(() => {
    const { title } = this.episode();
    if (this.isSounding()) return $localize`Pause ${title}:title:`;
    return this.progress().state === 'in-progress'
      ? $localize`Resume ${title}:title:`
      : $localize`Play ${title}:title:`;
  });
  protected readonly facts = computed(() => {
    const { kind, publishedAtMs, isGone } = this.episode();
    const facts = [
      publishedAtMs === undefined ? '' : dayInWords(publishedAtMs),
      lengthOf(this.episode(), this.progress()),
      kind === 'trailer' ? $localize`Trailer` : kind === 'bonus' ? $localize`Bonus` : '',
      isGone ? $localize`Not in the feed any more` : '',
    ];
    return facts.filter((fact) => fact !== '').join(' · ');
  });

  protected start(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.played.emit();
  }
}
