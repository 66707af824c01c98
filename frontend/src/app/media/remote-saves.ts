import { inject, Service, signal } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import type { Placement, TrackView } from '../core/api/types';
import { plural } from '../core/locale/formats';
import { Toasts } from '../core/toasts';

interface Named {
  readonly id: string;
  readonly title: string;
}

/** Puts what is at sources into the library, with a way back. */
@Service()
export class RemoteSaves {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly changed = signal(0);

  /** Counts what was saved or taken back: pages that show it look again. */
  readonly changes = this.changed.asReadonly();

  async album({ id, title }: Named): Promise<void> {
    await this.perform(async () => {
      const saved = await this.api.command('put', '/api/v1/remote/albums/{id}/saved', { path: { id } });
      const { formerly } = saved;
      if (formerly !== undefined && formerly !== 'dismissed') {
        this.toasts.show(alreadyInWords(title, formerly));
        return;
      }
      const takeBack = formerly ? () => this.dismiss(saved.id) : () => this.forget(id);
      const undo = { label: $localize`Undo`, run: () => void this.perform(takeBack) };
      this.toasts.show($localize`“${title}:title:” is in discovery.`, undo);
    });
  }

  async track({ id, title }: Pick<TrackView, 'id' | 'title'>): Promise<void> {
    await this.perform(async () => {
      const saved = await this.api.command('put', '/api/v1/remote/tracks/{id}/saved', { path: { id } });
      const { formerly, isNew } = saved;
      const takeBack = async (): Promise<void> => {
        if (isNew) await this.api.command('delete', '/api/v1/remote/tracks/{id}/saved', { path: { id } });
        if (formerly === 'dismissed') await this.dismiss(saved.id);
      };
      const undo = { label: $localize`Undo`, run: () => void this.perform(takeBack) };
      const hasChanged = isNew || formerly === 'dismissed';
      this.toasts.show(
        $localize`“${title}:title:” is saved, on “${saved.title}:album:”.`,
        hasChanged ? undo : undefined,
      );
    });
  }

  async artist({ id, title }: Named): Promise<void> {
    await this.perform(async () => {
      const { albumsToCome, isNew } = await this.api.command('put', '/api/v1/remote/artists/{id}/saved', {
        path: { id },
      });
      const words =
        albumsToCome > 0 ? plural(albumsToCome, $localize`{COUNT, plural, one {# album will come into discovery.} other {# albums will come into discovery.}}`) : $localize`Nothing new of theirs.`; // prettier-ignore
      const takeBack = (): Promise<void> =>
        this.api.command('delete', '/api/v1/remote/artists/{id}/saved', { path: { id } });
      const undo = { label: $localize`Undo`, run: () => void this.perform(takeBack) };
      this.toasts.show($localize`“${title}:title:” is saved. ${words}:sentence:`, isNew ? undo : undefined);
    });
  }

  private async forget(id: string): Promise<void> {
    await this.api.command('delete', '/api/v1/remote/albums/{id}/saved', { path: { id } });
  }

  private async dismiss(id: string): Promise<void> {
    await this.api.command('put', '/api/v1/albums/{id}/placement', { path: { id }, body: { placement: 'dismissed' } });
  }

  private async perform(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.changed.update((count) => count + 1);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}

/** `“Low Water” is in the collection already.` */
function alreadyInWords(title: string, placement: Exclude<Placement, 'dismissed'>): string {
  const words: Record<typeof placement, string> = {
    discovery: $localize`“${title}:title:” is in discovery already.`,
    collection: $localize`“${title}:title:” is in the collection already.`,
    archive: $localize`“${title}:title:” is in the archive already.`,
  };
  return words[placement];
}
