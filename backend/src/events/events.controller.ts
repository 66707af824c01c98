import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { EventTopics } from './event-topics.js';
import { EventsQuery, Revision } from './events.dto.js';

@ApiTags('events')
@AnswersBadRequest()
@ApiExtraModels(Revision)
@Controller('events')
export class EventsController {
  constructor(private readonly events: EventTopics) {}

  /**
   * Server-sent events of some topics in one connection. Each event is named after its topic and tells the topic's whole
   * state: at once, then with each change. `player`: a PlayerView. `scan`: a ScanView, an empty object before the first
   * scan. `imports`: an ImportView of the newest import, or an empty object. `sources`: a SourceList.
   * `podcasts`: a PodcastsStateView. `kept`: a KeepingState. `personal-stations`: a StationNowView.
   * `covers`: done and total of those that are made ahead, an empty object when none are. `own-covers`: the
   * CoverChanges. `hearts` and `playlists`: a Revision.
   * Beside them `heartbeat`, which says that the connection stands.
   */
  @Get()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events until the client goes.', schema: { type: 'string' } })
  async subscribe(
    @Query() { topics, outputIds, lastEventId }: EventsQuery,
    @Headers('last-event-id') lastEventHeader: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    await this.events.open(response, {
      ownerId: OWNER_ID,
      topics,
      outputIds,
      lastEventId: lastEventHeader ?? lastEventId,
    });
  }
}
