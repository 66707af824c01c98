import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { present } from '../../common/index.js';
import { OwnCovers, type CoverChange } from '../../library/index.js';
import type { CoverChanges, CoverChangeView } from './own-covers.dto.js';

/** More than anybody changes while a tab has no connection. */
const MOST = 50;

/** The covers that changed last, for tabs that show them. */
@Injectable()
export class CoverNews {
  private last: readonly CoverChangeView[] = [];

  constructor(private readonly covers: OwnCovers) {
    covers.changes.subscribe((change) => {
      this.last = [...this.last, coverView(change)].slice(-MOST);
    });
  }

  get now(): CoverChanges {
    return { changes: [...this.last] };
  }

  /** Says that `now` is another. */
  get changes(): Observable<unknown> {
    return this.covers.changes;
  }
}

/** As the API tells it. */
export function coverView({ kind, id, artworkId, formerArtworkId }: CoverChange): CoverChangeView {
  return present({ kind, id, artworkId, formerArtworkId });
}
