import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { OwnCovers } from '../../library/index.js';
import { coverView } from './cover-news.js';
import { ChooseCover, CoverChanges, CoverChangeView } from './own-covers.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@AnswersNotFound()
@ApiExtraModels(CoverChanges)
@Controller()
export class OwnCoversController {
  constructor(private readonly covers: OwnCovers) {}

  /** Shows a picture that was given before as the cover of the album, in place of the one that its files have. */
  @Put('albums/:id/cover')
  async chooseAlbumCover(@Param('id') id: string, @Body() { artworkId }: ChooseCover): Promise<CoverChangeView> {
    return coverView(await this.covers.choose(OWNER_ID, 'album', id, artworkId));
  }

  /** Shows the cover again that its files have. */
  @Delete('albums/:id/cover')
  async removeAlbumCover(@Param('id') id: string): Promise<CoverChangeView> {
    return coverView(await this.covers.remove(OWNER_ID, 'album', id));
  }

  /** Shows a picture that was given before for the artist, in place of the cover of one of their albums. */
  @Put('artists/:id/cover')
  async chooseArtistCover(@Param('id') id: string, @Body() { artworkId }: ChooseCover): Promise<CoverChangeView> {
    return coverView(await this.covers.choose(OWNER_ID, 'artist', id, artworkId));
  }

  /** Shows a cover of one of their albums again. */
  @Delete('artists/:id/cover')
  async removeArtistCover(@Param('id') id: string): Promise<CoverChangeView> {
    return coverView(await this.covers.remove(OWNER_ID, 'artist', id));
  }
}
