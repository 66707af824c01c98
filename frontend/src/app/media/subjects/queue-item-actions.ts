import { inject, Service } from '@angular/core';
import { PlayerQueue } from '../../player/player-queue';
import type { Action, ActionProvider } from './actions';
import { isQueueItem, isSeveral, type Subject } from './subject';

/** What can be done with a place in the queue, beside what can be done with its track. */
@Service()
export class QueueItemActions implements ActionProvider {
  private readonly queue = inject(PlayerQueue);

  actionsFor(subject: Subject): readonly Action[] {
    if (isSeveral(subject)) return this.ofSeveral(subject.items);
    if (!isQueueItem(subject)) return [];
    const { item } = subject;
    return [
      {
        id: 'remove',
        group: 'play',
        icon: 'remove',
        title: $localize`Take out of the queue`,
        isLoss: true,
        run: () => this.queue.remove(item),
      },
    ];
  }

  private ofSeveral(subjects: readonly Subject[]): readonly Action[] {
    const items = subjects.filter(isQueueItem).map(({ item }) => item);
    if (items.length < subjects.length) return [];
    const ids = items.map(({ itemId }) => itemId);
    return [
      {
        id: 'next',
        group: 'play',
        icon: 'next',
        title: $localize`Move to next`,
        run: () => this.queue.moveToNext(ids),
      },
      {
        id: 'remove',
        group: 'remove',
        icon: 'remove',
        title: $localize`Take out of the queue`,
        isLoss: true,
        run: () => this.queue.remove(...items),
      },
    ];
  }
}
