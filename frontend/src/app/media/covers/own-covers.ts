import { inject, Service } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { AlbumSummary, ArtworkView } from '../../core/api/types';
import { ChangedCovers } from '../../core/changed-covers';
import { Toasts } from '../../core/toasts';

/** An album whose cover is changed. */
export type CoveredAlbum = Pick<AlbumSummary, 'id' | 'title' | 'artist' | 'artworkId' | 'placeholder'>;

/** Gives albums covers of one's own, and takes them away; both can be undone. */
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
   * Shows a picture that was given as the cover of the album.
   * @throws HttpErrorResponse for which `explain` has words
   */
  async choose(album: CoveredAlbum, artworkId: string): Promise<void> {
    const { hasOwnCover, artworkId: former } = await this.api.read('/api/v1/albums/{id}', { path: { id: album.id } });
    await this.put(album, artworkId);
    const back = hasOwnCover && former !== undefined ? () => this.put(album, former) : () => this.take(album);
    this.offer(`“${album.title}” has another cover.`, back);
  }

  /** Shows the cover again that its files have. @throws HttpErrorResponse for which `explain` has words */
  async remove(album: CoveredAlbum): Promise<void> {
    const { formerArtworkId: former } = await this.take(album);
    if (former !== undefined) this.offer(`“${album.title}” has the cover of its files again.`, () => this.put(album, former)); // prettier-ignore
  }

  private async put({ id }: CoveredAlbum, artworkId: string): Promise<void> {
    this.changed.take(
      await this.api.command('put', '/api/v1/albums/{id}/cover', { path: { id }, body: { artworkId } }),
    );
  }

  private async take({ id }: CoveredAlbum): Promise<{ formerArtworkId?: string }> {
    const change = await this.api.command('delete', '/api/v1/albums/{id}/cover', { path: { id } });
    this.changed.take(change);
    return change;
  }

  private offer(words: string, back: () => Promise<unknown>): void {
    const run = (): void => void back().catch((error: unknown) => this.toasts.show(explain(error).message));
    this.toasts.show(words, { label: 'Undo', run });
  }
}
