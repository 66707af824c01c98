import { CauseView } from '../../api/index.js';

/** What a live stream announces from some moment on. */
export class LiveTitleView {
  /** On the clock of the stream. */
  atMs: number;
  /** As announced; absent: nothing is known of the sound from here on. */
  text?: string;
  /** With `title`, where the announcement says for certain which is which. */
  artist?: string;
  title?: string;
}

/** A live stream that somebody listens to. Moments are milliseconds of its own clock, which is about when they came in. */
export class LiveView {
  trackId: string;
  /** connecting: not heard yet; live; lost: tried again and again. */
  state: 'connecting' | 'live' | 'lost';
  /** Why it is lost. */
  reason?: string;
  /** The same for programs. */
  cause?: CauseView;
  /** What is kept begins here … */
  oldestMs: number;
  /** … and the newest sound ends here. */
  edgeMs: number;
  /** Where to begin to hear what is live, with a little in hand. */
  startMs: number;
  /** What is kept, oldest first; at most the last 100. */
  titles: LiveTitleView[];
  /** mp3, aac, opus, vorbis, flac …; absent before the first sound. */
  codec?: string;
  /** mp3, adts, ogg, mpegts, fmp4, flac …. */
  container?: string;
  /** What the station says of itself. */
  bitrateKbps?: number;
  name?: string;
  genre?: string;
  homepage?: string;
  /** Address of its picture. */
  logo?: string;
}
