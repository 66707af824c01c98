import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Player } from '../../player/player';
import { PlayerQueue } from '../../player/player-queue';
import { QueueList } from './queue-list';

/** The queue beside something else. */
@Component({
  selector: 'px-queue-panel',
  imports: [QueueList, RouterLink],
  template: `
    <header>
      <h2>
        <a
          i18n
          routerLink="/queue"
          i18n-title
          title="The queue on a page of its own"
          [replaceUrl]="replaceUrl()"
          (click)="followed.emit()"
          >Queue</a
        >
      </h2>
      @if (player.hasUpcoming()) {
        <button i18n type="button" class="button quiet" (click)="queue.clearUpcoming()">Clear queue</button>
      }
    </header>
    @if (player.origin(); as origin) {
      <p i18n>
        From: <bdi>{{ origin.title }}</bdi>
      </p>
    }
    <px-queue-list />
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
    p {
      padding-inline-start: var(--s2);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    a:hover {
      text-decoration: underline;
    }
    .button {
      font-size: var(--step--1);
      color: var(--text-dim);
    }
  `,
})
export class QueuePanel {
  /** The page gone to takes the place of the current one in the history. */
  readonly replaceUrl = input(false);
  readonly followed = output();
  protected readonly player = inject(Player);
  protected readonly queue = inject(PlayerQueue);
}
