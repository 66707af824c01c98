import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest } from '../api/index.js';
import { GenreRepository } from './genre-repository.js';
import { GenrePage, GenresQuery } from './genres.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('genres')
export class GenresController {
  constructor(private readonly genres: GenreRepository) {}

  /** Genres, a page at a time. */
  @Get()
  listGenres(@Query() query: GenresQuery): Promise<GenrePage> {
    return this.genres.page(query);
  }
}
