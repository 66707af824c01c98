import { DomainError } from '../common/index.js';

/** What is wanted at home is at home: in files of this machine. */
export class AlreadyAtHome extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'already-at-home';
  override readonly title = 'Already at home';

  constructor() {
    super('All of this lies on this machine already: it plays without the internet.');
  }
}

/** Its source lets nothing stay. */
export class NotToBeKept extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'not-to-be-kept';
  override readonly title = 'Not to be kept';

  override readonly more: { readonly service: string };

  constructor(source: string) {
    super(`Nothing of ${source} may be kept: it is heard from there each time.`);
    this.more = { service: source };
  }
}

/** No track of it plays. */
export class NothingToKeep extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'nothing-to-keep';
  override readonly title = 'Nothing to keep';

  constructor() {
    super('None of its tracks can be played now, so there is nothing to keep at home.');
  }
}
