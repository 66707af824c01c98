import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { Bookmarks } from './bookmarks.js';
import { EpisodeMarks } from './episode-marks.js';
import { EpisodeRepository } from './episode-repository.js';
import { EpisodeTexts } from './episode-texts.js';
import { AddBookmark, BookmarkList, BookmarkView, ChaptersView, EpisodePage, EpisodesQuery, EpisodeSummary, EpisodeView, MarkedView, MarkEpisodes, MarkSeveralEpisodes, TranscriptQuery, TranscriptView } from './episodes.dto.js'; // prettier-ignore

@ApiTags('podcasts')
@AnswersBadRequest()
@Controller('podcasts')
export class EpisodesController {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly texts: EpisodeTexts,
    private readonly marks: EpisodeMarks,
    private readonly bookmarks: Bookmarks,
  ) {}

  /** Episodes of one show or of many, a page at a time. */
  @Get('episodes')
  listEpisodes(@Query() query: EpisodesQuery): Promise<EpisodePage> {
    return this.episodes.page(OWNER_ID, query);
  }

  @Get('episodes/:id')
  @AnswersNotFound()
  getEpisode(@Param('id') id: string): Promise<EpisodeView> {
    return this.episodes.find(OWNER_ID, id);
  }

  /** Marks within the episode, each with its picture and its link. Those in its file are not among them. */
  @Get('episodes/:id/chapters')
  @AnswersNotFound()
  getChapters(@Param('id') id: string): Promise<ChaptersView> {
    return this.texts.chapters(OWNER_ID, id);
  }

  /** What is said in it, as far as its feed has it; of several the one that is wished for. */
  @Get('episodes/:id/transcript')
  @AnswersNotFound()
  getTranscript(@Param('id') id: string, @Query() wish: TranscriptQuery): Promise<TranscriptView> {
    return this.texts.transcript(OWNER_ID, id, wish);
  }

  /** Says that it was heard, or that it was not: then it begins at its beginning. */
  @Put('episodes/:id/heard')
  @AnswersNotFound()
  markEpisode(@Param('id') id: string, @Body() { isDone }: MarkEpisodes): Promise<EpisodeSummary> {
    return this.marks.mark(OWNER_ID, id, isDone);
  }

  /** The same of several at once. */
  @Put('episodes/heard')
  markEpisodes(@Body() { ids, isDone }: MarkSeveralEpisodes): Promise<MarkedView> {
    return this.marks.markAll(OWNER_ID, ids, isDone);
  }

  /** Places that are to be found again, in their order. */
  @Get('episodes/:id/bookmarks')
  @AnswersNotFound()
  async listBookmarks(@Param('id') id: string): Promise<BookmarkList> {
    return { items: await this.bookmarks.list(OWNER_ID, id) };
  }

  @Post('episodes/:id/bookmarks')
  @AnswersNotFound()
  addBookmark(@Param('id') id: string, @Body() bookmark: AddBookmark): Promise<BookmarkView> {
    return this.bookmarks.add(OWNER_ID, id, bookmark);
  }

  @Delete('bookmarks/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  removeBookmark(@Param('id') id: string): Promise<void> {
    return this.bookmarks.remove(OWNER_ID, id);
  }
}
