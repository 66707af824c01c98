import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUrl, MaxLength } from 'class-validator';
import { COVER_KINDS, type CoverKind } from '../../library/index.js';

export class FetchArtwork {
  /** Of a picture on the web. */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(4_000)
  address: string;
}

export class ChooseCover {
  /** Of a picture that was given before. */
  @IsString() @MaxLength(24) artworkId: string;
}

/** What an album or an artist shows, and what it showed before; absent: nothing. Of a playlist: what was chosen for it. */
export class CoverChangeView {
  @ApiProperty({ enum: COVER_KINDS }) kind: CoverKind;
  id: string;
  artworkId?: string;
  formerArtworkId?: string;
}

/** The covers of albums and artists that were chosen or taken away last, newest last, since the server began. */
export class CoverChanges {
  changes: CoverChangeView[];
}
