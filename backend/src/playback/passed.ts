import type { Command } from './commands.js';
import { currentOrigin, isOver, type PlayerState } from './player-state.js';

/** Tracks of the origin of the queue that a person's command passes over before their end. */
export function passedTracks(before: PlayerState, after: PlayerState, command: Command): readonly string[] {
  if (!currentOrigin(before)) return [];
  return passedItems(before, after, command)
    .filter(({ isFromOrigin }) => isFromOrigin)
    .map(({ trackId }) => trackId);
}

function passedItems(before: PlayerState, after: PlayerState, command: Command): PlayerState['items'] {
  // What was heard to its end is not passed over.
  const first = isOver(before) ? before.index + 1 : before.index;
  switch (command.kind) {
    case 'next':
      return after.index > before.index || after.isAwaiting ? before.items.slice(first, before.index + 1) : [];
    case 'jump':
      return before.items.slice(first, after.index);
    case 'remove': {
      const removed = new Set(command.itemIds);
      return before.items.slice(first).filter(({ itemId }) => removed.has(itemId));
    }
    default:
      return [];
  }
}
