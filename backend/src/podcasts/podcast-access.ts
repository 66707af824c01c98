import { Injectable } from '@nestjs/common';
import { SourceRegistry, type PodcastsCapability } from '../sources/index.js';
import { PodcastsOff } from './podcast-errors.js';

/** The way to feeds, when there is one. */
@Injectable()
export class PodcastAccess {
  constructor(private readonly sources: SourceRegistry) {}

  get isThere(): boolean {
    return this.sources.get('podcast')?.capabilities.podcasts !== undefined;
  }

  /** @throws PodcastsOff */
  get now(): PodcastsCapability {
    const podcasts = this.sources.get('podcast')?.capabilities.podcasts;
    if (!podcasts) throw new PodcastsOff();
    return podcasts;
  }
}
