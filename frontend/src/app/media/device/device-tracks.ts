import { inject, Service } from '@angular/core';
import { Api } from '../../core/api/api';
import type { TrackView } from '../../core/api/types';
import type { KeptThing } from '../../core/device/kept-on-device';
import { isOfSource } from '../subjects/subject';

/** Pages of lists as large as the server gives them. */
const PAGE = 100;

/** What is to be kept, with its tracks. */
export type ToKeep = Pick<KeptThing, 'kind' | 'subjectId' | 'title' | 'artist' | 'artworkId' | 'tracks'>;

/** What of an episode is kept: itself. */
export function episodeToKeep(track: TrackView): ToKeep {
  const { id, title, artist, artworkId } = track;
  const thing = { kind: 'episode', subjectId: id, title, artist, tracks: [track] } as const;
  return { ...thing, ...(artworkId !== undefined && { artworkId }) };
}

/** Asks which tracks an album or a playlist has. */
@Service()
export class DeviceTracks {
  private readonly api = inject(Api);

  /** @throws HttpErrorResponse for which `explain` has words */
  async album(id: string): Promise<ToKeep> {
    const album = isOfSource(id)
      ? await this.api.read('/api/v1/remote/albums/{id}', { path: { id } })
      : await this.api.read('/api/v1/albums/{id}', { path: { id } });
    const tracks = 'tracks' in album ? album.tracks : album.discs.flatMap((disc) => disc.tracks);
    return {
      kind: 'album',
      subjectId: id,
      title: album.title,
      artist: album.artist,
      tracks,
      ...(album.artworkId !== undefined && { artworkId: album.artworkId }),
    };
  }

  /** One of one's own. @throws HttpErrorResponse for which `explain` has words */
  async playlist(id: string, title: string): Promise<ToKeep> {
    const tracks: TrackView[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
      const { items, nextCursor } = await this.api.readPage('/api/v1/playlists/{id}/items', {}, page, { id });
      tracks.push(...items.map(({ track }) => track));
      cursor = nextCursor;
    }
    const { covers } = await this.api.read('/api/v1/playlists/{id}', { path: { id } });
    const artworkId = covers[0]?.artworkId;
    return { kind: 'playlist', subjectId: id, title, tracks, ...(artworkId !== undefined && { artworkId }) };
  }
}
