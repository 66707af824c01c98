import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import { ArtworkView } from './artwork.dto.js';
import { Covers } from './covers.js';

@ApiTags('artworks')
@Controller('artworks')
export class ArtworksController {
  constructor(private readonly covers: Covers) {}

  /** Size, colours and preview of a cover. The picture itself is at `/art/{id}`. */
  @Get(':id')
  @ApiNotFoundResponse({ description: 'There is no such cover, or it cannot be shown.' })
  artwork(@Param('id') id: string): Promise<ArtworkView> {
    return this.covers.view(id);
  }
}
