import { Injectable } from '@nestjs/common';
import { present } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { PodcastAccess } from '../podcast-access.js';
import { keepArtwork, ShowStore } from './show-store.js';
import type { DirectoryShowView } from './shows.dto.js';

const LIMIT_MS = 10_000;

/** Shows that are not followed yet, found in a directory outside. */
@Injectable()
export class Directory {
  constructor(
    private readonly access: PodcastAccess,
    private readonly shows: ShowStore,
    private readonly database: Database,
  ) {}

  /** Best first. @throws PodcastsOff, UpstreamError */
  async search(query: string, limit: number): Promise<DirectoryShowView[]> {
    const found = await this.access.now.search(query, limit, AbortSignal.timeout(LIMIT_MS));
    const known = await Promise.all(found.map(({ feedAddress }) => this.shows.byAddress(feedAddress)));
    return this.database.write(async ({ sql }) => {
      const views: DirectoryShowView[] = [];
      for (const [i, { artwork, ...show }] of found.entries()) {
        const artworkId = artwork === undefined ? undefined : await keepArtwork(sql, artwork);
        views.push(present({ ...show, artworkId, showId: known[i]?.id }));
      }
      return views;
    });
  }
}
