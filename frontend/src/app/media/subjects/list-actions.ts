import type { Playable } from '../../player/playable';
import type { Player } from '../../player/player';
import type { Action } from './actions';

/** What can be done with everything that plays one after the other. @param play what its first action is called */
export function listActions(
  player: Player,
  playable: Playable,
  play = $localize`Play`,
  isOff = false,
): readonly Action[] {
  return [
    { id: 'play', group: 'play', icon: 'play', title: play, isOff, run: () => player.play(playable) },
    {
      id: 'shuffle',
      group: 'play',
      icon: 'shuffle',
      title: $localize`Shuffle`,
      isOff,
      run: () => player.playShuffled(playable),
    },
    {
      id: 'next',
      group: 'play',
      icon: 'next',
      title: $localize`Play next`,
      isOff,
      run: () => player.add(playable, 'next'),
    },
    {
      id: 'queue',
      group: 'play',
      icon: 'queue',
      title: $localize`Add to queue`,
      isOff,
      run: () => player.add(playable, 'last'),
    },
  ];
}
