import { InvalidRequest } from '../../common/index.js';
import type { TrackLocation } from '../../catalogue/index.js';

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

/**
 * Arguments of ffmpeg that write to its output what is read from the file at `input`.
 * Loudness stays what it is: players apply ReplayGain.
 */
export function ffmpegArguments(request: TranscodeRequest, track: TrackLocation, input: string): string[] {
  const { format, startMs, bitrateKbps } = request;
  const isLossy = RULES[format].bitrateKbps !== undefined;
  return [
    '-nostdin', '-hide_banner', '-loglevel', 'error',
    // Before the input: seeks in the file. Behind it, everything up to there would be decoded.
    ...(startMs > 0 ? ['-ss', (startMs / 1_000).toFixed(3)] : []),
    '-i', input,
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
