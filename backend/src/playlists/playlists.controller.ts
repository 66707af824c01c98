import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { Playlists } from './playlists.js';
import {
  ChangePlaylist,
  DeletedPlaylists,
  NewPlaylist,
  PlaylistPage,
  PlaylistsQuery,
  PlaylistView,
} from './playlists.dto.js';

@ApiTags('playlists')
@AnswersBadRequest()
@Controller('playlists')
export class PlaylistsController {
  constructor(private readonly playlists: Playlists) {}

  /** Playlists, a page at a time. */
  @Get()
  listPlaylists(@Query() query: PlaylistsQuery): Promise<PlaylistPage> {
    return this.playlists.page(OWNER_ID, query);
  }

  /** Makes a playlist, empty or with some tracks in it. */
  @Post()
  @AnswersNotFound()
  createPlaylist(@Body() body: NewPlaylist): Promise<PlaylistView> {
    return this.playlists.create(OWNER_ID, body);
  }

  /** Those that were deleted in the last 30 days. */
  @Get('deleted')
  async listDeletedPlaylists(): Promise<DeletedPlaylists> {
    return { items: await this.playlists.deleted(OWNER_ID) };
  }

  @Get(':id')
  @AnswersNotFound()
  findPlaylist(@Param('id') id: string): Promise<PlaylistView> {
    return this.playlists.find(OWNER_ID, id);
  }

  /** Makes another one with the same in it, which is a person's own. */
  @Post(':id/copy')
  @AnswersNotFound()
  copyPlaylist(@Param('id') id: string): Promise<PlaylistView> {
    return this.playlists.copy(OWNER_ID, id);
  }

  /** Renames or describes it. */
  @Patch(':id')
  @AnswersNotFound()
  changePlaylist(@Param('id') id: string, @Body() body: ChangePlaylist): Promise<PlaylistView> {
    return this.playlists.change(OWNER_ID, id, body);
  }

  /** It can be brought back for 30 days. */
  @Delete(':id')
  @HttpCode(204)
  @AnswersNotFound()
  deletePlaylist(@Param('id') id: string): Promise<void> {
    return this.playlists.delete(OWNER_ID, id);
  }

  /** Brings a deleted one back, as it was. */
  @Post(':id/restore')
  @HttpCode(200)
  @AnswersNotFound()
  restorePlaylist(@Param('id') id: string): Promise<PlaylistView> {
    return this.playlists.restore(OWNER_ID, id);
  }
}
