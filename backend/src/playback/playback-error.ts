import { DomainError } from '../common/index.js';
import type { PlayerView } from './player-view.dto.js';

/** The command was made from a state that is not any more. */
export class StaleRevision extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'stale-revision';
  override readonly title = 'The player has changed';
  override readonly more: { readonly player: PlayerView };

  constructor(player: PlayerView) {
    super('Something else has changed the player in between. Its present state is with this answer.');
    this.more = { player };
  }
}

/** The report tells of something that is over. */
export class StaleReport extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'stale-report';
  override readonly title = 'Not what plays here';
  override readonly more: { readonly player: PlayerView };

  constructor(player: PlayerView) {
    super('Only the active output tells what is heard, and only of the current play.');
    this.more = { player };
  }
}

/** Neither its feed nor its sound says where its chapters begin. */
export class NoChapters extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'no-chapters';
  override readonly title = 'No chapters';

  constructor() {
    super('What plays has no chapters. Let it sleep at the end of the track, or after some minutes.');
  }
}

/** There is nothing that could make a sound. */
export class NoOutput extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'no-output';
  override readonly title = 'Nothing to play on';

  constructor() {
    super('No output is connected. Open Pyxis in a browser, or name an output that is.');
  }
}

/** Of all that should be queued, no file is there. */
export class NothingPlayable extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'nothing-playable';
  override readonly title = 'Nothing there to play';

  constructor() {
    super('None of these files is there any more. Is the disk connected?');
  }
}

/** The origin of the queue gave it for a while only. */
export class NotHeardAgain extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'not-heard-again';
  override readonly title = 'Not to be heard again';

  constructor() {
    super('Where this song comes from, songs can be heard for a while only. What comes next can be played.');
  }
}

/** The queue would become longer than anybody can hear. */
export class QueueFull extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'queue-full';
  override readonly title = 'The queue is full';

  override readonly more: { readonly most: number };

  constructor(most: number) {
    super(`A queue holds ${most} items at most. Remove some, or clear it.`);
    this.more = { most };
  }
}
