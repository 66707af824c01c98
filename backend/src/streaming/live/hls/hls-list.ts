import { fieldsOf, recordOf, type Fields } from '../../../common/index.js';
import { SourceUnavailable } from '../../../sources/index.js';

/** Bytes of a file, or all of them. */
export interface HlsPiece {
  readonly url: URL;
  readonly range?: { readonly offset: number; readonly length: number };
}

export interface HlsSegment extends HlsPiece {
  readonly sequence: number;
  readonly durationMs: number;
  /** As it stands behind the duration. */
  readonly title?: string;
  /** What a decoder must know first. */
  readonly init?: HlsPiece;
  /** What comes now does not go on with what was before. */
  readonly isBreak: boolean;
  /** Absent: it is not encrypted. */
  readonly key?: HlsKey;
}

/** How a segment is encrypted. */
export interface HlsKey {
  /** `AES-128`, `SAMPLE-AES` … */
  readonly method: string;
  /** Where the key lies; absent where it is had in another way than by asking for it. */
  readonly url?: URL;
  /** Of the first block; absent: the number of the segment. */
  readonly iv?: Uint8Array;
}

export interface HlsMediaList {
  readonly kind: 'media';
  /** How often the list becomes another. */
  readonly targetMs: number;
  readonly hasEnd: boolean;
  readonly segments: readonly HlsSegment[];
}

/** Lists of the same sound; best first. */
export interface HlsMasterList {
  readonly kind: 'master';
  readonly urls: readonly string[];
}

const DEFAULT_TARGET_S = 6;
const LONGEST_TARGET_S = 60;
const VIDEO_CODEC = /\b(?:avc|hvc|hev|dvh|av01|vp0?[89]|mp4v)/i;
/** What browsers play without conversion. */
const COMMON_CODEC = /\b(?:mp4a|mp3)/i;

/**
 * Reads a list of HLS.
 * @param url where it lies
 * @throws SourceUnavailable it makes no sense
 * @see RFC 8216
 */
export async function parseHls(text: string, url: URL): Promise<HlsMediaList | HlsMasterList> {
  // It is CommonJS: in the bundle it has nothing but a default.
  const { parse, setOptions } = (await import('hls-parser')).default;
  // It writes to the console what it finds odd.
  setOptions({ strictMode: false, silent: true });
  let list: Fields;
  try {
    if (!text.includes('#EXT')) throw new Error('There is no tag in it.');
    // Its types promise more than it keeps: what a list leaves out is null, or missing.
    list = fieldsOf(parse(text));
  } catch {
    throw new SourceUnavailable(
      'The list of segments (HLS) that came makes no sense. Try again; if it stays so, it is broken where it lies.',
    );
  }
  return list.isMasterPlaylist === true ? masterOf(list, url) : mediaOf(list, url);
}

function mediaOf(list: Fields, url: URL): HlsMediaList {
  const targetS = Math.min(amount(list.targetDuration) ?? DEFAULT_TARGET_S, LONGEST_TARGET_S);
  const segments = all(list.segments).flatMap((segment) => segmentOf(segment, targetS, url));
  return { kind: 'media', targetMs: targetS * 1000, hasEnd: list.endlist === true, segments };
}

function segmentOf(segment: Fields, targetS: number, url: URL): HlsSegment[] {
  const piece = pieceOf(segment, url);
  const sequence = segment.mediaSequenceNumber;
  // Of what is made at this moment only parts are there.
  if (!piece || typeof sequence !== 'number' || segment.gap === true) return [];
  const init = pieceOf(fieldsOf(segment.map), url);
  const key = keyOf(fieldsOf(segment.key), url);
  return [
    {
      ...piece,
      sequence,
      durationMs: Math.min(amount(segment.duration) ?? targetS, LONGEST_TARGET_S) * 1000,
      ...(typeof segment.title === 'string' && { title: segment.title }),
      ...(init && { init }),
      isBreak: segment.discontinuity === true,
      ...(key && { key }),
    },
  ];
}

function keyOf({ method, uri, iv, format }: Fields, base: URL): HlsKey | undefined {
  if (typeof method !== 'string' || method === 'NONE') return undefined;
  const isPlain = (format ?? 'identity') === 'identity';
  const hasAddress = isPlain && typeof uri === 'string' && URL.canParse(uri, base.href);
  return {
    method,
    ...(hasAddress && { url: new URL(uri, base) }),
    ...(iv instanceof Uint8Array && { iv }),
  };
}

function pieceOf({ uri, byterange }: Fields, base: URL): HlsPiece | undefined {
  if (typeof uri !== 'string' || uri === '' || !URL.canParse(uri, base.href)) return undefined;
  const { offset, length } = fieldsOf(byterange);
  const isPart = typeof offset === 'number' && typeof length === 'number' && length > 0;
  // Where the first part of a file does not say where it lies, it is at the beginning.
  return { url: new URL(uri, base), ...(isPart && { range: { offset: Math.max(0, offset), length } }) };
}

/** Sound alone before sound with pictures; of the former the best, of the latter the smallest. */
function masterOf(list: Fields, base: URL): HlsMasterList {
  const variants = all(list.variants).map((variant) => {
    const codecs = typeof variant.codecs === 'string' ? variant.codecs : '';
    const uri = ownSoundOf(variant) ?? variant.uri;
    const hasVideo = uri === variant.uri && (VIDEO_CODEC.test(codecs) || recordOf(variant.resolution) !== undefined);
    const isCommon = codecs === '' || COMMON_CODEC.test(codecs);
    const bandwidth = amount(variant.bandwidth) ?? 0;
    return { uri, hasVideo, isCommon, bandwidth: hasVideo ? -bandwidth : bandwidth };
  });
  variants.sort(
    (a, b) =>
      Number(a.hasVideo) - Number(b.hasVideo) || Number(b.isCommon) - Number(a.isCommon) || b.bandwidth - a.bandwidth,
  );
  const urls = variants.flatMap(({ uri }) =>
    typeof uri === 'string' && uri !== '' && URL.canParse(uri, base.href) ? [new URL(uri, base).href] : [],
  );
  return { kind: 'master', urls: [...new Set(urls)] };
}

/** Where pictures and sound come apart: the sound. */
function ownSoundOf(variant: Fields): unknown {
  const sounds = all(variant.audio).filter(({ uri }) => typeof uri === 'string');
  return (sounds.find(({ isDefault }) => isDefault === true) ?? sounds[0])?.uri;
}

function all(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map((entry: unknown) => fieldsOf(entry)) : [];
}

function amount(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined;
}
