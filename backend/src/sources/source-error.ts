import { DomainError } from '../common/index.js';

/** The source answered that it has no such track. */
export class TrackNotFound extends DomainError {
  override readonly kind = 'not-found';
  override readonly code = 'track-not-found';
  override readonly title = 'Track not found';
}

/** The source answered that it has no such album, artist or playlist. */
export class ItemNotFound extends DomainError {
  override readonly kind = 'not-found';
  override readonly code = 'item-not-found';
  override readonly title = 'Not found there';
}

/** The source answered that this listener has no such station. */
export class StationNotFound extends DomainError {
  override readonly kind = 'not-found';
  override readonly code = 'station-not-found';
  override readonly title = 'Station not found';
}

/** What is in the way of a source, by codes that are never reworded: several messages may have one. */
export type UnavailableBecause =
  | 'address-is-no-stream'
  | 'another-format'
  | 'busy'
  | 'cache-full'
  | 'changed-meanwhile'
  | 'disk-full'
  | 'file-unreadable'
  | 'folder-away'
  | 'is-a-station'
  | 'message-instead'
  | 'no-playable-sound'
  | 'not-signed-in'
  | 'not-understood'
  | 'server-ends'
  | 'source-off'
  | 'station-message'
  | 'station-no-sound'
  | 'station-over'
  | 'station-silent'
  | 'too-large';

/** The source did not answer, or answered with a fault. The message says what to do. */
export class SourceUnavailable extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'source-unavailable';
  override readonly title = 'Source unavailable';
  declare readonly more?: { readonly because: UnavailableBecause };

  /** @param because absent: only the message tells */
  constructor(message: string, because?: UnavailableBecause) {
    super(message);
    if (because !== undefined) this.more = { because };
  }
}

/** The source knows it and does not give it: not here, not to this listener, or not now. Says why, and what to do. */
export abstract class SourceRefusal extends DomainError {
  /** Epoch milliseconds; before that it is not asked again. Absent: it may be. */
  readonly retryAtMs?: number;
}

/** The cover has gone, or is larger than a cover may be. */
export class ArtworkNotFound extends DomainError {
  override readonly kind = 'not-found';
  override readonly code = 'artwork-not-found';
  override readonly title = 'Artwork not found';
}
