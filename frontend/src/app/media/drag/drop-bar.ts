import { Component, computed, inject } from '@angular/core';
import { CirclePlus, ListMusic, ListPlus, ListStart } from 'lucide';
import { explain } from '../../core/api/api-error';
import type { PlaylistView } from '../../core/api/playlist-types';
import { query } from '../../core/api/query';
import { Toasts } from '../../core/toasts';
import { Player } from '../../player/player';
import { AddingToPlaylists } from '../playlists/adding';
import { addedInWords } from '../playlists/playlist-words';
import { Playlists } from '../playlists/playlists';
import { tracksToAdd } from '../subjects/add-actions';
import { playableSeveral } from '../subjects/several-actions';
import { isSeveral, severalSubject, type Subject } from '../subjects/subject';
import { DropTarget } from './drop-target';
import { Icon } from '../../ui/icon';

const ICONS = {
  circlePlus: CirclePlus,
  listMusic: ListMusic,
  listPlus: ListPlus,
  listStart: ListStart,
};

/** Those that were changed last; the others are in the dialog. */
const MOST_PLAYLISTS = 4;

/** Where what is dragged can be let go: the queue, and playlists. Keys and fingers have the same in the bar of the selection. */
@Component({
  selector: 'px-drop-bar',
  imports: [DropTarget, Icon],
  template: `
    <section class="floating-bar" i18n-aria-label aria-label="Let go here">
      <div class="target" (pxDropped)="queue($event, 'next')">
        <svg [pxIcon]="icons.listStart" size="20" aria-hidden="true"></svg>
        <ng-container i18n>Play next</ng-container>
      </div>
      <div class="target" (pxDropped)="queue($event, 'last')">
        <svg [pxIcon]="icons.listPlus" size="20" aria-hidden="true"></svg>
        <ng-container i18n>Add to queue</ng-container>
      </div>
      @for (playlist of playlists(); track playlist.id) {
        <div class="target" (pxDropped)="add($event, playlist)">
          <svg [pxIcon]="icons.listMusic" size="20" aria-hidden="true"></svg>
          <bdi class="truncate">{{ playlist.name }}</bdi>
        </div>
      }
      <div class="target" (pxDropped)="choose($event)">
        <svg [pxIcon]="icons.circlePlus" size="20" aria-hidden="true"></svg>
        <ng-container i18n>Playlist…</ng-container>
      </div>
    </section>
  `,
  styles: `
    section {
      z-index: 21;
    }
    .target {
      display: flex;
      align-items: center;
      gap: var(--s2);
      min-width: 0;
      max-width: 14rem;
      min-height: 3.5rem;
      padding-inline: var(--s4);
      border: 1px dashed var(--line-strong);
      border-radius: var(--radius-m);
      white-space: nowrap;
    }
    .target > * {
      pointer-events: none;
    }
    .drop-over {
      border-color: var(--accent);
      background: var(--pressed);
      color: var(--accent);
    }
    svg {
      flex: none;
    }
  `,
})
export class DropBar {
  protected readonly icons = ICONS;
  private readonly player = inject(Player);
  private readonly own = inject(Playlists);
  private readonly adding = inject(AddingToPlaylists);
  private readonly toasts = inject(Toasts);
  private readonly changed = query('/api/v1/playlists', () => ({ query: { sort: 'changed', limit: 20 } }));
  protected readonly playlists = computed(() =>
    (this.changed.value()?.items ?? []).filter(({ isReadOnly }) => !isReadOnly).slice(0, MOST_PLAYLISTS),
  );

  protected queue(subject: Subject, place: 'next' | 'last'): void {
    this.player.add(playableSeveral(isSeveral(subject) ? subject : severalSubject([subject], subject.title)), place);
  }

  protected choose(subject: Subject): void {
    const tracks = tracksToAdd(subject);
    if (tracks) void this.adding.open(tracks, subject.title);
  }

  /** What is in it already is left out: nobody can be asked while letting go. */
  protected async add(subject: Subject, { id }: Pick<PlaylistView, 'id'>): Promise<void> {
    const tracks = tracksToAdd(subject);
    if (!tracks) return;
    try {
      const added = await this.own.add(id, tracks, 'skip');
      this.own.tell(addedInWords(added), added.playlist);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}
