import { IsString, IsUrl, MaxLength } from 'class-validator';

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

/** What an album shows, and what it showed before; absent: nothing. */
export class AlbumCoverView {
  albumId: string;
  artworkId?: string;
  formerArtworkId?: string;
}

/** The covers that were chosen or taken away last, newest last, since the server began. */
export class AlbumCoverChanges {
  changes: AlbumCoverView[];
}
