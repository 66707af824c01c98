import { inject, Service } from '@angular/core';
import { PlayerQueue } from '../../player/player-queue';
import type { Action, ActionProvider } from './actions';
import { isQueueItem, type Subject } from './subject';

/** What can be done with a place in the queue, beside what can be done with its track. */
@Service()
export class QueueItemActions implements ActionProvider {
  private readonly queue = inject(PlayerQueue);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isQueueItem(subject)) return [];
    const { item } = subject;
    return [
      {
        id: 'remove',
        group: 'play',
        icon: 'remove',
        title: 'Take out of the queue',
        isLoss: true,
        run: () => this.queue.remove(item),
      },
    ];
  }
}
