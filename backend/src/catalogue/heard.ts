/** What is known of something that was heard: texts as they were then, and names by which it may be known already. */
export interface Heard {
  readonly title: string;
  /** As printed, all names in one text. */
  readonly artist: string;
  /** The main one of them, where that is known. */
  readonly performer?: string;
  /** The main ones one by one, where they are given apart. */
  readonly artists?: readonly string[];
  readonly album?: string;
  readonly albumArtist?: string;
  /** `local`, or the service that told of it. */
  readonly source: string;
  /** Of the library, or of a source. */
  readonly trackId?: string;
  /** Library ids. */
  readonly albumId?: string;
  readonly artistId?: string;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbReleaseGroupId?: string;
  readonly mbArtistId?: string;
}
