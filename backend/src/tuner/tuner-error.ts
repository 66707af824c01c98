import { DomainError } from '../common/index.js';

/** Nothing was skipped: the service allows so many in a while. */
export class NoSkipsLeft extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'no-skips-left';
  override readonly title = 'No skip left';
  override readonly more: { readonly nextAtMs: number };

  /** @param nextAtMs when the next is free */
  constructor(wanted: number, nowMs: number, nextAtMs: number) {
    const what = wanted > 1 ? `There are not ${wanted} skips left on this station` : 'No skip is left on this station';
    super(`${what}. The next is free ${inWords(nextAtMs - nowMs)}.`);
    this.more = { nextAtMs };
  }
}

/** There is no such source, or it has no such stations. */
export class NoPersonalStations extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'no-personal-stations';
  override readonly title = 'No stations of your own there';

  constructor(sourceId: string) {
    super(
      `The source “${sourceId}” is switched off, or has no stations of one's own. See the sources in the settings.`,
    );
  }
}

/** A station that should play gives no song now. */
export class StationSilent extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'station-silent';
  override readonly title = 'No songs now';
}

/** The song was given by no station. */
export class NotOfStation extends DomainError {
  override readonly kind = 'not-found';
  override readonly code = 'station-song-not-found';
  override readonly title = 'Not a song of a station';

  constructor() {
    super('That song was not given by one of your stations lately.');
  }
}

/** The source does not say by which id it could be taken back. */
export class ThumbNotListed extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'thumb-not-listed';
  override readonly title = 'Cannot be taken back';

  override readonly more: { readonly service: string };

  constructor(sourceName: string) {
    super(
      `${sourceName} does not list this thumb any more, so that it cannot be taken back here. Give the other thumb, or change it there.`,
    );
    this.more = { service: sourceName };
  }
}

/** Nothing of this station can be rated. */
export class NotRated extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'station-not-rated';
  override readonly title = 'Cannot be rated';

  constructor() {
    super('Songs of this station cannot be rated. If it is shared by somebody else, make it your own first.');
  }
}

const MINUTE_MS = 60_000;

/** “in 12 minutes”, never in none. */
export function inWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / MINUTE_MS));
  if (minutes >= 120) return `in ${Math.round(minutes / 60)} hours`;
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
}
