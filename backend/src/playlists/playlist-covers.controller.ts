import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { ChooseCover, CoverChangeView, coverView } from '../artwork/index.js';
import { OWNER_ID } from '../database/index.js';
import { PlaylistCovers } from './playlist-covers.js';

@ApiTags('playlists')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playlists')
export class PlaylistCoversController {
  constructor(private readonly covers: PlaylistCovers) {}

  /** Shows a picture that was given before as the cover of the playlist, in place of those of its songs. */
  @Put(':id/cover')
  async choosePlaylistCover(@Param('id') id: string, @Body() { artworkId }: ChooseCover): Promise<CoverChangeView> {
    return coverView(await this.covers.choose(OWNER_ID, id, artworkId));
  }

  /** Shows the covers of its songs again. */
  @Delete(':id/cover')
  async removePlaylistCover(@Param('id') id: string): Promise<CoverChangeView> {
    return coverView(await this.covers.remove(OWNER_ID, id));
  }
}
