import type { AudioFormatView, TrackView } from '../core/api/types';
import { datesWith, numberInWords, plural } from '../core/locale/formats';

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;
/** Codec names as people know them. */
const CODEC_NAMES: Readonly<Record<string, string>> = { vorbis: 'Ogg Vorbis', opus: 'Opus', pcm: 'PCM' };

/** What is counted, with one and with several of it. */
const COUNTED = {
  album: () => $localize`{COUNT, plural, one {# album} other {# albums}}`,
  artist: () => $localize`{COUNT, plural, one {# artist} other {# artists}}`,
  day: () => $localize`{COUNT, plural, one {# day} other {# days}}`,
  entry: () => $localize`{COUNT, plural, one {# entry} other {# entries}}`,
  episode: () => $localize`{COUNT, plural, one {# episode} other {# episodes}}`,
  file: () => $localize`{COUNT, plural, one {# file} other {# files}}`,
  heart: () => $localize`{COUNT, plural, one {# heart} other {# hearts}}`,
  item: () => $localize`{COUNT, plural, one {# item} other {# items}}`,
  line: () => $localize`{COUNT, plural, one {# line} other {# lines}}`,
  listen: () => $localize`{COUNT, plural, one {# listen} other {# listens}}`,
  play: () => $localize`{COUNT, plural, one {# play} other {# plays}}`,
  playlist: () => $localize`{COUNT, plural, one {# playlist} other {# playlists}}`,
  podcast: () => $localize`{COUNT, plural, one {# podcast} other {# podcasts}}`,
  song: () => $localize`{COUNT, plural, one {# song} other {# songs}}`,
  station: () => $localize`{COUNT, plural, one {# station} other {# stations}}`,
  track: () => $localize`{COUNT, plural, one {# track} other {# tracks}}`,
} as const;

export type Counted = keyof typeof COUNTED;

/** `47 min`, `1 h 12 min`, or `38 s` below a minute. */
export function lengthInWords(durationMs: number): string {
  const minutes = Math.round(durationMs / 60_000);
  if (durationMs < 59_500) return $localize`${Math.round(durationMs / 1000)}:seconds: s`;
  if (minutes < 60) return $localize`${minutes}:minutes: min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? $localize`${hours}:hours: h` : $localize`${hours}:hours: h ${rest}:minutes: min`;
}

/** `412 MB`, `3.4 MB` or `1.2 GB`: decimal units, as file managers and shops print them. */
export function sizeInWords(sizeBytes: number): string {
  if (sizeBytes >= GIGABYTE) return `${numberInWords(sizeBytes / GIGABYTE, 1)} GB`;
  const megabytes = sizeBytes / MEGABYTE;
  return megabytes < 10
    ? `${numberInWords(Math.max(megabytes, 0.1), 1)} MB`
    : `${numberInWords(Math.round(megabytes))} MB`;
}

/** `1 track`, `1,204 tracks`. */
export function counted(count: number, what: Counted): string {
  return plural(count, COUNTED[what]());
}

/** `FLAC 24/96`, `MP3 320`: what the tracks are; `Mixed formats` when they differ. Absent when none is there. */
export function formatInWords(tracks: readonly TrackView[]): string | undefined {
  const formats = tracks.map((track) => track.format).filter((format) => format !== undefined);
  const names = new Set(formats.map(codecName));
  if (names.size > 1) return $localize`Mixed formats`;
  const first = formats[0];
  if (!first) return undefined;
  const details = new Set(formats.map(resolution));
  return details.size === 1 ? `${codecName(first)} ${resolution(first)}` : codecName(first);
}

function codecName({ codec }: AudioFormatView): string {
  return CODEC_NAMES[codec] ?? codec.toUpperCase();
}

function resolution(format: AudioFormatView): string {
  if (format.bitDepth === undefined) return `${Math.round(format.bitrateKbps)} kbps`;
  return `${format.bitDepth}/${Number((format.sampleRateHz / 1000).toFixed(1))}`;
}

/** `12 March 1973`, `March 1973` or `1973` of a date as precise as it is known; as it stands when it is none. */
export function dateInWords(date: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!match) return date;
  const [, year, month, day] = match;
  if (month === undefined) return date;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
  return day === undefined ? MONTH(at) : DATE(at);
}

const MONTH = datesWith({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const DATE = datesWith({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
