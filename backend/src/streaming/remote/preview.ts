import { isCutShort } from '../../common/index.js';
import { SourceRefusal, type ToldLength } from '../../sources/index.js';

/** What a service has of a song, for this listener, is its beginning. */
class PreviewOnly extends SourceRefusal {
  override readonly kind = 'not-found';
  override readonly code = 'preview-only';
  override readonly title = 'A preview only';

  override readonly more: { readonly service: string; readonly thereMs: number; readonly wholeMs: number };

  /** @param service as people call it */
  constructor(service: string, thereMs: number, wholeMs: number) {
    super(
      `${service} gives a preview of this song only: ${inWords(thereMs)} of ${inWords(wholeMs)}. ` +
        'Listen to all of it there, or look for another version.',
    );
    this.more = { service, thereMs, wholeMs };
  }
}

/**
 * Looks whether what lies at a location is only the beginning, and tells the source so.
 * @param thereMs how long it is
 * @throws PreviewOnly
 */
export function refusePreview({ wholeMs, onPreview }: ToldLength, service: string, thereMs: number): void {
  if (wholeMs === undefined || !isCutShort(thereMs, wholeMs)) return;
  onPreview?.();
  throw new PreviewOnly(service, thereMs, wholeMs);
}

/** `30 s`, `3:34`. */
function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
