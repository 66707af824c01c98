import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import {
  OwnAccountList,
  OwnMusicView,
  RemoteAlbumView,
  RemoteArtistView,
  RemotePlaylistPageView,
  RemotePlaylistQuery,
  SavedAlbumView,
  ChooseVersion,
  SavedArtistView,
  SavedTrackView,
  TrackVersionsView,
} from './browse.dto.js';
import { OwnMusicPages } from './own-music-pages.js';
import { RemoteBrowser } from './remote-browser.js';
import { RemoteSaves } from './remote-saves.js';
import { TrackVersions } from './track-versions.js';

/** What is at sources, by ids such as `ytmusic:MPREb_x`. */
@ApiTags('remote')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('remote')
export class RemoteController {
  constructor(
    private readonly browser: RemoteBrowser,
    private readonly saves: RemoteSaves,
    private readonly own: OwnMusicPages,
    private readonly versions: TrackVersions,
  ) {}

  /** An album of a source with its tracks. One that was opened before is also shown while its source does not answer. */
  @Get('albums/:id')
  getRemoteAlbum(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<RemoteAlbumView> {
    return this.browser.album(OWNER_ID, id, goneWith(response));
  }

  /** An artist of a source with what is heard most of them, and all their albums. */
  @Get('artists/:id')
  getRemoteArtist(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<RemoteArtistView> {
    return this.browser.artist(OWNER_ID, id, goneWith(response));
  }

  /** What a person has collected at a source, which knows them by the credentials or the name of a profile that Pyxis was given. */
  @Get('own/:sourceId')
  getOwnMusic(
    @Param('sourceId') sourceId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnMusicView> {
    return this.own.music(OWNER_ID, sourceId, goneWith(response));
  }

  /** Among which accounts of a source the person can choose. */
  @Get('own/:sourceId/accounts')
  listOwnAccounts(
    @Param('sourceId') sourceId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnAccountList> {
    return this.own.accounts(sourceId, goneWith(response));
  }

  /** A playlist of a source, a page at a time. */
  @Get('playlists/:id')
  getRemotePlaylist(
    @Param('id') id: string,
    @Query() { cursor }: RemotePlaylistQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RemotePlaylistPageView> {
    return this.browser.playlist(OWNER_ID, id, cursor, goneWith(response));
  }

  /** Puts an album into the library, in discovery; also again, after it was dismissed. */
  @Put('albums/:id/saved')
  saveRemoteAlbum(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<SavedAlbumView> {
    return this.saves.album(OWNER_ID, id, goneWith(response));
  }

  /** Takes an album that was saved out of the library again. What was heard of it stays in the history. */
  @Delete('albums/:id/saved')
  @HttpCode(HttpStatus.NO_CONTENT)
  forgetRemoteAlbum(@Param('id') id: string): Promise<void> {
    return this.saves.forgetAlbum(OWNER_ID, id);
  }

  /** Puts a single track into the library, on its album, which is in discovery then. */
  @Put('tracks/:id/saved')
  saveRemoteTrack(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<SavedTrackView> {
    return this.saves.track(OWNER_ID, id, goneWith(response));
  }

  /**
   * Takes a single track that was saved out of the library again: off its album where others are on it, else with its album.
   * What was heard of it stays in the history.
   */
  @Delete('tracks/:id/saved')
  @HttpCode(HttpStatus.NO_CONTENT)
  forgetRemoteTrack(@Param('id') id: string): Promise<void> {
    return this.saves.forgetTrack(OWNER_ID, id);
  }

  /** Puts an artist into the library. Their albums come into discovery one after the other. */
  @Put('artists/:id/saved')
  saveRemoteArtist(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<SavedArtistView> {
    return this.saves.artist(OWNER_ID, id, goneWith(response));
  }

  /** Takes an artist back. Their albums come no more; those that have come stay where they are. */
  @Delete('artists/:id/saved')
  @HttpCode(HttpStatus.NO_CONTENT)
  forgetRemoteArtist(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<void> {
    return this.saves.forgetArtist(OWNER_ID, id, goneWith(response));
  }

  /** Other versions of a track at its source, such as the song in place of its video. Takes ids of saved tracks, too. */
  @Get('tracks/:id/versions')
  getTrackVersions(
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TrackVersionsView> {
    return this.versions.of(id, goneWith(response));
  }

  /** Has another version heard wherever the track plays, from now on. */
  @Put('tracks/:id/version')
  @HttpCode(HttpStatus.NO_CONTENT)
  chooseTrackVersion(
    @Param('id') id: string,
    @Body() { versionId }: ChooseVersion,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.versions.choose(id, versionId, goneWith(response));
  }
}
