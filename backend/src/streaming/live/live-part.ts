/** What is announced while a live stream plays. */
export interface LiveTitle {
  /** As the station tells it, cleaned; never empty, at most 1,000 characters. */
  readonly text: string;
  /** With `title`: the text says for certain which is which. */
  readonly artist?: string;
  readonly title?: string;
}

/** What a live stream brings, in the order in which it is heard. */
export type LivePart =
  /**
   * Part of the stream too: what a decoder must know of the sound that follows. It takes the place of the head before it, and
   * whoever begins to listen later is sent it first. Formats whose every frame stands for itself have none.
   */
  | { readonly kind: 'head'; readonly bytes: Buffer }
  /** Whole frames or pages: somebody may begin to listen with them. */
  | { readonly kind: 'sound'; readonly bytes: Buffer; readonly durationMs: number }
  /** Of the sound that follows; undefined: nobody knows what it is. Told only when it is another than before. */
  | { readonly kind: 'title'; readonly title: LiveTitle | undefined };

/** What the sound is in; a connection that brings another takes the place of the one before. */
export interface LiveFormat {
  /** As it is sent to who listens. */
  readonly mimeType: string;
  /** As in `TrackLocation.format`: mp3, aac, vorbis, opus, flac …; `unknown` where only a decoder can tell. */
  readonly codec: string;
  /** mp3, adts, ogg, mpegts, fmp4, flac …: of the bytes of the parts. */
  readonly container: string;
}

/** What a station says of itself when it answers; every text cleaned, none empty. */
export interface LiveStation {
  readonly name?: string;
  readonly genre?: string;
  readonly homepage?: string;
  readonly description?: string;
  readonly bitrateKbps?: number;
  /** Address of its picture. */
  readonly logo?: string;
}

/** One connection to a live stream. */
export interface LiveConnection {
  readonly format: LiveFormat;
  readonly station: LiveStation;
  /**
   * To be read to its end or returned: that closes the connection. Ends where the station ends it.
   * @throws UpstreamError, SourceUnavailable it broke off; silence of the network for 20 s, or less than 1 kB in them
   */
  readonly parts: AsyncIterable<LivePart>;
}
