import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound, PageQuery } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { PlaylistItems } from './playlist-items.js';
import {
  AddedView,
  AddToPlaylist,
  MoveItems,
  PlaylistItemPage,
  PlaylistView,
  RemovedView,
  RemoveItems,
  RestoreItems,
} from './playlists.dto.js';

@ApiTags('playlists')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playlists/:id/items')
export class PlaylistItemsController {
  constructor(private readonly items: PlaylistItems) {}

  /** What is in a playlist, in its order, a page at a time. */
  @Get()
  listPlaylistItems(@Param('id') id: string, @Query() query: PageQuery): Promise<PlaylistItemPage> {
    return this.items.page(OWNER_ID, id, query);
  }

  /** Adds tracks, and tells how many of them are in it already. */
  @Post()
  @HttpCode(200)
  addToPlaylist(@Param('id') id: string, @Body() body: AddToPlaylist): Promise<AddedView> {
    return this.items.add(OWNER_ID, id, body);
  }

  /** Takes items out; they can be put back. */
  @Post('remove')
  @HttpCode(200)
  removeFromPlaylist(@Param('id') id: string, @Body() { itemIds }: RemoveItems): Promise<RemovedView> {
    return this.items.remove(OWNER_ID, id, itemIds);
  }

  /** Puts back what one removal took out, where it was. */
  @Post('restore')
  @HttpCode(200)
  restoreToPlaylist(@Param('id') id: string, @Body() { removedIn }: RestoreItems): Promise<PlaylistView> {
    return this.items.restore(OWNER_ID, id, removedIn);
  }

  /** Puts items before another one, or at the end; they keep their order among themselves. */
  @Post('move')
  @HttpCode(200)
  moveInPlaylist(@Param('id') id: string, @Body() body: MoveItems): Promise<PlaylistView> {
    return this.items.move(OWNER_ID, id, body);
  }
}
