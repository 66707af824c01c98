import { DomainError } from '../../common/index.js';

type LastFmWhat = 'not-connectable' | 'not-approved' | 'approval-expired' | 'failed';

/** Connecting is not possible, or not the way it was tried. */
export class LastFmProblem extends DomainError {
  override readonly kind;
  override readonly code: `lastfm-${LastFmWhat}`;
  override readonly title = 'Last.fm is not connected';

  constructor(what: LastFmWhat, message: string) {
    super(message);
    this.kind = what === 'failed' ? ('unavailable' as const) : ('conflict' as const);
    this.code = `lastfm-${what}`;
  }
}
