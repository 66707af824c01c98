import type { Quality } from '../../source.js';
import type { ResolvedAudio } from './resolved-audio.js';

/** What is wanted of the sound of a song. */
export interface WayWish {
  readonly quality: Quality;
  /** The form that was begun with: another has other bytes. Taken where it is to be had. */
  readonly formatId?: string;
}

/** One way of finding out where the sound of a song lies. */
export interface Way {
  /**
   * @param id of a song, eleven characters
   * @throws StreamRefused with the reason
   * @throws UpstreamError
   */
  resolve(id: string, wish: WayWish, signal: AbortSignal): Promise<ResolvedAudio>;
}

/** Numbers of the forms (`itag`) in which sound comes, those to be taken first in front. */
export const FORMATS: Readonly<Record<Quality, readonly string[]>> = {
  // Opus and AAC of 256 kbit/s for who pays, then Opus of about 140 and AAC of 128.
  best: ['774', '141', '251', '140'],
  saving: ['249', '250', '139'],
};
