import { inject, Service } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { ArtworkView, CoverChangeView } from '../../core/api/types';
import { ChangedCovers } from '../../core/changed-covers';
import { Toasts } from '../../core/toasts';

/** An album or an artist whose cover is changed. */
export interface Coverable {
  readonly kind: 'album' | 'artist';
  readonly id: string;
  readonly title: string;
  /** Of an album. */
  readonly artist?: string;
  readonly artworkId?: string;
}

const PATHS = { album: '/api/v1/albums/{id}', artist: '/api/v1/artists/{id}' } as const;
const COVERS = { album: '/api/v1/albums/{id}/cover', artist: '/api/v1/artists/{id}/cover' } as const;

/** Gives albums and artists covers of one's own, and takes them away; both can be undone. */
@Service()
export class OwnCovers {
  private readonly api = inject(Api);
  private readonly changed = inject(ChangedCovers);
  private readonly toasts = inject(Toasts);

  /** Hands over a picture, which can then be chosen. @throws HttpErrorResponse for which `explain` has words */
  give(picture: Blob): Promise<ArtworkView> {
    return this.api.command('post', '/api/v1/artworks', { body: picture });
  }

  /** The same with one on the web, which the server fetches. @throws HttpErrorResponse for which `explain` has words */
  fetch(address: string): Promise<ArtworkView> {
    return this.api.command('post', '/api/v1/artworks/fetched', { body: { address } });
  }

  /**
   * Shows a picture that was given as its cover.
   * @throws HttpErrorResponse for which `explain` has words
   */
  async choose(subject: Coverable, artworkId: string): Promise<void> {
    const { hasOwnCover } = await this.api.read(PATHS[subject.kind], { path: { id: subject.id } });
    const { formerArtworkId: former } = await this.put(subject, artworkId);
    const back = hasOwnCover && former !== undefined ? () => this.put(subject, former) : () => this.take(subject);
    this.offer(subject.kind === 'album' ? $localize`“${subject.title}:title:” has another cover.` : $localize`“${subject.title}:title:” has another picture.`, back); // prettier-ignore
  }

  /** Shows again what there is without. @throws HttpErrorResponse for which `explain` has words */
  async remove(subject: Coverable): Promise<void> {
    const { formerArtworkId: former } = await this.take(subject);
    if (former === undefined) return;
    const words =
      subject.kind === 'album'
        ? $localize`“${subject.title}:title:” has the cover of its files again.`
        : $localize`“${subject.title}:title:” has the cover of an album again.`;
    this.offer(words, () => this.put(subject, former));
  }

  private async put({ kind, id }: Coverable, artworkId: string): Promise<CoverChangeView> {
    const change = await this.api.command('put', COVERS[kind], { path: { id }, body: { artworkId } });
    this.changed.take(change);
    return change;
  }

  private async take({ kind, id }: Coverable): Promise<CoverChangeView> {
    const change = await this.api.command('delete', COVERS[kind], { path: { id } });
    this.changed.take(change);
    return change;
  }

  private offer(words: string, back: () => Promise<unknown>): void {
    const run = (): void => void back().catch((error: unknown) => this.toasts.show(explain(error).message));
    this.toasts.show(words, { label: $localize`Undo`, run });
  }
}
