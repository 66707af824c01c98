import { inject, Service, signal } from '@angular/core';
import type { CoverChangeView } from './api/types';
import { Events } from './events/events';

/** What an album, a track of it or an artist says of its cover. */
interface Covered {
  readonly artworkId?: string;
  readonly placeholder?: string;
}

interface Changed {
  /** What was shown before, at whatever time; `undefined`: nothing. */
  readonly former: ReadonlySet<string | undefined>;
  readonly artworkId?: string;
}

/**
 * Albums and artists whose covers were changed since this page was loaded, here or elsewhere: what was loaded before asks here what to
 * show. What was loaded later shows by itself what is so.
 */
@Service()
export class ChangedCovers {
  private readonly known = signal<ReadonlyMap<string, Changed>>(new Map());
  private readonly count = signal(0);

  /** Counts up with each change; read it to load again what shows a cover. */
  readonly changes = this.count.asReadonly();

  constructor() {
    let last = '';
    inject(Events).listen('own-covers', ({ changes }) => {
      const told = JSON.stringify(changes);
      if (told !== last) this.take(...changes);
      last = told;
    });
  }

  /** In the order in which they came to be. */
  take(...changes: readonly CoverChangeView[]): void {
    if (changes.length === 0) return;
    const known = new Map(this.known());
    for (const { id, artworkId, formerArtworkId } of changes) {
      const former = new Set([...(known.get(id)?.former ?? []), formerArtworkId]);
      known.set(id, { former, ...(artworkId !== undefined && { artworkId }) });
    }
    this.known.set(known);
    this.count.update((count) => count + 1);
  }

  /** What is to be shown in place of what was loaded. @param id of the album or artist */
  of(id: string, loaded: Covered): Covered {
    const changed = this.known().get(id);
    if (!changed?.former.has(loaded.artworkId) || changed.artworkId === loaded.artworkId) return loaded;
    return changed.artworkId === undefined ? {} : { artworkId: changed.artworkId };
  }
}
