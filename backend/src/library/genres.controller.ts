import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { DecadeRepository } from './decade-repository.js';
import { GenreRepository } from './genre-repository.js';
import { DecadeList, GenrePage, GenresQuery } from './genres.dto.js';
import { GenreView } from './library.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller()
export class GenresController {
  constructor(
    private readonly genres: GenreRepository,
    private readonly decades: DecadeRepository,
  ) {}

  /** Genres, a page at a time. */
  @Get('genres')
  listGenres(@Query() query: GenresQuery): Promise<GenrePage> {
    return this.genres.page(OWNER_ID, query);
  }

  @Get('genres/:id')
  @AnswersNotFound()
  getGenre(@Param('id') id: string): Promise<GenreView> {
    return this.genres.find(OWNER_ID, id);
  }

  /** Decades in which albums came out. */
  @Get('decades')
  async listDecades(): Promise<DecadeList> {
    return { items: await this.decades.all(OWNER_ID) };
  }
}
