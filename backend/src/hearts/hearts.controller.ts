import { Body, Controller, Delete, Get, HttpCode, Param, ParseEnumPipe, Put, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { HeartList } from './heart-list.js';
import { Hearts } from './hearts.js';
import {
  GiveHeart,
  HEART_KINDS,
  HeartMarks,
  HeartMarksQuery,
  HeartPage,
  HeartsQuery,
  type HeartKind,
} from './hearts.dto.js';

const Kind = (): ParameterDecorator => Param('kind', new ParseEnumPipe(HEART_KINDS));

@ApiTags('hearts')
@AnswersBadRequest()
@Controller('hearts')
export class HeartsController {
  constructor(
    private readonly hearts: Hearts,
    private readonly list: HeartList,
  ) {}

  /** What a person loves, newest first. Stations are loved by being saved: `/stations`. */
  @Get()
  listHearts(@Query() query: HeartsQuery): Promise<HeartPage> {
    return this.list.page(OWNER_ID, query);
  }

  /** Which of these have a heart, by themselves or because the same recording, album or artist has one elsewhere. */
  @Get('marks')
  getHeartMarks(@Query() { ids }: HeartMarksQuery): Promise<HeartMarks> {
    return this.hearts.marks(OWNER_ID, ids);
  }

  /** Gives it a heart. A track is also told as loved to the services that are told of listens. */
  @Put(':kind/:id')
  @HttpCode(204)
  @ApiParam({ name: 'kind', enum: HEART_KINDS })
  @AnswersNotFound()
  giveHeart(
    @Kind() kind: HeartKind,
    @Param('id') id: string,
    @Body() told: GiveHeart,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.hearts.give(OWNER_ID, kind, id, told, goneWith(response));
  }

  /** Takes the heart back, wherever the same thing got it. */
  @Delete(':kind/:id')
  @HttpCode(204)
  @ApiParam({ name: 'kind', enum: HEART_KINDS })
  takeHeart(@Kind() kind: HeartKind, @Param('id') id: string): Promise<void> {
    return this.hearts.take(OWNER_ID, kind, id);
  }
}
