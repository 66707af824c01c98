import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Check, Ellipsis, Play, SkipForward, Square } from 'lucide';
import type { ListenView } from '../../../core/api/history-types';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { timeInWords } from '../../../core/locale/formats';
import { Highlighted } from '../../../ui/highlighted';
import { MenuButton } from '../../../media/menu-button';
import { MenuOn } from '../../../media/menu-on';
import { ListenActions } from './listen-actions';
import { KnownSources } from '../../../media/known-sources';
import { contextInWords, outcomeInWords, whereInWords } from './words';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = {
  check: Check,
  ellipsis: Ellipsis,
  play: Play,
  skipForward: SkipForward,
  square: Square,
};

/**
 * One listen: when, what, from where, on what, and how it ended. Its title plays it again; so do its cover and, under a
 * finger, all of it.
 */
@Component({
  selector: 'px-listen-row',
  imports: [Label, Cover, Highlighted, MenuButton, MenuOn, RouterLink, Icon],
  templateUrl: './listen-row.html',
  styleUrl: './listen-row.css',
  host: { '(click)': 'tap($event)' },
})
export class ListenRow {
  protected readonly icons = ICONS;
  readonly listen = input.required<ListenView>();
  /** What was looked for, to mark it in the title. */
  readonly query = input('');

  private readonly actions = inject(ListenActions);
  private readonly sources = inject(KnownSources);
  private readonly player = inject(Player);
  protected readonly time = computed(() => timeInWords(this.listen().startedAtMs));
  protected readonly instant = computed(() => new Date(this.listen().startedAtMs).toISOString());
  protected readonly outcome = computed(() => outcomeInWords(this.listen()));
  protected readonly context = computed(() => contextInWords(this.listen()));
  /** What it sounded from, or which service remembers it. */
  protected readonly where = computed(() => whereInWords(this.listen(), (id) => this.sources.nameOf(id)));
  protected readonly isCurrent = computed(() => {
    const { trackId } = this.listen();
    return trackId !== undefined && this.player.current()?.id === trackId;
  });

  /** What its menu is about. */
  protected readonly subject = computed(() => this.actions.subjectOf(this.listen()));

  protected play(): void {
    const { trackId } = this.listen();
    if (trackId !== undefined) void this.actions.play(trackId);
  }

  protected tap(event: MouseEvent): void {
    const target = event.target as Element;
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (target.closest('a, button') === null && (isTouch || target.closest('.lead') !== null)) this.play();
  }
}
