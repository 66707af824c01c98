import { Component, computed, inject } from '@angular/core';
import { LucideX } from '@lucide/angular';
import { Player } from './player';
import { clockTime } from './time';
import { TrackCover } from './track-cover';

/** More rows than anybody reads; the rest is told as a number so that a queue of thousands opens at once. */
const MOST_ROWS = 200;
/** What played is shown shortly: enough to go back to. */
const MOST_PLAYED = 10;

/** What played above, what plays, and what comes; each can be jumped to or taken out. */
@Component({
  selector: 'px-queue-list',
  imports: [LucideX, TrackCover],
  template: `
    <header>
      <h2>Queue</h2>
      @if (player.upcoming().length > 0) {
        <button type="button" class="button quiet" (click)="player.clearUpcoming()">Clear what comes</button>
      }
    </header>
    <ol>
      @for (item of rows(); track item.itemId) {
        @let isCurrent = item.itemId === player.currentItem()?.itemId;
        <li [class.current]="isCurrent" [class.played]="!isCurrent && $index < playedRows()">
          <button type="button" class="jump" [attr.aria-current]="isCurrent || null" (click)="player.jump(item.itemId)">
            <px-track-cover [track]="item.track" [sizePx]="96" />
            <span class="words">
              <span class="title truncate" dir="auto">{{ item.track.title }}</span>
              <span class="artist truncate" dir="auto">{{ item.track.artist }}</span>
            </span>
            <span class="time tabular">{{ clock(item.track.durationMs) }}</span>
          </button>
          <button
            type="button"
            class="icon-button"
            [attr.aria-label]="'Take “' + item.track.title + '” out of the queue'"
            (click)="player.remove(item.itemId)"
          >
            <svg lucideX size="16" aria-hidden="true"></svg>
          </button>
        </li>
      } @empty {
        <li class="empty">Nothing is queued. Play an album, or choose “Add to queue” in the menu of anything.</li>
      }
    </ol>
    @if (hidden() > 0) {
      <p class="more">and {{ hidden() }} more</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 2.75rem;
      padding-inline-start: var(--s2);
    }
    h2 {
      font-size: var(--step-1);
    }
    header .button {
      font-size: var(--step--1);
      color: var(--text-dim);
    }
    li {
      display: flex;
      align-items: center;
      border-radius: var(--radius-m);
      content-visibility: auto;
      contain-intrinsic-size: auto 3.5rem;
    }
    li:hover {
      background: var(--hover);
    }
    .current {
      background: var(--accent-soft);
    }
    .current .title {
      color: var(--accent);
      font-weight: 650;
    }
    .played .jump {
      color: var(--text-dim);
    }
    .jump {
      display: flex;
      align-items: center;
      gap: var(--s3);
      flex: 1;
      min-width: 0;
      padding: var(--s2);
      border-radius: var(--radius-m);
      text-align: start;
    }
    px-track-cover {
      width: 2.5rem;
    }
    .words {
      display: grid;
      flex: 1;
      min-width: 0;
    }
    .title {
      font-weight: 500;
    }
    .artist,
    .time,
    .more,
    .empty {
      font-size: var(--step--1);
      color: var(--text-dim);
    }
    .empty,
    .more {
      padding: var(--s2);
    }
  `,
})
export class QueueList {
  protected readonly player = inject(Player);
  protected readonly clock = clockTime;
  private readonly from = computed(() => Math.max(0, this.player.index() - MOST_PLAYED));
  protected readonly playedRows = computed(() => this.player.index() - this.from());
  protected readonly rows = computed(() => this.player.items().slice(this.from(), this.from() + MOST_ROWS));
  protected readonly hidden = computed(() => this.player.items().length - this.from() - this.rows().length);
}
