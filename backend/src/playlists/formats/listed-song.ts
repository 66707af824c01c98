/** A song as a list of another program names it. */
export interface ListedSong {
  /** For people: the line, or title and artist. Never empty. */
  readonly text: string;
  /** A path or an address. */
  readonly location?: string;
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly durationMs?: number;
  readonly isrc?: string;
}

/** A list of another program. */
export interface ListedPlaylist {
  /** As it calls itself. */
  readonly name?: string;
  readonly description?: string;
  readonly songs: readonly ListedSong[];
}
