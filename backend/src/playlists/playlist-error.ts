import { DomainError } from '../common/index.js';

export class PlaylistFull extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'playlist-full';
  override readonly title = 'Playlist full';

  override readonly more: { readonly most: number };

  constructor(most: number) {
    super(`There is room for ${most.toLocaleString('en')} tracks in a playlist. Take some out, or begin another one.`);
    this.more = { most };
  }
}

/** It is as it is elsewhere. */
export class PlaylistReadOnly extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'playlist-read-only';
  override readonly title = 'Playlist cannot be changed';

  override readonly more: { readonly because: 'file' | 'source' };

  /** @param why where it comes from, as a sentence */
  constructor(because: 'file' | 'source', why: string) {
    super(`${why} Make a copy to change it.`);
    this.more = { because };
  }
}

export class NothingToAdd extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'nothing-to-add';
  override readonly title = 'Nothing to add';

  constructor() {
    super('There is no track in it that can go into a playlist. Stations have no end, and stay among the stations.');
  }
}
