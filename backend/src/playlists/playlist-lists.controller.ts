import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, goneWith, PageQuery } from '../api/index.js';
import { InvalidRequest } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import { ListReports } from './origins/list-reports.js';
import { ChooseTrack, ImportQuery, LookedFor, ReportPage } from './origins/origins.dto.js';
import { PlaylistExport } from './origins/playlist-export.js';
import { PlaylistImports } from './origins/playlist-imports.js';
import { PlaylistView } from './playlists.dto.js';

const MAX_FILE_BYTES = 20 * 1024 ** 2;

/** Playlists as lists of other programs, in and out. */
@ApiTags('playlists')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playlists')
export class PlaylistListsController {
  constructor(
    private readonly imports: PlaylistImports,
    private readonly exported: PlaylistExport,
    private readonly reports: ListReports,
  ) {}

  /**
   * Makes a playlist of a list of another program: M3U in any encoding, CSV, JSPF, or lines of “Artist - Title”. What is not
   * found, or not for certain, is its report.
   */
  @Post('import')
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  async importPlaylist(@Query() { name = '' }: ImportQuery, @Req() request: Request): Promise<PlaylistView> {
    return this.imports.take(OWNER_ID, await readFile(request), name);
  }

  /** A playlist as an M3U8 file: paths below the music folder, and addresses of what lies elsewhere. */
  @Get(':id/export')
  @ApiProduces('audio/x-mpegurl')
  @ApiOkResponse({ schema: { type: 'string' } })
  async exportPlaylist(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { name, text } = await this.exported.m3u(OWNER_ID, id);
    response.attachment(`${name.replace(/[/\\\p{Cc}]/gu, '_')}.m3u8`);
    response.setHeader('Content-Type', 'audio/x-mpegurl; charset=utf-8');
    response.setHeader('Cache-Control', 'private, no-store');
    response.end(text);
  }

  /** What of the list that it came from was not found, or not for certain, a page at a time. */
  @Get(':id/report')
  getPlaylistReport(@Param('id') id: string, @Query() query: PageQuery): Promise<ReportPage> {
    return this.reports.page(OWNER_ID, id, query);
  }

  /** Says which track an entry of the report is: it is put where it stands in the list. */
  @Post(':id/report/:number/choose')
  @HttpCode(200)
  chooseForEntry(
    @Param('id') id: string,
    @Param('number', ParseIntPipe) number: number,
    @Body() { trackId }: ChooseTrack,
  ): Promise<PlaylistView> {
    return this.reports.choose(OWNER_ID, id, number, trackId);
  }

  /** Looks for an entry of the report at every source. */
  @Post(':id/report/:number/look')
  @HttpCode(200)
  async lookForEntry(
    @Param('id') id: string,
    @Param('number', ParseIntPipe) number: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LookedFor> {
    const entry = await this.reports.look(OWNER_ID, id, number, goneWith(response));
    return entry ? { isFound: false, entry } : { isFound: true };
  }

  /** Leaves an entry of the report out for good. */
  @Delete(':id/report/:number')
  @HttpCode(200)
  dismissEntry(@Param('id') id: string, @Param('number', ParseIntPipe) number: number): Promise<PlaylistView> {
    return this.reports.dismiss(OWNER_ID, id, number);
  }
}

/** @throws InvalidRequest it is larger than any list */
async function readFile(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_FILE_BYTES)
      throw new InvalidRequest([{ field: 'file', detail: 'is larger than 20 MiB.', because: 'file-too-large' }]);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
