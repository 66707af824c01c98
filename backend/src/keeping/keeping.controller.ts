import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound, PageQuery } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { KeptAudio } from '../streaming/index.js';
import { AtHome } from './at-home.js';
import { HomePins } from './home-pins.js';
import { Keeper } from './keeper.js';
import {
  AtHomeView,
  HoldFetching,
  HomeMarks,
  KeepAtHome,
  KeepingState as StateView,
  KeptPage,
  OfflineView,
} from './keeping.dto.js';
import { KeepingState } from './keeping-state.js';
import { KeptList } from './kept-list.js';
import { MonthCosts } from './month-costs.js';
import { Offline } from './offline.js';

@ApiTags('kept')
@AnswersBadRequest()
@Controller('kept')
export class KeepingController {
  constructor(
    private readonly list: KeptList,
    private readonly costs: MonthCosts,
    private readonly offline: Offline,
    private readonly pins: HomePins,
    private readonly home: AtHome,
    private readonly audio: KeptAudio,
    private readonly keeper: Keeper,
    private readonly state: KeepingState,
  ) {}

  /** What is at home of what lies elsewhere, by album, and why; what was used last first. */
  @Get()
  async listKept(@Query() query: PageQuery): Promise<KeptPage> {
    const page = await this.list.page(OWNER_ID, query);
    const { files, storedBytes: sizeBytes, pinnedBytes, maxBytes } = await this.audio.totals();
    return { ...page, totals: { files, sizeBytes, pinnedBytes, maxBytes }, costs: await this.costs.all() };
  }

  /** What plays when the internet dies now. */
  @Get('offline')
  getOffline(): Promise<OfflineView> {
    return this.offline.look(OWNER_ID);
  }

  /** What is being fetched for home: the same that the topic `kept` of the events tells. */
  @Get('state')
  getKeepingState(): StateView {
    return this.state.now;
  }

  /** Which albums and playlists are at home, for marks in lists and menus. */
  @Get('marks')
  getHomeMarks(): Promise<HomeMarks> {
    return this.home.marks(OWNER_ID);
  }

  /** Ends what is being fetched, and fetches nothing ahead until it is to go on, or the server starts again. */
  @Put('fetching')
  @HttpCode(204)
  holdFetching(@Body() { isPaused }: HoldFetching): void {
    if (isPaused) this.keeper.pause();
    else this.keeper.goOn();
  }

  /** Removes all that need not stay: what was merely heard. Who listens to some of it hears it to its end. */
  @Delete('unpinned')
  @HttpCode(204)
  async removeUnpinned(): Promise<void> {
    await this.audio.removeUnpinned();
    this.keeper.wantsChanged();
  }

  /** How things are with one album, playlist or track. */
  @Get('items/:id')
  @AnswersNotFound()
  findAtHome(@Param('id') id: string): Promise<AtHomeView> {
    return this.home.look(OWNER_ID, id);
  }

  /** Has an album or a playlist come home and stay, be it in the library or not. */
  @Put('items/:id')
  @HttpCode(204)
  @AnswersNotFound()
  keepAtHome(@Param('id') id: string, @Body() { kind }: KeepAtHome): Promise<void> {
    return this.pins.put(OWNER_ID, kind, id);
  }

  /** Nobody wants it at home by name any more: it goes in its turn, unless the place where it lives keeps it. */
  @Delete('items/:id')
  @HttpCode(204)
  @AnswersNotFound()
  letGo(@Param('id') id: string): Promise<void> {
    return this.pins.letGo(OWNER_ID, id);
  }

  /** Removes now what is here of it, and lets it go where a person keeps it. What its place keeps comes again; who listens to it hears it to its end. */
  @Delete('items/:id/audio')
  @HttpCode(204)
  @AnswersNotFound()
  removeAudio(@Param('id') id: string): Promise<void> {
    return this.home.remove(OWNER_ID, id);
  }
}
