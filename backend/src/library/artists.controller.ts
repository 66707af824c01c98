import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { ArtistRepository } from './artist-repository.js';
import { ArtistPage, ArtistsQuery, WorkPage, WorksQuery } from './artists.dto.js';
import { ArtistView } from './library.dto.js';
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
