import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Player } from '../../player/player';
import { PlayerQueue } from '../../player/player-queue';
import { EmptyState } from '../../ui/empty-state';
import { counted, lengthInWords } from '../../ui/format';
import { AddingToPlaylists } from '../../media/playlists/adding';
import { QueueList } from '../../media/queue/queue-list';

/** The whole queue: what played, what plays, what comes. */
@Component({
  selector: 'px-queue-page',
  imports: [EmptyState, QueueList, RouterLink],
  template: `
    <header>
      <div>
        <h1 i18n class="page-title" tabindex="-1">Queue</h1>
        <p class="dim">{{ summary() }}</p>
      </div>
      <div class="tools">
        <button i18n type="button" class="button" [disabled]="isEmpty()" (click)="adding.open({ queue: true }, name)">
          Save as playlist…
        </button>
        <button i18n type="button" class="button" [disabled]="!player.hasUpcoming()" (click)="queue.clearUpcoming()">
          Clear queue
        </button>
      </div>
    </header>
    @if (isEmpty()) {
      <px-empty-state i18n-heading heading="Nothing is queued">
        <p i18n>What plays next is listed here. Play an album, or choose “Add to queue” in the menu of anything.</p>
        <a i18n class="button primary" routerLink="/albums">Choose an album</a>
      </px-empty-state>
    } @else {
      <px-queue-list />
    }
  `,
  host: { class: 'page' },
  styles: `
    :host {
      display: block;
      max-width: 60rem;
    }
    px-queue-list {
      --mark-room: 0;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--s3);
      margin-block: var(--s2) var(--s4);
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .page-title {
      margin: 0;
    }
    .dim {
      min-height: 1.5em;
      color: var(--text-dim);
    }
  `,
})
export class QueuePage {
  protected readonly player = inject(Player);
  protected readonly queue = inject(PlayerQueue);
  protected readonly adding = inject(AddingToPlaylists);
  /** Of a playlist that is made of it. */
  protected readonly name = $localize`Queue`;
  protected readonly isEmpty = computed(() => this.player.isKnown() && !this.player.current());
  protected readonly summary = computed(() => {
    const items = this.queue.items();
    if (!items || this.isEmpty()) return '';
    const origin = this.player.origin();
    if (origin) {
      return origin.isAtEnd
        ? $localize`From: ${origin.title}:title:. There are no more songs of it.`
        : $localize`From: ${origin.title}:title:. It has no end.`;
    }
    const current = items.findIndex((item) => item.itemId === this.player.currentItem()?.itemId);
    const coming = items.slice(current + 1);
    if (coming.length === 0) return $localize`Nothing comes after this.`;
    const lengthMs = coming.reduce((sum, item) => sum + (item.track.durationMs ?? 0), 0);
    return `${$localize`${counted(coming.length, 'track')}:tracks: to come`} · ${lengthInWords(lengthMs)}`;
  });
}
