import { inject, Service } from '@angular/core';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { Hearts } from '../hearts';
import { PLACEMENTS, Placements } from '../placements';
import type { Action, ActionProvider } from './actions';
import { heartableOf } from './heartable';
import { isAlbum, isOfSource, isSeveral, isTrack, type SeveralSubject, type Subject } from './subject';

/** What can be done with several things at once. */
@Service()
export class SeveralActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly placements = inject(Placements);
  private readonly hearts = inject(Hearts);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isSeveral(subject)) return [];
    const { player } = this;
    const playable = playableSeveral(subject);
    return [
      { id: 'play', group: 'play', icon: 'play', title: 'Play', run: () => player.play(playable) },
      { id: 'shuffle', group: 'play', icon: 'shuffle', title: 'Shuffle', run: () => player.playShuffled(playable) },
      { id: 'next', group: 'play', icon: 'next', title: 'Play next', run: () => player.add(playable, 'next') },
      { id: 'queue', group: 'play', icon: 'queue', title: 'Add to queue', run: () => player.add(playable, 'last') },
      ...this.heart(subject),
      ...this.places(subject),
    ];
  }

  private heart({ items }: SeveralSubject): readonly Action[] {
    const without = items.flatMap((item) => heartableOf(item) ?? []).filter((one) => !this.hearts.isOn(one));
    if (without.length === 0 || !without.every((one) => this.hearts.mayToggle(one))) return [];
    const run = async (): Promise<void> => {
      for (const one of without) await this.hearts.toggle(one, false);
    };
    return [{ id: 'heart', group: 'heart', icon: 'heart', title: 'Add to favourites', run }];
  }

  /** Albums move together. */
  private places({ items }: SeveralSubject): readonly Action[] {
    const albums = items.filter(isAlbum).filter(({ id }) => !isOfSource(id));
    if (albums.length < items.length) return [];
    return PLACEMENTS.map(({ id, name }) => ({
      id: `place-${id}`,
      group: 'place',
      icon: id,
      title: id === 'dismissed' ? 'Dismiss' : `Move to ${name.toLowerCase()}`,
      run: () => this.placements.moveAll(albums.map(({ album }) => album), id), // prettier-ignore
    }));
  }
}

/** A track is itself, wherever it stands. */
function nameOf(item: Subject): string {
  return isTrack(item) ? `track:${item.track.id}` : `${item.kind}:${item.id}`;
}

/** As the server knows it. */
export function playableSeveral({ items, title }: SeveralSubject): Playable {
  return { kind: 'several', query: { items: items.map(nameOf) }, title };
}
