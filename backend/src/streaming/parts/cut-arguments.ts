import type { TrackLocation } from '../../catalogue/index.js';
import type { FilePart } from '../../sources/index.js';
import type { Demuxer } from '../transcode/demuxers.js';
import { Ffmpeg } from '../transcode/ffmpeg.js';
import { inputBounds } from '../transcode/transcode-request.js';

/** Decoders need what comes before to get into their stride: a second is more than any of them takes. */
const LEAD_IN_SECONDS = 1;

/** Containers into which frames are put as they are: what ffmpeg calls them, and what it is to do in them. */
const MUXERS: Readonly<Record<string, readonly string[]>> = {
  mpeg: ['-id3v2_version', '0', '-f', 'mp3'],
  mp4: ['-movflags', '+faststart', '-f', 'mp4'],
  ogg: ['-f', 'ogg'],
  adts: ['-f', 'adts'],
  asf: ['-f', 'asf'],
  // What is sought in is clusters of some seconds: what stands before the part is left out.
  webm: ['-copypriorss', '0', '-f', 'webm'],
};

/** What a part is cut in. */
export type CutFormat = Pick<NonNullable<TrackLocation['format']>, 'codec' | 'container' | 'mimeType' | 'bitDepth'>;

/**
 * Arguments of ffmpeg that write a part of an open file to another, in the format that the track has as it is collected: FLAC,
 * exact to the sample; or the frames that are there, without loss and at once, exact to a frame.
 * @param path to be written; nothing is there yet
 */
export function cutArguments(part: FilePart, format: CutFormat, demuxer: Demuxer, path: string): readonly string[] {
  const muxer = format.codec === 'flac' ? undefined : MUXERS[format.container];
  return [
    '-nostdin', '-hide_banner', '-loglevel', 'error',
    ...(muxer ? frames(part, demuxer, muxer) : exactly(part, format.bitDepth, demuxer)),
    '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-abort_on', 'empty_output',
    `file:${path}`,
  ]; // prettier-ignore
}

/**
 * It is sought to a whole second, which is the same instant in any unit of time, and cut from there by the times of samples:
 * these are rounded to the next sample, so that millionths of a second name one exactly.
 */
function exactly(part: FilePart, bitDepth: number | undefined, demuxer: Demuxer): readonly string[] {
  const start = secondsAt(part, part.startSample);
  const soughtSeconds = Math.max(0, Math.floor(start) - LEAD_IN_SECONDS);
  const bounds = [`start=${timeOf(start - soughtSeconds)}`];
  if (part.endSample !== undefined) bounds.push(`end=${timeOf(secondsAt(part, part.endSample) - soughtSeconds)}`);
  return [
    ...(soughtSeconds > 0 ? ['-ss', String(soughtSeconds)] : []),
    ...inputBounds(demuxer, false), '-i', Ffmpeg.file, '-map', '0:a:0',
    '-af', `atrim=${bounds.join(':')},asetpts=PTS-STARTPTS`,
    // Decoders of lossy formats give floating point, which would become 24 bits of noise.
    '-sample_fmt', (bitDepth ?? 16) <= 16 ? 's16' : 's32',
    '-flags:a', '+bitexact', '-c:a', 'flac', '-compression_level', '3', '-f', 'flac',
  ]; // prettier-ignore
}

function frames(part: FilePart, demuxer: Demuxer, muxer: readonly string[]): readonly string[] {
  const start = secondsAt(part, part.startSample);
  const length = part.endSample === undefined ? undefined : secondsAt(part, part.endSample) - start;
  return [
    ...(start > 0 ? ['-ss', timeOf(start)] : []),
    ...inputBounds(demuxer, false), '-i', Ffmpeg.file, '-map', '0:a:0',
    ...(length === undefined ? [] : ['-t', timeOf(length)]),
    '-c:a', 'copy', ...muxer,
  ]; // prettier-ignore
}

const secondsAt = ({ samplesPerSecond }: FilePart, sample: number): number => sample / samplesPerSecond;
const timeOf = (seconds: number): string => seconds.toFixed(6);
