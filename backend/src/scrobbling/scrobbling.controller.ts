import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { LastFmConnection } from './lastfm/lastfm-connection.js';
import { LastFmApproval, ScrobbleServiceView, ScrobblingView } from './scrobbling.dto.js';
import { Senders } from './senders.js';

@ApiTags('scrobbling')
@Controller('scrobbling')
export class ScrobblingController {
  constructor(
    private readonly senders: Senders,
    private readonly lastFm: LastFmConnection,
  ) {}

  /** The services that are told of listens, and how each is doing. */
  @Get()
  async listScrobblingServices(): Promise<ScrobblingView> {
    return { services: await this.senders.views() };
  }

  /** Asks Last.fm for an approval. A person gives it on the page that is answered, within an hour. */
  @Post('lastfm/connect')
  @HttpCode(HttpStatus.OK)
  @ApiConflictResponse({ description: 'It cannot be connected: something has to be configured first.' })
  @ApiServiceUnavailableResponse({ description: 'Last.fm did not answer as it should.' })
  async connectLastFm(): Promise<LastFmApproval> {
    return { approveUrl: await this.lastFm.begin() };
  }

  /** Ends the connecting, once the person has approved. Until then the problem is `lastfm-not-approved`. */
  @Post('lastfm/connect/finish')
  @HttpCode(HttpStatus.OK)
  @ApiConflictResponse({ description: 'There is no approval yet, or it came too late.' })
  @ApiServiceUnavailableResponse({ description: 'Last.fm did not answer as it should.' })
  async finishConnectingLastFm(): Promise<ScrobbleServiceView> {
    await this.lastFm.finish();
    this.senders.retry('lastfm');
    return this.senders.view('lastfm');
  }

  /** Tries at once, also where a person had to do something first. The answer does not wait for the outcome. */
  @Post(':id/retry')
  @HttpCode(HttpStatus.OK)
  @ApiNotFoundResponse({ description: 'There is no such service.' })
  retryScrobbling(@Param('id') id: string): Promise<ScrobbleServiceView> {
    this.senders.retry(id);
    return this.senders.view(id);
  }
}
