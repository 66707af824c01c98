import { Injectable } from '@nestjs/common';
import type { SearchAnswer, Searchable, SearchWish } from '../search/index.js';
import { EpisodeSearch } from './episodes/episode-search.js';
import { ShowSearch } from './shows/show-search.js';

/** What of podcasts is found by words: shows that are followed, and episodes of all that there are. */
@Injectable()
export class PodcastSearch implements Searchable {
  readonly id = 'podcasts';
  readonly name = 'Your podcasts';
  readonly kinds = ['show', 'episode'] as const;
  readonly isLocal = true;

  constructor(
    private readonly shows: ShowSearch,
    private readonly episodes: EpisodeSearch,
  ) {}

  async find(wish: SearchWish): Promise<Pick<SearchAnswer, 'shows' | 'episodes'>> {
    const [shows, episodes] = await Promise.all([this.shows.find(wish), this.episodes.find(wish)]);
    return { shows, episodes };
  }
}
