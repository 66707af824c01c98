import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith } from '../api/index.js';
import { NotFound } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import type { DirectoryStation } from '../sources/index.js';
import { RadioDirectory } from './radio-directory.js';
import { SavedStations } from './saved-stations.js';
import {
  DIRECTORY_LISTS,
  DirectoryList,
  DirectoryPage,
  DirectoryQuery,
  type DirectoryStationView,
} from './stations.dto.js';

/** All stations there are, saved or not. */
@ApiTags('stations')
@AnswersBadRequest()
@Controller('radio-directory')
export class RadioDirectoryController {
  constructor(
    private readonly directory: RadioDirectory,
    private readonly saved: SavedStations,
  ) {}

  /** Stations that fit all that is wished for. */
  @Get()
  async searchRadioDirectory(
    @Query() query: DirectoryQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DirectoryPage> {
    const { offset, limit, country, ...wish } = query;
    const found = await this.directory.search(
      { ...wish, ...(country !== undefined && { countryCode: country.toUpperCase() }) },
      { offset, limit },
      goneWith(response),
    );
    const savedIds = new Map((await this.saved.all(OWNER_ID)).map(({ trackId, id }) => [trackId, id]));
    return { items: found.map((station) => viewOf(station, savedIds)), hasMore: found.length === limit };
  }

  /** What can be wished for, with most stations first. */
  @Get(':list')
  @ApiParam({ name: 'list', enum: DIRECTORY_LISTS })
  @AnswersNotFound()
  async listRadioChoices(
    @Param('list') name: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DirectoryList> {
    const kind = DIRECTORY_LISTS.find((each) => each === name);
    if (!kind) throw new NotFound('list', name);
    return { items: (await this.directory.list(kind, goneWith(response))).map((entry) => ({ ...entry })) };
  }
}

function viewOf(station: DirectoryStation, savedIds: ReadonlyMap<string, string>): DirectoryStationView {
  const { urls: _, artwork: __, tags, ...facts } = station;
  const trackId = `radio:${station.nativeId}`;
  const savedId = savedIds.get(trackId);
  return { ...facts, tags: [...tags], trackId, ...(savedId !== undefined && { savedId }) };
}
