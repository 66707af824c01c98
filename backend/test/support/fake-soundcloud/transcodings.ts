import { uuidOf } from './identifiers.js';
import type { Forms, WorldTrack } from './soundcloud-world.js';

/** A form in which a track is listed. */
export interface Transcoding {
  readonly preset: string;
  readonly protocol: string;
  readonly mimeType: string;
  readonly durationMs: number;
  readonly isSnipped: boolean;
  readonly isLegacy: boolean;
  readonly uuid: string;
}

const PREVIEW_MS = 30_000;
const AAC = 'audio/mp4; codecs="mp4a.40.2"';
const OPUS = 'audio/ogg; codecs="opus"';
const ENCRYPTED = ['ctr-encrypted-hls', 'cbc-encrypted-hls'] as const;
/** A list of lists, which nobody who plays asks for. */
const VARIANTS = ['abr_sq', 'hls', 'audio/mpegurl'] as const;

type Listed = readonly [preset: string, protocol: string, mimeType: string];

const mp3 = (preset: string): Listed[] => [
  [preset, 'hls', 'audio/mpeg'],
  [preset, 'progressive', 'audio/mpeg'],
];
const LISTED: Readonly<Record<Forms, readonly Listed[]>> = {
  new: [['aac_160k', 'hls', AAC], VARIANTS, ...mp3('mp3_1_0'), ['opus_0_0', 'hls', OPUS]],
  old: [VARIANTS, ...mp3('mp3_0_0'), ['opus_0_0', 'hls', OPUS]],
  'few-bits': [['aac_96k', 'hls', AAC], ...mp3('mp3_0_1')],
  'hls-only': [['aac_160k', 'hls', AAC], VARIANTS, ['mp3_1_0', 'hls', 'audio/mpeg']],
};
const LOCKED: readonly Listed[] = [
  ...ENCRYPTED.map((protocol): Listed => ['aac_160k', protocol, AAC]),
  ...ENCRYPTED.map((protocol): Listed => ['abr_sq', protocol, 'audio/mpegurl']),
];

export function isEncrypted({ protocol }: Pick<Transcoding, 'protocol'>): boolean {
  return protocol.includes('encrypted');
}

/** In the order of the service. Opus is not listed beside what is encrypted, since May 2026. */
export function transcodingsOf(track: WorldTrack): Transcoding[] {
  const { id, offer, forms, durationMs } = track;
  const isSnipped = offer === 'snipped';
  return listedOf(offer, forms).map(([preset, protocol, mimeType]) => ({
    ...{ preset, protocol, mimeType, isSnipped },
    durationMs: isSnipped ? PREVIEW_MS : durationMs,
    isLegacy: !/^(?:aac|abr)/.test(preset),
    // Forms of one preset share it.
    uuid: uuidOf(`${id} ${preset} ${isEncrypted({ protocol }) ? 'locked' : ''}`),
  }));
}

function listedOf(offer: WorldTrack['offer'], forms: Forms): readonly Listed[] {
  if (offer === 'none') return [];
  if (offer === 'encrypted') return LOCKED;
  if (offer === 'protected') return [...LOCKED, ...mp3('mp3_1_0')];
  return offer === 'snipped' ? mp3('mp3_0_1') : LISTED[forms];
}
