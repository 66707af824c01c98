import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import { PagedSearch } from './paged-search.js';
import { RecentSearches } from './recent-searches.js';
import { sendSearch } from './search-stream.js';
import { FoundAlbumPage, FoundArtistPage, FoundPlaylistPage, FoundTrackPage, ForgetQuery, RecentSearchBody, RecentSearchList, SearchQuery, SearchResponse, SearchStreamQuery, SourceSearchQuery, SuggestionList, SuggestionsQuery } from './search.dto.js'; // prettier-ignore
import { Suggestions } from './suggestions.js';
import type { WideWish } from './catalogue-search.js';
import type { PageWish } from './paged-search.js';

@ApiTags('search')
@AnswersBadRequest()
@Controller('search')
export class SearchController {
  constructor(
    private readonly catalogue: CatalogueSearch,
    private readonly paged: PagedSearch,
    private readonly recent: RecentSearches,
    private readonly suggestions: Suggestions,
  ) {}

  /**
   * What matches `q` in the library, among podcasts and stations and at every source, best first within each kind: in one
   * answer, when all have answered or four seconds are over. `missing` names who failed.
   */
  @Get()
  search(@Query() query: SearchQuery, @Res({ passthrough: true }) response: Response): Promise<SearchResponse> {
    return this.catalogue.search(wishOf(query), goneWith(response));
  }

  /**
   * The same as it comes, in server-sent events named `found`. Each is a SearchResponse with all that was found so far, and
   * takes the place of the one before; what it has already keeps its order, and what is new comes behind. After the last, in
   * which nobody is `asking`, the connection ends. Whoever closes it ends all the questions.
   */
  @Get('stream')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events until all have answered.', schema: { type: 'string' } })
  async stream(@Query() query: SearchStreamQuery, @Res() response: Response): Promise<void> {
    await sendSearch(response, (signal, tell) => this.catalogue.search(wishOf(query), signal, tell));
  }

  /** What somebody may mean who has typed so much. */
  @Get('suggestions')
  async suggest(
    @Query() { q = '' }: SuggestionsQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SuggestionList> {
    return { items: await this.suggestions.for(OWNER_ID, q, goneWith(response)) };
  }

  /** What was searched for lately, newest first. */
  @Get('recent')
  async listRecent(): Promise<RecentSearchList> {
    return { items: await this.recent.all(OWNER_ID) };
  }

  /** Remembers that somebody searched for this and meant it: opened or played what was found, or pressed Enter. */
  @Post('recent')
  @HttpCode(204)
  remember(@Body() { q }: RecentSearchBody): Promise<void> {
    return this.recent.remember(OWNER_ID, q);
  }

  /** Forgets one, or all. */
  @Delete('recent')
  @HttpCode(204)
  forget(@Query() { q }: ForgetQuery): Promise<void> {
    return q === undefined ? this.recent.forgetAll(OWNER_ID) : this.recent.forget(OWNER_ID, q);
  }

  /** All albums that one source finds, or the library (`library`), page by page. */
  @Get(':sourceId/albums')
  @AnswersNotFound()
  albums(
    @Param('sourceId') sourceId: string,
    @Query() query: SourceSearchQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FoundAlbumPage> {
    return this.paged.page('albums', 'album', pageWish(sourceId, query), goneWith(response));
  }

  /** All artists that one source finds, or the library, page by page. */
  @Get(':sourceId/artists')
  @AnswersNotFound()
  artists(
    @Param('sourceId') sourceId: string,
    @Query() query: SourceSearchQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FoundArtistPage> {
    return this.paged.page('artists', 'artist', pageWish(sourceId, query), goneWith(response));
  }

  /** All pieces of music that one source finds, or the library, page by page. */
  @Get(':sourceId/tracks')
  @AnswersNotFound()
  tracks(
    @Param('sourceId') sourceId: string,
    @Query() query: SourceSearchQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FoundTrackPage> {
    return this.paged.page('tracks', 'track', pageWish(sourceId, query), goneWith(response));
  }

  /** All playlists that one source finds, page by page. */
  @Get(':sourceId/playlists')
  @AnswersNotFound()
  playlists(
    @Param('sourceId') sourceId: string,
    @Query() query: SourceSearchQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FoundPlaylistPage> {
    return this.paged.page('playlists', 'playlist', pageWish(sourceId, query), goneWith(response));
  }
}

function wishOf({ q, limit, kinds, sources }: SearchQuery): WideWish {
  return { query: q, limit, ownerId: OWNER_ID, kinds, sources };
}

function pageWish(sourceId: string, { q, cursor, limit }: SourceSearchQuery): PageWish {
  return { sourceId, query: q, cursor, limit, ownerId: OWNER_ID };
}
