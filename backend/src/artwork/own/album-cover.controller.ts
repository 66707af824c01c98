import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { OWNER_ID } from '../../database/index.js';
import { OwnCovers } from '../../library/index.js';
import { coverView } from './cover-news.js';
import { AlbumCoverChanges, AlbumCoverView, ChooseCover } from './own-covers.dto.js';

@ApiTags('library')
@AnswersBadRequest()
@AnswersNotFound()
@ApiExtraModels(AlbumCoverChanges)
@Controller('albums/:id/cover')
export class AlbumCoverController {
  constructor(private readonly covers: OwnCovers) {}

  /** Shows a picture that was given before as the cover of the album, in place of the one that its files have. */
  @Put()
  async chooseCover(@Param('id') id: string, @Body() { artworkId }: ChooseCover): Promise<AlbumCoverView> {
    return coverView(await this.covers.choose(OWNER_ID, id, artworkId));
  }

  /** Shows the cover again that its files have. */
  @Delete()
  async removeCover(@Param('id') id: string): Promise<AlbumCoverView> {
    return coverView(await this.covers.remove(id));
  }
}
