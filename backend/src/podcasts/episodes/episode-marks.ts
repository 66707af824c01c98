import { Injectable } from '@nestjs/common';
import { ResumePoints } from '../../playback/index.js';
import { EpisodeRepository } from './episode-repository.js';
import type { EpisodeSummary, MarkedView } from './episodes.dto.js';
import { summaryOf } from './episode-repository.js';

/** What somebody says of episodes: heard, or not. */
@Injectable()
export class EpisodeMarks {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly points: ResumePoints,
  ) {}

  /** @throws NotFound */
  async mark(ownerId: string, trackId: string, isDone: boolean): Promise<EpisodeSummary> {
    await this.episodes.row(ownerId, trackId);
    await this.points.mark(ownerId, 'episode', [trackId], isDone);
    return summaryOf(await this.episodes.row(ownerId, trackId));
  }

  /** All that came out until one, that one included, were heard. @throws NotFound */
  async markUpTo(ownerId: string, showId: string, trackId: string): Promise<MarkedView> {
    const unheard = await this.episodes.unheardUpTo(ownerId, showId, trackId);
    await this.points.mark(ownerId, 'episode', unheard, true);
    return { count: unheard.length };
  }
}
