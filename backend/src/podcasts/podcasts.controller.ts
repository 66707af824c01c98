import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PodcastsStateView } from './podcasts.dto.js';
import { PodcastsState } from './podcasts-state.js';

@ApiTags('podcasts')
@Controller('podcasts')
export class PodcastsController {
  constructor(private readonly state: PodcastsState) {}

  /** What is being done by itself: the same that the topic `podcasts` of the events tells. */
  @Get('state')
  getPodcastsState(): PodcastsStateView {
    return this.state.now;
  }
}
