import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { CatalogueSearch } from './catalogue-search.js';
import { SearchQuery, SearchResponse } from './search.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('search')
export class SearchController {
  constructor(private readonly catalogue: CatalogueSearch) {}

  /** Albums, artists, tracks, podcasts, their episodes and stations that match `q`, best first within each kind. */
  @Get()
  search(@Query() { q, limit }: SearchQuery): Promise<SearchResponse> {
    return this.catalogue.search({ query: q, limit, ownerId: OWNER_ID });
  }
}
