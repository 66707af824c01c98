import { inject, Service, signal } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import type { ShelfView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import type { SongQuery } from './song-filters';

/** The lists of songs that a person saved under a name, the same for every page that shows them. */
@Service()
export class SavedShelves {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly list = signal<readonly ShelfView[]>([]);

  /** As they were made; empty until they are there. */
  readonly all = this.list.asReadonly();

  /** Asks for them anew. Pages do without, where nobody tells. */
  async load(): Promise<void> {
    try {
      this.list.set((await this.api.read('/api/v1/shelves')).items);
    } catch {
      // The page says by itself that the server cannot be reached.
    }
  }

  /** @returns whether it was saved; why not was said */
  async save(name: string, query: SongQuery): Promise<boolean> {
    const saved = await this.attempt(() => this.api.command('post', '/api/v1/shelves', { body: { name, query: { sort: 'title', ...query } } })); // prettier-ignore
    if (saved) this.list.update((shelves) => [...shelves, saved]);
    return saved !== undefined;
  }

  async rename({ id }: ShelfView, name: string): Promise<void> {
    const renamed = await this.attempt(() => this.api.command('patch', '/api/v1/shelves/{id}', { path: { id }, body: { name } })); // prettier-ignore
    if (renamed) this.list.update((shelves) => shelves.map((shelf) => (shelf.id === id ? renamed : shelf)));
  }

  /** Removes it and offers to save it again. */
  async remove(shelf: ShelfView): Promise<void> {
    const { id, name, query } = shelf;
    const isGone = await this.attempt(async () => {
      await this.api.command('delete', '/api/v1/shelves/{id}', { path: { id } });
      return true;
    });
    if (!isGone) return;
    this.list.update((shelves) => shelves.filter((each) => each.id !== id));
    this.toasts.show($localize`“${name}:name:” was removed.`, {
      label: $localize`Undo`,
      run: () => void this.save(name, query),
    });
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.toasts.show(explain(error).message);
      return undefined;
    }
  }
}
