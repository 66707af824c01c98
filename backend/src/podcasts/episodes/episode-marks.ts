import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';
import { ResumePoints } from '../../playback/index.js';
import { trackIdOf } from '../podcast-ids.js';
import { EpisodeRepository } from './episode-repository.js';
import type { EpisodeSummary, MarkedView } from './episodes.dto.js';
import { summaryOf } from './episode-repository.js';

/** What somebody says of episodes: heard, or not. */
@Injectable()
export class EpisodeMarks {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly points: ResumePoints,
    private readonly database: Database,
  ) {}

  /** @throws NotFound */
  async mark(ownerId: string, trackId: string, isDone: boolean): Promise<EpisodeSummary> {
    await this.episodes.row(ownerId, trackId);
    await this.points.mark(ownerId, 'episode', [trackId], isDone);
    return summaryOf(await this.episodes.row(ownerId, trackId));
  }

  /** What does not exist any more is left out. */
  async markAll(ownerId: string, trackIds: readonly string[], isDone: boolean): Promise<MarkedView> {
    const rows = await this.episodes.rows(this.database.read, ownerId, trackIds);
    await this.points.mark(ownerId, 'episode', rows.map(({ id }) => trackIdOf(id)), isDone); // prettier-ignore
    return { count: rows.length };
  }

  /** All that came out until one, that one included, were heard. @throws NotFound */
  async markUpTo(ownerId: string, showId: string, trackId: string): Promise<MarkedView> {
    const unheard = await this.episodes.unheardUpTo(ownerId, showId, trackId);
    await this.points.mark(ownerId, 'episode', unheard, true);
    return { count: unheard.length };
  }
}
