import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { writeStations } from './station-files.js';
import { StationImports } from './station-import.js';
import { SavedStations } from './saved-stations.js';
import { StationTitles as Titles } from './station-titles.js';
import { StationViews } from './station-views.js';
import {
  ChangeStation,
  ExportStations,
  ImportStations,
  OrderStations,
  SaveStation,
  StationImport,
  StationList,
  StationTitles,
  StationView,
} from './stations.dto.js';
import type { SavedStation } from './station-store.js';

@ApiTags('stations')
@AnswersBadRequest()
@Controller('stations')
export class StationsController {
  constructor(
    private readonly stations: SavedStations,
    private readonly views: StationViews,
    private readonly titles: Titles,
    private readonly imports: StationImports,
  ) {}

  /** All that were saved, in their order. */
  @Get()
  async listStations(): Promise<StationList> {
    return { items: await this.views.of(await this.stations.all(OWNER_ID)) };
  }

  /** Saves a station: one that is given by its address is listened to first. */
  @Post()
  @AnswersNotFound()
  async saveStation(@Body() body: SaveStation, @Res({ passthrough: true }) response: Response): Promise<StationView> {
    return this.view(await this.stations.save(OWNER_ID, body, goneWith(response)));
  }

  /** Puts all of them in another order. */
  @Put('order')
  @HttpCode(204)
  orderStations(@Body() { ids }: OrderStations): Promise<void> {
    return this.stations.order(OWNER_ID, ids);
  }

  /** Saves the stations of an M3U, PLS, XSPF or OPML file, and tells what became of each. */
  @Post('import')
  @HttpCode(200)
  async importStations(
    @Body() { text }: ImportStations,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StationImport> {
    return { entries: await this.imports.take(OWNER_ID, text, goneWith(response)) };
  }

  /** The saved stations as a file that other programs read. */
  @Get('export')
  @ApiProduces('audio/x-mpegurl', 'audio/x-scpls', 'text/x-opml')
  async exportStations(@Query() { format }: ExportStations, @Res() response: Response): Promise<void> {
    const { text, mimeType } = writeStations(await this.stations.all(OWNER_ID), format);
    response.setHeader('Content-Disposition', `attachment; filename="stations.${format}"`);
    response.type(mimeType).send(text);
  }

  @Get(':id')
  @AnswersNotFound()
  async findStation(@Param('id') id: string): Promise<StationView> {
    return this.view(await this.stations.find(OWNER_ID, id));
  }

  /** What it announced while somebody listened; at most the last 100. */
  @Get(':id/titles')
  @AnswersNotFound()
  async listStationTitles(@Param('id') id: string): Promise<StationTitles> {
    const { trackId } = await this.stations.find(OWNER_ID, id);
    return { items: await this.titles.of(trackId) };
  }

  @Patch(':id')
  @AnswersNotFound()
  async changeStation(
    @Param('id') id: string,
    @Body() body: ChangeStation,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StationView> {
    return this.view(await this.stations.change(OWNER_ID, id, body, goneWith(response)));
  }

  @Delete(':id')
  @HttpCode(204)
  @AnswersNotFound()
  removeStation(@Param('id') id: string): Promise<void> {
    return this.stations.remove(OWNER_ID, id);
  }

  private async view(station: SavedStation): Promise<StationView> {
    const [view] = await this.views.of([station]);
    return view!;
  }
}
