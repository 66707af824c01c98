import { InvalidRequest } from '../../common/index.js';
import type { TrackLocation } from '../../catalogue/index.js';
import type { Demuxer } from './demuxers.js';
import { Ffmpeg } from './ffmpeg.js';

/** What audio can be converted to. */
export const FORMATS = ['opus', 'mp3', 'aac', 'flac'] as const;
export type TranscodeFormat = (typeof FORMATS)[number];

/** How a format is made. Each container can be written to a pipe: nothing in it is filled in afterwards. */
interface FormatRules {
  readonly mimeType: string;
  /** Absent for lossless formats. */
  readonly bitrateKbps?: { readonly least: number; readonly most: number; readonly usual: number };
  readonly encoder: readonly string[];
}

const RULES: Readonly<Record<TranscodeFormat, FormatRules>> = {
  opus: {
    mimeType: 'audio/ogg; codecs=opus',
    bitrateKbps: { least: 16, most: 510, usual: 128 },
    encoder: ['-c:a', 'libopus', '-f', 'ogg'],
  },
  mp3: {
    mimeType: 'audio/mpeg',
    bitrateKbps: { least: 32, most: 320, usual: 192 },
    // A Xing header would have to be filled in at the end; left empty it tells players that there is no audio.
    encoder: ['-c:a', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'],
  },
  aac: {
    mimeType: 'audio/aac',
    bitrateKbps: { least: 32, most: 320, usual: 160 },
    encoder: ['-c:a', 'aac', '-f', 'adts'],
  },
  flac: { mimeType: 'audio/flac', encoder: ['-c:a', 'flac', '-f', 'flac'] },
};

/** What somebody wants to hear; equal ones give equal bytes. */
export interface TranscodeRequest {
  readonly format: TranscodeFormat;
  /** Absent for lossless formats. */
  readonly bitrateKbps?: number;
  readonly startMs: number;
}

/** As it came in; undefined where nothing is to be converted. */
export interface TranscodeWish {
  readonly format?: TranscodeFormat;
  readonly bitrate?: number;
  readonly t?: number;
}

/**
 * What has to be made for this wish.
 * @returns undefined where the file can be sent as it is
 * @throws InvalidRequest the wish makes no sense for this format or track
 */
export function transcodeOf({ format, bitrate, t }: TranscodeWish, track: TrackLocation): TranscodeRequest | undefined {
  if (format === undefined) {
    const lonely = Object.entries({ bitrate, t }).filter(([, value]) => value !== undefined);
    if (lonely.length === 0) return undefined;
    throw new InvalidRequest(lonely.map(([field]) => ({ field, detail: 'needs a format.' })));
  }
  const startMs = Math.round((t ?? 0) * 1_000);
  if (startMs === 0 && bitrate === undefined && isAlready(format, track)) return undefined;
  if (startMs > 0 && track.durationMs !== undefined && startMs >= track.durationMs) {
    throw new InvalidRequest([{ field: 't', detail: `is past the end: the track has ${track.durationMs / 1_000} s.` }]);
  }
  const bitrateKbps = checkedBitrate(format, bitrate);
  return { format, startMs, ...(bitrateKbps !== undefined && { bitrateKbps }) };
}

export function mimeTypeOf(format: TranscodeFormat): string {
  return RULES[format].mimeType;
}

/** What ffmpeg is given to read. */
export interface FfmpegInput {
  readonly demuxer: Demuxer;
  /** It comes on a pipe; else it is one open file. */
  readonly isPiped: boolean;
}

/** Decoders of music; names as ffmpeg has them. */
const DECODERS = [
  'mp1', 'mp1float', 'mp2', 'mp2float', 'mp3', 'mp3float', 'flac', 'vorbis', 'libvorbis', 'opus', 'libopus', 'speex',
  'libspeex', 'aac', 'aac_fixed', 'libfdk_aac', 'alac', 'ac3', 'ac3_fixed', 'eac3', 'wmav1', 'wmav2', 'wmapro',
  'wmalossless', 'wmavoice', 'pcm_u8', 'pcm_s8', 'pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le',
  'pcm_s32be', 'pcm_f32le', 'pcm_f32be', 'pcm_f64le', 'pcm_f64be', 'pcm_alaw', 'pcm_mulaw', 'adpcm_ms',
  'adpcm_ima_wav', 'adpcm_ima_qt',
].join(','); // prettier-ignore

/** The input is one file of one kind, whatever it says: nothing else is opened, and nothing but music decoded. */
export function inputBounds(demuxer: Demuxer, isPiped: boolean): string[] {
  return [
    '-protocol_whitelist', isPiped ? 'pipe' : 'file', '-format_whitelist', demuxer, '-codec_whitelist', DECODERS,
    // Audio of MP4 may lie in other files (ISO 14496-12 §8.7.2).
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    '-vn', '-sn', '-dn', '-f', demuxer,
  ]; // prettier-ignore
}

/**
 * Arguments of ffmpeg that write to its output what is read from its input.
 * Loudness stays what it is: players apply ReplayGain.
 */
export function ffmpegArguments(
  request: TranscodeRequest,
  track: TrackLocation,
  { demuxer, isPiped }: FfmpegInput,
): string[] {
  const { format, startMs, bitrateKbps } = request;
  const isLossy = RULES[format].bitrateKbps !== undefined;
  return [
    '-nostdin', '-hide_banner', '-loglevel', 'error',
    // Before the input: seeks in the file. Behind it, everything up to there would be decoded.
    ...(startMs > 0 ? ['-ss', (startMs / 1_000).toFixed(3)] : []),
    ...inputBounds(demuxer, isPiped),
    '-i', isPiped ? Ffmpeg.pipe : Ffmpeg.file,
    '-map', '0:a:0', '-map_metadata', '-1', '-map_chapters', '-1',
    // Equal requests give equal bytes: no random serial numbers, no version.
    '-fflags', '+bitexact', '-flags:a', '+bitexact',
    ...(isLossy && (track.format?.channels ?? 2) > 2 ? ['-ac', '2'] : []),
    ...(bitrateKbps === undefined ? [] : ['-b:a', `${bitrateKbps}k`]),
    // Decoders of lossy formats give floating point, which would become 24 bits of noise.
    ...(format === 'flac' && (track.format?.bitDepth ?? 16) <= 16 ? ['-sample_fmt', 's16'] : []),
    ...RULES[format].encoder,
    '-flush_packets', '1', '-abort_on', 'empty_output', 'pipe:1',
  ]; // prettier-ignore
}

function isAlready(wanted: TranscodeFormat, { format }: TrackLocation): boolean {
  return format?.codec === wanted;
}

function checkedBitrate(format: TranscodeFormat, bitrate: number | undefined): number | undefined {
  const bounds = RULES[format].bitrateKbps;
  if (bitrate === undefined || !bounds) {
    if (bitrate === undefined) return bounds?.usual;
    throw new InvalidRequest([{ field: 'bitrate', detail: `has no meaning for ${format}, which keeps everything.` }]);
  }
  if (bitrate >= bounds.least && bitrate <= bounds.most) return bitrate;
  const detail = `must be from ${bounds.least} to ${bounds.most} kbit/s for ${format}.`;
  throw new InvalidRequest([{ field: 'bitrate', detail }]);
}
