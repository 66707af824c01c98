import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { FollowedPlaylists } from './origins/followed-playlists.js';
import { FollowPlaylist, FreezePlaylist } from './origins/origins.dto.js';
import { PlaylistView } from './playlists.dto.js';

/** Playlists of sources that were saved. */
@ApiTags('playlists')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playlists')
export class FollowedPlaylistsController {
  constructor(private readonly followed: FollowedPlaylists) {}

  /** Saves a playlist of a source: it is looked at again from time to time. One that is followed already is answered as it is. */
  @Post('follow')
  @HttpCode(200)
  followPlaylist(@Body() { id }: FollowPlaylist): Promise<PlaylistView> {
    return this.followed.follow(OWNER_ID, id);
  }

  /** Looks at its source now. */
  @Post(':id/refresh')
  @HttpCode(200)
  refreshPlaylist(@Param('id') id: string): Promise<PlaylistView> {
    return this.followed.refresh(OWNER_ID, id);
  }

  /** Lets it be as it is now, and be changed by hand; or follow its source again, which takes such changes back. */
  @Put(':id/frozen')
  freezePlaylist(@Param('id') id: string, @Body() { isFrozen }: FreezePlaylist): Promise<PlaylistView> {
    return this.followed.freeze(OWNER_ID, id, isFrozen);
  }
}
