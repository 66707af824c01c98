import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { ArtistRepository } from './artist-repository.js';
import { ArtistListQuery, ArtistPage, ArtistsQuery, WorkPage, WorksQuery } from './artists.dto.js';
import { ArtistView, ListOutline } from './library.dto.js';
import { Works } from './works.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('artists')
export class ArtistsController {
  constructor(
    private readonly artists: ArtistRepository,
    private readonly works: Works,
  ) {}

  /** Artists, a page at a time. */
  @Get()
  listArtists(@Query() query: ArtistsQuery): Promise<ArtistPage> {
    return this.artists.page(OWNER_ID, query);
  }

  /** How many artists that are, and where pages and letters begin, to enter the list anywhere. */
  @Get('outline')
  outlineArtists(@Query() query: ArtistListQuery): Promise<ListOutline> {
    return this.artists.outline(OWNER_ID, query);
  }

  /** One artist. Their albums: `/albums?artistId=`. */
  @Get(':id')
  @AnswersNotFound()
  getArtist(@Param('id') id: string): Promise<ArtistView> {
    return this.artists.find(OWNER_ID, id);
  }

  /** The pieces of music that they composed, by name. Their recordings: `/tracks?artistId=&work=`. */
  @Get(':id/works')
  @AnswersNotFound()
  listWorks(@Param('id') id: string, @Query() query: WorksQuery): Promise<WorkPage> {
    return this.works.page(id, query);
  }
}
