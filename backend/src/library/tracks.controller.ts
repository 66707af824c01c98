import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Patch, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { TrackView } from '../catalogue/index.js';
import { OWNER_ID } from '../database/index.js';
import { EditStore } from './edit-store.js';
import { ListOutline, LyricsView } from './library.dto.js';
import { LyricsEdits } from './lyrics/lyrics-edits.js';
import { TrackLyrics } from './lyrics/track-lyrics.js';
import { TrackRepository } from './track-repository.js';
import { EditLyrics, EditTrack, ShiftLyrics, TrackListQuery, TrackPage, TracksQuery } from './tracks.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('tracks')
export class TracksController {
  constructor(
    private readonly tracks: TrackRepository,
    private readonly edits: EditStore,
    private readonly words: TrackLyrics,
    private readonly wordEdits: LyricsEdits,
  ) {}

  /** Tracks, a page at a time. */
  @Get()
  listTracks(@Query() query: TracksQuery): Promise<TrackPage> {
    return this.tracks.page(OWNER_ID, query);
  }

  /** How long a list of tracks is, with cursors that lead to any part of it. */
  @Get('outline')
  outlineTracks(@Query() query: TrackListQuery): Promise<ListOutline> {
    return this.tracks.outline(OWNER_ID, query);
  }

  @Get(':id')
  @AnswersNotFound()
  getTrack(@Param('id') id: string): Promise<TrackView> {
    return this.tracks.find(id);
  }

  /** The words, with times where they are known. */
  @Get(':id/lyrics')
  @AnswersNotFound()
  getLyrics(@Param('id') id: string): Promise<LyricsView> {
    return this.words.find(id);
  }

  /** Shows these words in place of those of its file or source. */
  @Put(':id/lyrics')
  @AnswersNotFound()
  async editLyrics(@Param('id') id: string, @Body() { text }: EditLyrics): Promise<LyricsView> {
    await this.wordEdits.write(OWNER_ID, id, text);
    return this.words.find(id);
  }

  /** Shows again the words of its file or source, at the times that they tell. */
  @Delete(':id/lyrics')
  @HttpCode(HttpStatus.NO_CONTENT)
  @AnswersNotFound()
  async revertLyrics(@Param('id') id: string): Promise<void> {
    await this.wordEdits.revert(id);
  }

  /** Shows its words later or sooner than they tell. */
  @Put(':id/lyrics/offset')
  @HttpCode(HttpStatus.NO_CONTENT)
  @AnswersNotFound()
  async shiftLyrics(@Param('id') id: string, @Body() { offsetMs }: ShiftLyrics): Promise<void> {
    await this.wordEdits.shift(OWNER_ID, id, offsetMs);
  }

  /** Shows another title than the source says. */
  @Patch(':id')
  @AnswersNotFound()
  async editTrack(@Param('id') id: string, @Body() { title }: EditTrack): Promise<TrackView> {
    await this.edits.editTrackTitle(OWNER_ID, id, title);
    return this.tracks.find(id);
  }

  /** Shows again what the source says. */
  @Delete(':id/edits/title')
  @AnswersNotFound()
  async revertTrack(@Param('id') id: string): Promise<TrackView> {
    await this.edits.revertTrackTitle(id);
    return this.tracks.find(id);
  }
}
