import { DomainError } from '../../common/index.js';

/** A part can be heard only once it was cut out, and there is no ffmpeg. */
export class CutterMissing extends DomainError {
  override readonly kind = 'unsupported';
  override readonly code = 'cutter-missing';
  override readonly title = 'Cutting not available';

  constructor() {
    super(
      'This track is a part of a file. To cut it out needs ffmpeg, which was not found. ' +
        'Install it (Debian: apt install ffmpeg) and play the track again.',
    );
  }
}

/** So many wait to be cut out that one more would wait for too long. */
export class CutterBusy extends DomainError {
  override readonly kind = 'busy';
  override readonly code = 'cutter-busy';
  override readonly title = 'Too many parts to cut';
  override readonly retryAfterSeconds = 5;

  constructor() {
    super('Many parts of files are being cut out already. Try again in a few seconds.');
  }
}

/** ffmpeg did not manage. */
export class CutFailed extends DomainError {
  override readonly kind = 'upstream';
  override readonly code = 'cut-failed';
  override readonly title = 'Cutting failed';

  constructor() {
    super(
      'ffmpeg could not cut this track out of its file. The file may be damaged, or the disk full; the log says more.',
    );
  }
}

/** What was cut out does not fit into the cache. */
export class PartTooLarge extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'part-too-large';
  override readonly title = 'Part too large';

  constructor(maxBytes: number) {
    super(
      `This track is a part of a file, and larger than all that is kept of converted audio (${maxBytes} bytes). ` +
        'Raise streaming.cache.maxSize.',
    );
  }
}
