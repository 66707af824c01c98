import { DomainError } from '../../common/index.js';

/** There is no ffmpeg. */
export class TranscoderMissing extends DomainError {
  override readonly kind = 'unsupported';
  override readonly code = 'transcoder-missing';
  override readonly title = 'Conversion not available';

  constructor() {
    super('Converting audio needs ffmpeg, which was not found. Install it (Debian: apt install ffmpeg) and try again.');
  }
}

/** As many conversions run as are allowed. */
export class TranscoderBusy extends DomainError {
  override readonly kind = 'busy';
  override readonly code = 'transcoder-busy';
  override readonly title = 'Too many conversions';
  /** A conversion takes a few seconds. */
  override readonly retryAfterSeconds = 3;

  /** @param setting that says how many may run */
  constructor(most: number, setting = 'streaming.transcode.maxConcurrent') {
    super(`${most} conversions run already, which is the most that ${setting} allows.`);
  }
}

/** The file could not be converted. */
export class TranscodeFailed extends DomainError {
  override readonly kind = 'upstream';
  override readonly code = 'transcode-failed';
  override readonly title = 'Conversion failed';

  constructor() {
    super('ffmpeg could not convert this track. The file may be damaged; the log says more.');
  }
}
