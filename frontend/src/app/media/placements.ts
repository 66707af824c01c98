import { inject, Service, signal } from '@angular/core';
import { explain } from '../core/api/api-error';
import type { AlbumSummary, Placement } from '../core/api/types';
import { plural } from '../core/locale/formats';
import { Toasts } from '../core/toasts';
import { Api } from '../core/api/api';

/** The four places with their names, in the order in which they are offered. */
export const PLACEMENTS: readonly { id: Placement; name: string }[] = [
  {
    id: 'discovery',
    get name(): string {
      return $localize`Discovery`;
    },
  },
  {
    id: 'collection',
    get name(): string {
      return $localize`Collection`;
    },
  },
  {
    id: 'archive',
    get name(): string {
      return $localize`:a place of albums|:Archive`;
    },
  },
  {
    id: 'dismissed',
    get name(): string {
      return $localize`Dismissed`;
    },
  },
];

type Placed = Pick<AlbumSummary, 'id' | 'title' | 'placement'>;

/**
 * Moves albums between their places: at once for whoever looks, with a way back, and back by itself when the server
 * refuses. Lists that were loaded before ask here where an album is now.
 */
@Service()
export class Placements {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly moved = signal<ReadonlyMap<string, Placement>>(new Map());

  /** Where it lives, if anywhere: what was done here goes before what a list said when it was loaded. */
  of(album: Placed): Placement | undefined {
    return this.moved().get(album.id) ?? album.placement;
  }

  /** Puts it there and offers to take that back. */
  async move(album: Placed, placement: Placement): Promise<void> {
    const before = this.of(album);
    if (before === placement || !(await this.put(album, placement, before))) return;
    // What lived nowhere can be put elsewhere, not back.
    const undo = before && { label: $localize`Undo`, run: () => void this.put(album, before, placement) };
    this.toasts.show(isInWords(album.title, placement), undo);
  }

  /** Puts all of them there and offers to take that back. */
  async moveAll(albums: readonly Placed[], placement: Placement): Promise<void> {
    const before = albums.map((album) => [album, this.of(album)] as const).filter(([, place]) => place !== placement);
    const moved: (typeof before)[number][] = [];
    for (const each of before) if (await this.put(each[0], placement, each[1])) moved.push(each);
    if (moved.length === 0) return;
    const undo = async (): Promise<void> => {
      for (const [album, place] of moved) if (place) await this.put(album, place, placement);
    };
    this.toasts.show(areInWords(moved.length, placement), { label: $localize`Undo`, run: () => void undo() });
  }

  /** @returns whether the server agreed */
  private async put({ id }: Placed, placement: Placement, before: Placement | undefined): Promise<boolean> {
    this.show(id, placement);
    try {
      await this.api.command('put', '/api/v1/albums/{id}/placement', { path: { id }, body: { placement } });
      return true;
    } catch (error) {
      this.show(id, before);
      this.toasts.show(explain(error).message);
      return false;
    }
  }

  private show(id: string, placement: Placement | undefined): void {
    this.moved.update((moved) => {
      const now = new Map(moved);
      if (placement) now.set(id, placement);
      else now.delete(id);
      return now;
    });
  }
}

/** What the command to put albums there is called. */
export function moveInWords(placement: Placement): string {
  const words: Record<Placement, string> = {
    discovery: $localize`Move to discovery`,
    collection: $localize`Move to collection`,
    archive: $localize`Move to archive`,
    dismissed: $localize`:an album|:Dismiss`,
  };
  return words[placement];
}

/** `“Low Water” is in the collection.` */
function isInWords(title: string, placement: Placement): string {
  const words: Record<Placement, string> = {
    discovery: $localize`“${title}:title:” is in discovery.`,
    collection: $localize`“${title}:title:” is in the collection.`,
    archive: $localize`“${title}:title:” is in the archive.`,
    dismissed: $localize`“${title}:title:” is in what you dismissed.`,
  };
  return words[placement];
}

/** `3 albums are in the collection.` */
function areInWords(count: number, placement: Placement): string {
  const words: Record<Placement, string> = {
    discovery: $localize`{COUNT, plural, one {# album is in discovery.} other {# albums are in discovery.}}`,
    collection: $localize`{COUNT, plural, one {# album is in the collection.} other {# albums are in the collection.}}`,
    archive: $localize`{COUNT, plural, one {# album is in the archive.} other {# albums are in the archive.}}`,
    dismissed: $localize`{COUNT, plural, one {# album is in what you dismissed.} other {# albums are in what you dismissed.}}`,
  };
  return plural(count, words[placement]);
}
