import { inject, Service } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { ArtworkView, CoverChangeView } from '../../core/api/types';
import { ChangedCovers } from '../../core/changed-covers';
import { Toasts } from '../../core/toasts';
import { Playlists } from '../playlists/playlists';

/** An album, an artist or a playlist of one's own whose cover is changed. */
export interface Coverable {
  readonly kind: CoverChangeView['kind'];
  readonly id: string;
  readonly title: string;
  /** Of an album. */
  readonly artist?: string;
  readonly artworkId?: string;
}

const PATHS = {
  album: '/api/v1/albums/{id}',
  artist: '/api/v1/artists/{id}',
  playlist: '/api/v1/playlists/{id}',
} as const;
const COVERS = {
  album: '/api/v1/albums/{id}/cover',
  artist: '/api/v1/artists/{id}/cover',
  playlist: '/api/v1/playlists/{id}/cover',
} as const;

/** Gives albums, artists and playlists covers of one's own, and takes them away; both can be undone. */
@Service()
export class OwnCovers {
  private readonly api = inject(Api);
  private readonly changed = inject(ChangedCovers);
  private readonly playlists = inject(Playlists);
  private readonly toasts = inject(Toasts);

  /**
   * Hands over a picture, which can then be chosen.
   * @param told gets how much of it has arrived, from 0 to 1
   * @throws HttpErrorResponse for which `explain` has words; the reason of the signal
   */
  give(picture: Blob, told: (share: number) => void, signal: AbortSignal): Promise<ArtworkView> {
    return this.api.upload('/api/v1/artworks', { body: picture }, told, signal);
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
    this.offer(chosenInWords(subject), back);
  }

  /** Shows again what there is without. @throws HttpErrorResponse for which `explain` has words */
  async remove(subject: Coverable): Promise<void> {
    const { formerArtworkId: former } = await this.take(subject);
    if (former === undefined) return;
    this.offer(removedInWords(subject), () => this.put(subject, former));
  }

  private async put({ kind, id }: Coverable, artworkId: string): Promise<CoverChangeView> {
    return this.told(await this.api.command('put', COVERS[kind], { path: { id }, body: { artworkId } }));
  }

  private async take({ kind, id }: Coverable): Promise<CoverChangeView> {
    return this.told(await this.api.command('delete', COVERS[kind], { path: { id } }));
  }

  /** Only the server knows what a playlist shows without one. */
  private told(change: CoverChangeView): CoverChangeView {
    if (change.kind === 'playlist') this.playlists.lookAgain();
    else this.changed.take(change);
    return change;
  }

  private offer(words: string, back: () => Promise<unknown>): void {
    const run = (): void => void back().catch((error: unknown) => this.toasts.show(explain(error).message));
    this.toasts.show(words, { label: $localize`Undo`, run });
  }
}

function chosenInWords({ kind, title }: Coverable): string {
  return kind === 'artist'
    ? $localize`“${title}:title:” has another picture.`
    : $localize`“${title}:title:” has another cover.`;
}

function removedInWords({ kind, title }: Coverable): string {
  if (kind === 'playlist') return $localize`“${title}:title:” has the covers of its songs again.`;
  return kind === 'artist'
    ? $localize`“${title}:title:” has the cover of an album again.`
    : $localize`“${title}:title:” has the cover of its files again.`;
}
