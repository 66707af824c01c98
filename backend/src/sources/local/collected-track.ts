import type {
  AudioFormat,
  CollectedArtwork,
  CollectedLyrics,
  CollectedTrack,
  MusicBrainzIds,
  ReplayGain,
} from '../collection.js';
import { artistsOf } from './collected-artists.js';
import { workOf } from './collected-work.js';
import { position, wholeNumber } from './tag-positions.js';
import type { FieldName, ParsedAudio, TagFields } from '../../tags/index.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** MusicBrainz's own artist for records of many. */
const VARIOUS_ARTISTS_ID = '89ad4ac3-39f7-470e-9409-7c4f1dd3db06';
/** R128 gains aim at −23 LUFS, ReplayGain at −18 (RFC 7845, 5.2.1). */
const R128_OFFSET_DB = 5;
const MAX_GENRES = 16;
/** “03 - Title”, “03. Title”, “1-03 Title”, “03_Title” */
const NUMBERED_NAME = /^(?:(\d{1,2})-)?(\d{1,3})(?:\s*[-–.]\s*|[\s_]+)(?=\S)([^]+)/;

const STAMPED_LINE = /(?<=^|[\r\n])[ \t]{0,20}\[\d{1,3}:\d{2}[\d.,:]{0,9}\]/g;

/** What players know each container by. */
export const MIME_TYPES: Readonly<Record<AudioFormat['container'], string>> = {
  mpeg: 'audio/mpeg', flac: 'audio/flac', ogg: 'audio/ogg', mp4: 'audio/mp4', adts: 'audio/aac', wav: 'audio/wav',
  aiff: 'audio/aiff', asf: 'audio/x-ms-wma', matroska: 'audio/webm',
}; // prettier-ignore

/** What is known of a file besides its tags. */
export interface FileFacts {
  /** Without the extension. */
  readonly baseName: string;
  readonly sizeBytes: number;
  readonly contentKey: string;
  readonly sidecarLyrics?: string;
  readonly artwork?: CollectedArtwork;
}

/** Maps the tags of a file to a `CollectedTrack`. */
export function collectedTrack({ properties, fields, audio }: ParsedAudio, facts: FileFacts): CollectedTrack {
  const named = NUMBERED_NAME.exec(facts.baseName);
  const title = fields.first('TITLE') ?? (named?.[3] ?? facts.baseName).replaceAll('_', ' ').trim();
  const durationMs = Math.round(properties.durationMs);
  const bitrate = properties.bitrateKbps ?? (durationMs > 0 ? (audio.length * 8) / durationMs : 0);
  const track = position(fields, 'TRACKNUMBER', 'TRACKTOTAL');
  const disc = position(fields, 'DISCNUMBER', 'DISCTOTAL');
  const trackNumber = track.number ?? (fields.has('TITLE') ? undefined : wholeNumber(named?.[2]));
  const discNumber = disc.number ?? (fields.has('TITLE') ? undefined : wholeNumber(named?.[1]));
  const isrc = fields
    .first('ISRC')
    ?.replace(/[^0-9a-z]/gi, '')
    .toUpperCase();
  return present({
    contentKey: facts.contentKey,
    sizeBytes: facts.sizeBytes,
    format: present({
      codec: properties.codec,
      container: properties.container,
      mimeType: properties.mimeType ?? MIME_TYPES[properties.container],
      durationMs,
      bitrateKbps: Math.round(bitrate),
      sampleRateHz: properties.sampleRateHz,
      channels: properties.channels,
      bitDepth: properties.bitDepth,
    }),
    title: title === '' ? facts.baseName : title,
    ...artistsOf(fields, title),
    album: fields.first('ALBUM'),
    isCompilation: isCompilation(fields),
    discNumber: discNumber,
    discTotal: disc.total,
    discSubtitle: fields.first('DISCSUBTITLE'),
    trackNumber: trackNumber,
    trackTotal: track.total,
    releaseDate: dateOf(fields, 'DATE'),
    originalDate: dateOf(fields, 'ORIGINALDATE'),
    genres: distinct(fields.all('GENRE')).slice(0, MAX_GENRES),
    label: fields.first('LABEL'),
    isrc: isrc !== undefined && /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(isrc) ? isrc : undefined,
    comment: fields.first('COMMENT'),
    work: workOf(fields),
    replayGain: replayGain(fields),
    musicBrainz: musicBrainzIds(fields),
    lyrics: lyricsOf(fields, facts.sidecarLyrics),
    artwork: facts.artwork,
  });
}

/** The same without the keys that have no value: absent is a missing key. */
function present<T extends object>(values: T): T {
  const result: Partial<T> = {};
  for (const key in values) if (values[key] !== undefined) result[key] = values[key];
  return result as T;
}

/** The values without repetitions, whatever their case. */
function distinct(values: readonly string[]): readonly string[] {
  if (values.length < 2) return values;
  return [...new Map(values.toReversed().map((value) => [value.toLowerCase(), value])).values()].toReversed();
}

function isCompilation(fields: TagFields): boolean {
  const flag = fields.first('COMPILATION');
  if (flag !== undefined) return /^(?:1|true|yes)$/i.test(flag);
  if (fields.first('MUSICBRAINZ_ALBUMARTISTID')?.toLowerCase() === VARIOUS_ARTISTS_ID) return true;
  return /^various(?: artists)?$/i.test(fields.first('ALBUMARTIST') ?? '');
}

function dateOf(fields: TagFields, name: FieldName): string | undefined {
  const text = fields.first(name);
  if (text === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?/.exec(text) ?? [];
  if (year === undefined) return /\b(?:1\d|20)\d\d\b/.exec(text)?.[0];
  if (Number(year) < 1000) return undefined;
  const extra = name === 'DATE' && month === undefined ? fields.dayAndMonth : undefined;
  return calendarDate(year, extra?.month ?? month, extra?.day ?? day);
}

/** As exact as the parts are sensible: “2003-00-00” is a year. */
function calendarDate(year: string, month: string | undefined, day: string | undefined): string {
  const monthNumber = Number(month ?? 0);
  if (monthNumber < 1 || monthNumber > 12) return year;
  const yearMonth = `${year}-${String(monthNumber).padStart(2, '0')}`;
  const dayNumber = Number(day ?? 0);
  const isDay = dayNumber >= 1 && dayNumber <= new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  return isDay ? `${yearMonth}-${String(dayNumber).padStart(2, '0')}` : yearMonth;
}

function replayGain(fields: TagFields): ReplayGain | undefined {
  const gain = present({
    trackGainDb: gainDb(fields, 'REPLAYGAIN_TRACK_GAIN', 'R128_TRACK_GAIN'),
    trackPeak: peak(fields.first('REPLAYGAIN_TRACK_PEAK')),
    albumGainDb: gainDb(fields, 'REPLAYGAIN_ALBUM_GAIN', 'R128_ALBUM_GAIN'),
    albumPeak: peak(fields.first('REPLAYGAIN_ALBUM_PEAK')),
  });
  return Object.keys(gain).length > 0 ? gain : undefined;
}

function gainDb(fields: TagFields, name: FieldName, r128Name: FieldName): number | undefined {
  const r128 = fields.first(r128Name);
  const text = r128 ?? fields.first(name);
  const value = text === undefined ? Number.NaN : Number.parseFloat(text.replace(',', '.'));
  const db = r128 === undefined ? value : value / 256 + R128_OFFSET_DB;
  return Math.abs(db) <= 60 ? Math.round(db * 100) / 100 : undefined;
}

function peak(text: string | undefined): number | undefined {
  const value = text === undefined ? Number.NaN : Number.parseFloat(text.replace(',', '.'));
  return value > 0 && value < 100 ? value : undefined;
}

function musicBrainzIds(fields: TagFields): MusicBrainzIds | undefined {
  const id = (name: FieldName): string | undefined => {
    const text = fields.first(name)?.toLowerCase();
    return text !== undefined && UUID.test(text) ? text : undefined;
  };
  const ids = present({
    recordingId: id('MUSICBRAINZ_TRACKID'),
    releaseId: id('MUSICBRAINZ_ALBUMID'),
    releaseGroupId: id('MUSICBRAINZ_RELEASEGROUPID'),
    releaseTrackId: id('MUSICBRAINZ_RELEASETRACKID'),
  });
  return Object.keys(ids).length > 0 ? ids : undefined;
}

/** Lyrics with times from the file itself, then what lies beside it, then its plain ones. */
function lyricsOf(fields: TagFields, sidecar: string | undefined): CollectedLyrics | undefined {
  const embedded = fields.all('LYRICS');
  const timed = embedded.find(isTimed);
  if (timed !== undefined) return { origin: 'embedded', text: timed };
  if (sidecar !== undefined) return { origin: 'sidecar', text: sidecar };
  return embedded[0] === undefined ? undefined : { origin: 'embedded', text: embedded[0] };
}

/** Whether at least two lines begin with a time, as LRC has them. */
function isTimed(text: string): boolean {
  return (text.match(STAMPED_LINE)?.length ?? 0) >= 2;
}
