import { inject, Service, signal } from '@angular/core';
import { explain } from '../core/api/api-error';
import type { AlbumSummary, Placement } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { counted } from '../ui/format';
import { Api } from '../core/api/api';

/** The four places with their names, in the order in which they are offered. */
export const PLACEMENTS: readonly { id: Placement; name: string }[] = [
  { id: 'discovery', name: 'Discovery' },
  { id: 'collection', name: 'Collection' },
  { id: 'archive', name: 'Archive' },
  { id: 'dismissed', name: 'Dismissed' },
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
    const undo = before && { label: 'Undo', run: () => void this.put(album, before, placement) };
    this.toasts.show(`“${album.title}” is in ${placeInWords(placement)}.`, undo);
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
    const words = `${counted(moved.length, 'album')} ${moved.length === 1 ? 'is' : 'are'} in ${placeInWords(placement)}.`;
    this.toasts.show(words, { label: 'Undo', run: () => void undo() });
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

/** `the archive`, as it stands in a sentence. */
export function placeInWords(placement: Placement): string {
  const words: Record<Placement, string> = {
    discovery: 'discovery',
    collection: 'the collection',
    archive: 'the archive',
    dismissed: 'what you dismissed',
  };
  return words[placement];
}
