import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { Charts } from './charts.js';
import { Statistics } from './statistics.js';
import {
  Completeness,
  CompletenessQuery,
  Discovery,
  HistorySummary,
  ListeningClock,
  TopList,
  TopQuery,
  WindowQuery,
} from './statistics.dto.js';

@ApiTags('history')
@AnswersBadRequest()
@Controller('history/statistics')
export class StatisticsController {
  constructor(
    private readonly statistics: Statistics,
    private readonly charts: Charts,
  ) {}

  /** How much was heard in a window, of how many things, how much of it new, and streaks of days. */
  @Get('summary')
  getSummary(@Query() query: WindowQuery): Promise<HistorySummary> {
    return this.statistics.summary(OWNER_ID, query);
  }

  /** What was heard most. */
  @Get('top')
  getTop(@Query() query: TopQuery): Promise<TopList> {
    return this.charts.top(OWNER_ID, query);
  }

  /** At which hours of the week. */
  @Get('clock')
  getClock(@Query() query: WindowQuery): Promise<ListeningClock> {
    return this.statistics.clockOfWeek(OWNER_ID, query);
  }

  /** New against known, month by month. */
  @Get('discovery')
  getDiscovery(@Query() query: WindowQuery): Promise<Discovery> {
    return this.statistics.discovery(OWNER_ID, query);
  }

  /** How much of each album. */
  @Get('completeness')
  getCompleteness(@Query() query: CompletenessQuery): Promise<Completeness> {
    return this.charts.completeness(OWNER_ID, query);
  }
}
