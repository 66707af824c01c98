import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { Journal } from './journal.js';
import { DaysQuery, HeardDays, ListenPage, ListensQuery } from './listens.dto.js';

@ApiTags('history')
@AnswersBadRequest()
@Controller('history')
export class HistoryController {
  constructor(private readonly journal: Journal) {}

  /** What was heard, newest first, a page at a time in both directions. */
  @Get('listens')
  listListens(@Query() query: ListensQuery): Promise<ListenPage> {
    return this.journal.page(OWNER_ID, query);
  }

  /** How much was heard on each day of a year. */
  @Get('days')
  getDays(@Query() { year }: DaysQuery): Promise<HeardDays> {
    return this.journal.days(OWNER_ID, year);
  }
}
