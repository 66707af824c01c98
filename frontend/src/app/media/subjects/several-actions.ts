import { inject, Service } from '@angular/core';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { Hearts } from '../hearts';
import { moveInWords, PLACEMENTS, Placements } from '../placements';
import type { Action, ActionProvider } from './actions';
import { heartableOf } from './heartable';
import { listActions } from './list-actions';
import { isAlbum, isOfSource, isQueueItem, isSeveral, isStation, isTrack, type SeveralSubject, type Subject } from './subject'; // prettier-ignore

/** What can be done with several things at once. */
@Service()
export class SeveralActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly placements = inject(Placements);
  private readonly hearts = inject(Hearts);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isSeveral(subject)) return [];
    return [...this.play(subject), ...this.heart(subject), ...this.places(subject)];
  }

  /** What is in the queue already has actions of its own. */
  private play(subject: SeveralSubject): readonly Action[] {
    if (!hasTracks(subject) || subject.items.every(isQueueItem)) return [];
    return listActions(this.player, playableSeveral(subject));
  }

  /** Those that have none get one; where all have one, they lose it. */
  private heart({ items }: SeveralSubject): readonly Action[] {
    const { hearts } = this;
    const all = items.flatMap((item) => heartableOf(item) ?? []).filter((one) => hearts.mayToggle(one));
    if (all.length === 0) return [];
    const without = all.filter((one) => !hearts.isOn(one));
    if (without.length === 0) {
      const run = (): Promise<void> => hearts.takeAll(all);
      return [{ id: 'heart', group: 'heart', icon: 'heart-off', title: $localize`Remove from favourites`, run }];
    }
    const run = (): Promise<void> => hearts.giveAll(without);
    return [{ id: 'heart', group: 'heart', icon: 'heart', title: $localize`Add to favourites`, run }];
  }

  /** Albums move together. */
  private places({ items }: SeveralSubject): readonly Action[] {
    const albums = items.filter(isAlbum).filter(({ id }) => !isOfSource(id));
    if (albums.length < items.length) return [];
    return PLACEMENTS.map(({ id }) => ({
      id: `place-${id}`,
      group: 'place',
      icon: id,
      title: moveInWords(id),
      run: () => this.placements.moveAll(albums.map(({ album }) => album), id), // prettier-ignore
    }));
  }
}

/** A track is itself, wherever it stands. */
function nameOf(item: Subject): string {
  const trackId = isTrack(item) ? item.track.id : item.trackId;
  return trackId === undefined ? `${item.kind}:${item.id}` : `track:${trackId}`;
}

/** A station plays by itself, and never to its end. */
function isEndless(item: Subject): boolean {
  return isStation(item) || (isTrack(item) && item.track.kind === 'station');
}

/** Whether something of it can stand in a queue. */
export function hasTracks({ items }: SeveralSubject): boolean {
  return !items.every(isEndless);
}

/** As the server knows it, without what has no end. */
export function playableSeveral({ items, title }: SeveralSubject): Playable {
  return { kind: 'several', query: { items: items.filter((item) => !isEndless(item)).map(nameOf) }, title };
}
