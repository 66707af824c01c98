import { readFileSync, writeFileSync } from 'node:fs';
import type { AudioFormat, DemoAlbum, DemoTrack } from './catalogue.ts';
import type { StereoBuffer } from './dsp/stereo-buffer.ts';
import { ffmpeg, pcmInput } from './ffmpeg.ts';
import type { Loudness } from './loudness.ts';
import { withOpusTags, type Comments } from './opus-tags.ts';

/** Everything that is written into one file besides its sound. */
export interface TrackTags {
  readonly album: DemoAlbum;
  readonly track: DemoTrack;
  readonly number: number;
  readonly trackCount: number;
  readonly loudness: Loudness;
  readonly albumLoudness: Loudness;
}

const CODEC: Readonly<Record<AudioFormat, readonly string[]>> = {
  mp3: ['-c:a', 'libmp3lame', '-q:a', '7'],
  flac: ['-c:a', 'flac', '-sample_fmt', 's16', '-compression_level', '12'],
  opus: ['-c:a', 'libopus', '-b:a', '56k', '-vbr', 'on', '-frame_duration', '20'],
};

/** Keeps versions and random serial numbers out of the files, so that a second rendering gives the same bytes. */
const REPRODUCIBLE = ['-fflags', '+bitexact', '-flags:a', '+bitexact'];

/** Encodes without tags, to be measured. */
export function encodePlain(sound: StereoBuffer, format: AudioFormat, path: string): void {
  const samples = sound.interleaved();
  ffmpeg([...pcmInput(sound.sampleRate), ...CODEC[format], ...REPRODUCIBLE, path], new Uint8Array(samples.buffer));
}

/** How the artists of a track are shown. */
export function artistCredit({ album, track }: Pick<TrackTags, 'album' | 'track'>): string {
  return track.guest === undefined ? album.artist : `${album.artist} feat. ${track.guest}`;
}

/** ReplayGain 2.0: the reference is −18 LUFS. */
function replayGain({ loudness, albumLoudness }: TrackTags): Comments {
  const gain = ({ lufs }: Loudness): string => `${(-18 - lufs).toFixed(2)} dB`;
  return [
    ['REPLAYGAIN_TRACK_GAIN', gain(loudness)],
    ['REPLAYGAIN_TRACK_PEAK', loudness.peak.toFixed(6)],
    ['REPLAYGAIN_ALBUM_GAIN', gain(albumLoudness)],
    ['REPLAYGAIN_ALBUM_PEAK', albumLoudness.peak.toFixed(6)],
  ];
}

/** Encodes an MP3 or FLAC file with its tags, and with its cover when `coverPath` is given. */
export function encodeTagged(sound: StereoBuffer, tags: TrackTags, path: string, coverPath?: string): void {
  const { album, track, number, trackCount } = tags;
  const isMp3 = album.format === 'mp3';
  const fields: Comments = [
    ['title', track.title],
    ['artist', artistCredit(tags)],
    ['album', album.title],
    ['album_artist', album.artist],
    ['composer', track.composer],
    ['date', album.date],
    ['genre', album.genre],
    ['copyright', 'CC0 1.0'],
    ...(isMp3
      ? ([
          ['track', `${String(number)}/${String(trackCount)}`],
          ['disc', '1/1'],
        ] as const)
      : ([
          ['track', String(number)],
          ['TRACKTOTAL', String(trackCount)],
          ['disc', '1'],
          ['DISCTOTAL', '1'],
        ] as const)),
    ...replayGain(tags),
  ];
  const cover = coverPath === undefined ? [] : ['-i', coverPath];
  const picture = [
    '-map',
    '1:v',
    '-c:v',
    'copy',
    '-metadata:s:v',
    'comment=Cover (front)',
    '-disposition:v',
    'attached_pic',
  ];
  const args = [
    ...pcmInput(sound.sampleRate),
    ...cover,
    '-map',
    '0:a',
    ...(coverPath === undefined ? [] : picture),
    ...CODEC[album.format],
    ...REPRODUCIBLE,
    ...(isMp3 ? ['-id3v2_version', '4'] : []),
    ...fields.flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
    path,
  ];
  ffmpeg(args, new Uint8Array(sound.interleaved().buffer));
}

/** Writes the tags of an encoded Opus file. */
export function tagOpus(plainPath: string, tags: TrackTags, path: string): void {
  const { album, track, number, trackCount } = tags;
  // RFC 7845 section 5.2.1: gain in 1/256 dB towards −23 LUFS, instead of REPLAYGAIN_*.
  const gain = ({ lufs }: Loudness): string => String(Math.round(256 * (-23 - lufs)));
  const comments: Comments = [
    ['TITLE', track.title],
    ['ARTIST', artistCredit(tags)],
    ['ARTISTS', album.artist],
    ...(track.guest === undefined ? [] : ([['ARTISTS', track.guest]] as const)),
    ['ALBUM', album.title],
    ['ALBUMARTIST', album.artist],
    ['COMPOSER', track.composer],
    ['DATE', album.date],
    ['GENRE', album.genre],
    ['TRACKNUMBER', String(number)],
    ['TRACKTOTAL', String(trackCount)],
    ['DISCNUMBER', '1'],
    ['DISCTOTAL', '1'],
    ['R128_TRACK_GAIN', gain(tags.loudness)],
    ['R128_ALBUM_GAIN', gain(tags.albumLoudness)],
    ['COPYRIGHT', 'CC0 1.0'],
  ];
  writeFileSync(path, withOpusTags(readFileSync(plainPath), comments));
}
