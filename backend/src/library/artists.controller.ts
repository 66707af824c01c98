import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { ArtistRepository } from './artist-repository.js';
import { ArtistPage, ArtistsQuery } from './artists.dto.js';
import { ArtistView } from './library.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('artists')
export class ArtistsController {
  constructor(private readonly artists: ArtistRepository) {}

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
}
