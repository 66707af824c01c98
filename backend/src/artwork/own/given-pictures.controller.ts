import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AnswersBadRequest } from '../../api/index.js';
import { ArtworkView } from '../artwork.dto.js';
import { FetchedPictures } from './fetched-pictures.js';
import { GivenPictures } from './given-pictures.js';
import { FetchArtwork } from './own-covers.dto.js';
import { readPicture } from './sent-picture.js';

@ApiTags('artworks')
@AnswersBadRequest()
@Controller('artworks')
export class GivenPicturesController {
  constructor(
    private readonly given: GivenPictures,
    private readonly fetched: FetchedPictures,
  ) {}

  /**
   * Takes a picture that is to be a cover: a JPEG, PNG, WebP, AVIF, GIF or TIFF of at most 20 MB, at least 32 by 32 pixels and no
   * more than four times as long as wide. What nothing shows goes after a day.
   */
  @Post()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  async giveArtwork(@Req() request: Request): Promise<ArtworkView> {
    const announced = Number(request.headers['content-length']);
    return this.given.take(await readPicture(request, Number.isSafeInteger(announced) ? announced : undefined));
  }

  /** Fetches such a picture from the web. Addresses inside this network are not asked. */
  @Post('fetched')
  async fetchArtwork(@Body() { address }: FetchArtwork): Promise<ArtworkView> {
    return this.given.take(await this.fetched.fetch(address));
  }
}
