import { Injectable } from '@nestjs/common';
import { filter, type Observable } from 'rxjs';
import { present } from '../../common/index.js';
import { OwnCovers, type CoverChange } from '../../library/index.js';
import type { CoverChanges, CoverChangeView } from './own-covers.dto.js';

/** More than anybody changes while a tab has no connection. */
const MOST = 50;

/** The covers of albums and artists that changed last, for tabs that show them. Playlists have a topic of their own. */
@Injectable()
export class CoverNews {
  private last: readonly CoverChangeView[] = [];
  /** Says that `now` is another. */
  readonly changes: Observable<CoverChange>;

  constructor(covers: OwnCovers) {
    this.changes = covers.changes.pipe(filter(({ kind }) => kind !== 'playlist'));
    this.changes.subscribe((change) => {
      this.last = [...this.last, coverView(change)].slice(-MOST);
    });
  }

  get now(): CoverChanges {
    return { changes: [...this.last] };
  }
}

/** As the API tells it. */
export function coverView({ kind, id, artworkId, formerArtworkId }: CoverChange): CoverChangeView {
  return present({ kind, id, artworkId, formerArtworkId });
}
