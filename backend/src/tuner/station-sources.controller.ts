import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiTags, ApiParam } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith } from '../api/index.js';
import { NotFound, present } from '../common/index.js';
import { KnownStations } from './known-stations.js';
import { ideaView, pictureOf } from './personal-station-views.js';
import { StationSources } from './station-sources.js';
import {
  BOOKMARK_KINDS,
  ChangeStationSettings,
  IdeasQuery,
  StationBookmarks,
  StationGenres,
  StationIdeasView,
  StationSettingsView,
} from './tuner.dto.js';

/** What a source of stations has besides them. */
@ApiTags('personal stations')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('station-sources/:sourceId')
export class StationSourcesController {
  constructor(
    private readonly sources: StationSources,
    private readonly stations: KnownStations,
  ) {}

  /** What words may mean, as the beginning of a station. */
  @Get('ideas')
  async findStationIdeas(
    @Param('sourceId') sourceId: string,
    @Query() { q }: IdeasQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StationIdeasView> {
    const ideas = await this.sources.of(sourceId).capability.ideas(q, goneWith(response));
    return { items: ideas.map(ideaView) };
  }

  @Get('genres')
  async listStationGenres(
    @Param('sourceId') sourceId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StationGenres> {
    const genres = await this.sources.of(sourceId).capability.genres(goneWith(response));
    return { items: genres.map(({ category, items }) => ({ category, items: items.map(ideaView) })) };
  }

  @Get('bookmarks')
  async listStationBookmarks(
    @Param('sourceId') sourceId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StationBookmarks> {
    const bookmarks = await this.sources.of(sourceId).capability.bookmarks(goneWith(response));
    await this.stations.keepPictures(sourceId, bookmarks);
    return {
      items: bookmarks.map(({ nativeId, idea, artwork, ...bookmark }) =>
        present({ ...bookmark, id: nativeId, ideaId: idea, artworkId: pictureOf(sourceId, artwork) }),
      ),
    };
  }

  @Delete('bookmarks/:kind/:id')
  @ApiParam({ name: 'kind', enum: BOOKMARK_KINDS })
  @HttpCode(204)
  async removeStationBookmark(
    @Param('sourceId') sourceId: string,
    @Param('kind') name: string,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const kind = BOOKMARK_KINDS.find((each) => each === name);
    if (!kind) throw new NotFound('kind', name);
    await this.sources.of(sourceId).capability.removeBookmark(id, kind, goneWith(response));
  }

  /** Of the account there, and what it may. */
  @Get('settings')
  async findStationSettings(
    @Param('sourceId') sourceId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StationSettingsView> {
    const settings = await this.sources.of(sourceId).capability.settings(goneWith(response));
    const { skipsAnHour, skipsADay } = this.sources.allowanceOf(sourceId) ?? {};
    return present({ ...settings, skipsAnHour, skipsADay });
  }

  /** Whether songs with explicit words are left out. */
  @Put('settings')
  @HttpCode(204)
  async changeStationSettings(
    @Param('sourceId') sourceId: string,
    @Body() { isExplicitFiltered }: ChangeStationSettings,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sources.of(sourceId).capability.setExplicitFilter(isExplicitFiltered, goneWith(response));
  }
}
