import { fieldsOf } from '../../../common/index.js';
import type { Quality } from '../../source.js';

/** One form in which the sound of a track is to be had, without a lock. */
export interface Transcoding {
  /** Where is told at which address it lies. */
  readonly address: string;
  readonly protocol: 'progressive' | 'hls';
  readonly mimeType: string;
  /** The beginning of the song only. */
  readonly isPreview: boolean;
  /** By what it sounds as good as MP3 of so many kbit/s. */
  readonly worth: number;
  readonly kbps: number;
}

/** What a track is to be had as. */
export interface Transcodings {
  /** Nothing is lost when one of these is played. */
  readonly clear: readonly Transcoding[];
  /** There are others, which only the programs of SoundCloud can open. */
  readonly hasLocked: boolean;
}

/** By the name of the preset, the ending of which counts versions: what it takes, and what MP3 would take to sound like it. */
const PRESETS: readonly (readonly [beginning: string, kbps: number, worth: number])[] = [
  ['aac_256k', 256, 320],
  ['aac_160k', 160, 192],
  ['aac_96k', 96, 112],
  ['aac_1_', 96, 112],
  ['mp3_', 128, 128],
  ['opus_', 64, 96],
];
/** Longer than a song: a set, a show. */
const LONG_MS = 20 * 60_000;
/** A list of several, each of which is there by itself. */
const OF_SEVERAL = /^abr_/;
const UNKNOWN = ['', 128, 64] as const;

/** @param track what the API says of it */
export function transcodingsOf(track: unknown): Transcodings {
  const { transcodings } = fieldsOf(fieldsOf(track).media);
  const all = Array.isArray(transcodings) ? transcodings.map(fieldsOf) : [];
  const clear: Transcoding[] = [];
  let hasLocked = false;
  for (const { url, preset, snipped, format } of all) {
    const { protocol, mime_type: mimeType } = fieldsOf(format);
    if (typeof protocol === 'string' && protocol.includes('encrypted')) hasLocked = true;
    const name = typeof preset === 'string' ? preset : '';
    const isKnown = protocol === 'progressive' || protocol === 'hls';
    if (!isKnown || typeof url !== 'string' || OF_SEVERAL.test(name)) continue;
    const [, kbps, worth] = PRESETS.find(([beginning]) => name.startsWith(beginning)) ?? UNKNOWN;
    clear.push({
      address: url,
      protocol,
      mimeType: typeof mimeType === 'string' ? mimeType : '',
      isPreview: snipped === true || isOfPreview(url),
      worth,
      kbps,
    });
  }
  return { clear, hasLocked };
}

/**
 * Those that may be played, the one to be tried first in front. One file before segments where both sound the same: it has a length and
 * parts. In what is long people go from place to place, and there it comes first in any case.
 * @param durationMs of the track; 0: nobody knows
 */
export function inOrder(clear: readonly Transcoding[], quality: Quality, durationMs: number): Transcoding[] {
  const isLong = durationMs >= LONG_MS;
  return clear
    .filter(({ isPreview }) => !isPreview)
    .sort((a, b) => {
      const byParts = Number(b.protocol === 'progressive') - Number(a.protocol === 'progressive');
      const bySound = quality === 'saving' ? a.kbps - b.kbps : b.worth - a.worth;
      return isLong ? byParts || bySound : bySound || byParts;
    });
}

/** Whether an address says that what lies there is the beginning of a song only. */
export function isOfPreview(address: string): boolean {
  return URL.canParse(address) && new URL(address).pathname.split('/').includes('preview');
}
