import { Body, Controller, Delete, Get, Param, ParseEnumPipe, Patch, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { AlbumRepository } from './album-repository.js';
import {
  ALBUM_FIELDS,
  AlbumListQuery,
  AlbumPage,
  AlbumsQuery,
  EditAlbum,
  PlaceAlbum,
  ShowParts,
  type AlbumField,
} from './albums.dto.js';
import { EditStore } from './edit-store.js';
import { FileParts } from './file-parts.js';
import { AlbumSummary, AlbumView, ListOutline } from './library.dto.js';
import { PlacementStore } from './placement-store.js';

@ApiTags('library')
@AnswersBadRequest()
@Controller('albums')
export class AlbumsController {
  constructor(
    private readonly albums: AlbumRepository,
    private readonly edits: EditStore,
    private readonly placements: PlacementStore,
    private readonly parts: FileParts,
  ) {}

  /** Albums, a page at a time. */
  @Get()
  listAlbums(@Query() query: AlbumsQuery): Promise<AlbumPage> {
    return this.albums.page(OWNER_ID, query);
  }

  /** How many albums that are, and where pages and letters begin, to enter the list anywhere. */
  @Get('outline')
  outlineAlbums(@Query() query: AlbumListQuery): Promise<ListOutline> {
    return this.albums.outline(OWNER_ID, query);
  }

  /** One album with its tracks. */
  @Get(':id')
  @AnswersNotFound()
  getAlbum(@Param('id') id: string): Promise<AlbumView> {
    return this.albums.find(OWNER_ID, id);
  }

  /** Shows another title or artist than the source says. */
  @Patch(':id')
  @AnswersNotFound()
  async editAlbum(@Param('id') id: string, @Body() edit: EditAlbum): Promise<AlbumView> {
    await this.edits.editAlbum(OWNER_ID, id, edit);
    return this.albums.find(OWNER_ID, id);
  }

  /** Puts it among what waits for a verdict, what is kept, what is kept out of sight, or what was rejected. */
  @Put(':id/placement')
  @AnswersNotFound()
  async placeAlbum(@Param('id') id: string, @Body() { placement }: PlaceAlbum): Promise<AlbumSummary> {
    await this.placements.place(OWNER_ID, id, placement);
    return this.albums.summary(OWNER_ID, id);
  }

  /**
   * Has its files that hold several songs or chapters be one track each, or tracks again. They are read anew for that: the
   * tracks change when the scan that this begins has ended.
   */
  @Put(':id/parts')
  @AnswersNotFound()
  async showParts(@Param('id') id: string, @Body() { parts }: ShowParts): Promise<AlbumView> {
    await this.parts.show(OWNER_ID, id, parts);
    return this.albums.find(OWNER_ID, id);
  }

  /** Shows again what the source says. */
  @Delete(':id/edits/:field')
  @AnswersNotFound()
  async revertAlbum(
    @Param('id') id: string,
    @Param('field', new ParseEnumPipe(ALBUM_FIELDS)) field: AlbumField,
  ): Promise<AlbumView> {
    await this.edits.revertAlbum(id, field);
    return this.albums.find(OWNER_ID, id);
  }
}
