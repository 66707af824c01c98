import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { Players } from '../playback/index.js';
import { NowOnStation } from './now-on-station.js';
import { SongActs } from './song-acts.js';
import { BookmarkSong, RatedView, RateSong, SongReasons } from './tuner.dto.js';

/** Songs that stations gave, by their track ids. */
@ApiTags('personal stations')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('station-songs/:trackId')
export class StationSongsController {
  constructor(
    private readonly songs: SongActs,
    private readonly players: Players,
    private readonly now: NowOnStation,
  ) {}

  /** Likes it, or not: what plays and gets a thumb down is left for the next song, which counts as a skip. */
  @Put('thumb')
  async rateStationSong(@Param('trackId') trackId: string, @Body() { isUp }: RateSong): Promise<RatedView> {
    await this.act();
    const rated = await this.songs.rate(OWNER_ID, trackId, isUp);
    await this.now.refresh(OWNER_ID);
    return { ...rated };
  }

  /** Takes the thumb back. */
  @Delete('thumb')
  @HttpCode(204)
  async unrateStationSong(@Param('trackId') trackId: string): Promise<void> {
    await this.act();
    await this.songs.unrate(OWNER_ID, trackId);
    await this.now.refresh(OWNER_ID);
  }

  /** It is not played for about a month. */
  @Post('rest')
  @HttpCode(204)
  async restStationSong(@Param('trackId') trackId: string): Promise<void> {
    await this.act();
    await this.songs.rest(OWNER_ID, trackId);
  }

  /** Why it was chosen. */
  @Get('why')
  async explainStationSong(@Param('trackId') trackId: string): Promise<SongReasons> {
    await this.act();
    return { items: [...(await this.songs.explain(OWNER_ID, trackId))] };
  }

  /** Keeps the song, or its artist, among the bookmarks at its source. */
  @Post('bookmark')
  @HttpCode(204)
  async bookmarkStationSong(@Param('trackId') trackId: string, @Body() { kind }: BookmarkSong): Promise<void> {
    await this.act();
    await this.songs.bookmark(OWNER_ID, trackId, kind);
  }

  /** Somebody is there. */
  private async act(): Promise<void> {
    (await this.players.of(OWNER_ID)).playback.noteAct();
  }
}
