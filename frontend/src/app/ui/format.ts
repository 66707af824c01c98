import type { AudioFormatView, TrackView } from '../core/api/types';

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;
/** Codec names as people know them. */
const CODEC_NAMES: Readonly<Record<string, string>> = { vorbis: 'Ogg Vorbis', opus: 'Opus', pcm: 'PCM' };

/** `47 min`, `1 h 12 min`, or `38 s` below a minute. */
export function lengthInWords(durationMs: number): string {
  const minutes = Math.round(durationMs / 60_000);
  if (durationMs < 59_500) return `${Math.round(durationMs / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** `412 MB`, `3.4 MB` or `1.2 GB`: decimal units, as file managers and shops print them. */
export function sizeInWords(sizeBytes: number): string {
  if (sizeBytes >= GIGABYTE) return `${(sizeBytes / GIGABYTE).toFixed(1)} GB`;
  const megabytes = sizeBytes / MEGABYTE;
  return megabytes < 10 ? `${Math.max(megabytes, 0.1).toFixed(1)} MB` : `${Math.round(megabytes)} MB`;
}

/** `1 track`, `1,204 tracks`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `FLAC 24/96`, `MP3 320`: what the tracks are; `Mixed formats` when they differ. Absent when none is there. */
export function formatInWords(tracks: readonly TrackView[]): string | undefined {
  const formats = tracks.map((track) => track.format).filter((format) => format !== undefined);
  const names = new Set(formats.map(codecName));
  if (names.size > 1) return 'Mixed formats';
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
  const precision = day === undefined ? {} : { day: 'numeric' as const };
  return at.toLocaleDateString('en-GB', { ...precision, month: 'long', year: 'numeric', timeZone: 'UTC' });
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `12 plays`, `1 play`. */
export function playsInWords(plays: number): string {
  return counted(plays, 'play');
}

/** `3 May 2026`. @param atMs epoch milliseconds */
export function dayInWords(atMs: number): string {
  return DAY.format(atMs);
}
