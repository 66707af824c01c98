import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CoverQuery } from './artwork.dto.js';
import { Covers, coverSize } from './covers.js';
import type { PictureFormat } from './picture-protocol.js';

/** An id changes when the picture may have, so its address never goes stale. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The pictures themselves. */
@ApiExcludeController()
@Controller('art')
export class CoverController {
  constructor(private readonly covers: Covers) {}

  /** GET and HEAD. */
  @Get(':id')
  async cover(
    @Param('id') id: string,
    @Query() { size }: CoverQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const sizePx = coverSize(size);
    const format = formatFor(request);
    const picture = await this.covers.picture(id, sizePx, format);
    response.set({
      'Content-Type': `image/${format}`,
      'Cache-Control': IMMUTABLE,
      ETag: `"${id}-${sizePx}-${format}"`,
      Vary: 'Accept',
    });
    response.send(picture);
  }
}

/**
 * WebP wherever it is named; AVIF is a tenth smaller but takes ten times as long to make (155 ms to 16), which a page
 * full of new covers would feel, so only who takes nothing better known gets it. Who names no format gets a JPEG.
 */
function formatFor(request: Request): PictureFormat {
  const named = request.get('accept') ?? '';
  const takes = (type: string): boolean => request.accepts(type) !== false;
  if (/image\/webp/i.test(named) && takes('image/webp')) return 'webp';
  return !takes('image/jpeg') && takes('image/avif') ? 'avif' : 'jpeg';
}
