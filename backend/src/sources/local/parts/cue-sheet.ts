import { type FieldName, TagFields } from '../../../tags/index.js';

/** In lower case. */
export const CUE_EXTENSION = 'cue';
/** Positions in a sheet count frames of a CD. */
export const CUE_FRAMES_PER_SECOND = 75;
/** A larger one is no sheet: a hundred tracks take some ten kilobytes. */
export const MAX_CUE_BYTES = 512 * 1024;
const MAX_LINES = 20_000;
const MAX_LINE_LENGTH = 2_000;
/** A CD has 99; sheets of long recordings have more. */
const MAX_TRACKS = 999;

/** What a sheet says of one track. */
export interface CueTrack {
  readonly number: number;
  readonly fields: TagFields;
  /** Where it begins in its file, in 75ths of a second; absent: the sheet does not say. */
  readonly startFrame?: number;
}

/** A file that a sheet names, with the tracks that begin in it. */
export interface CueFile {
  /** Without a path: what it names lies beside the sheet. */
  readonly name: string;
  readonly tracks: readonly CueTrack[];
}

export interface CueSheet {
  /** Of the whole: album, its artist, date, … */
  readonly fields: TagFields;
  readonly files: readonly CueFile[];
}

const TEXT_COMMANDS: Readonly<Partial<Record<string, readonly [ofSheet: FieldName, ofTrack: FieldName]>>> = {
  TITLE: ['ALBUM', 'TITLE'],
  PERFORMER: ['ALBUMARTIST', 'ARTIST'],
  SONGWRITER: ['COMPOSER', 'COMPOSER'],
  COMPOSER: ['COMPOSER', 'COMPOSER'],
  ISRC: ['ISRC', 'ISRC'],
};

/** What programs write as remarks, which all others take for more than that. */
const REMARKS: Readonly<Partial<Record<string, FieldName>>> = {
  DATE: 'DATE', YEAR: 'DATE', ORIGINALDATE: 'ORIGINALDATE', GENRE: 'GENRE', DISCNUMBER: 'DISCNUMBER', DISC: 'DISCNUMBER',
  TOTALDISCS: 'DISCTOTAL', DISCTOTAL: 'DISCTOTAL', DISCSUBTITLE: 'DISCSUBTITLE', COMPOSER: 'COMPOSER', LABEL: 'LABEL',
  PUBLISHER: 'LABEL', COMPILATION: 'COMPILATION', ISRC: 'ISRC', CONDUCTOR: 'CONDUCTOR', LYRICIST: 'LYRICIST',
  REPLAYGAIN_ALBUM_GAIN: 'REPLAYGAIN_ALBUM_GAIN', REPLAYGAIN_ALBUM_PEAK: 'REPLAYGAIN_ALBUM_PEAK',
  REPLAYGAIN_TRACK_GAIN: 'REPLAYGAIN_TRACK_GAIN', REPLAYGAIN_TRACK_PEAK: 'REPLAYGAIN_TRACK_PEAK',
  MUSICBRAINZ_ALBUM_ID: 'MUSICBRAINZ_ALBUMID', MUSICBRAINZ_ALBUMID: 'MUSICBRAINZ_ALBUMID',
  MUSICBRAINZ_TRACK_ID: 'MUSICBRAINZ_TRACKID', MUSICBRAINZ_TRACKID: 'MUSICBRAINZ_TRACKID',
}; // prettier-ignore
/** Written in place of an answer. */
const NO_VALUE = /^(?:unknown(?: artist| title| genre)?|<none>)$/i;

/**
 * Reads a cue sheet, in whichever of its dialects: what is not understood is passed over, line by line.
 * @see “CDRWIN User's Guide”, appendix A; the remarks are those of Exact Audio Copy and foobar2000
 */
export function parseCueSheet(text: string): CueSheet {
  const reading = new SheetReading();
  let lines = 0;
  for (const line of linesOf(text)) {
    if (++lines > MAX_LINES) break;
    if (line.length <= MAX_LINE_LENGTH) reading.take(line.trim());
  }
  return reading.sheet();
}

/** Lines that end as on any system. One after the other: a sheet may be one long line, or a million short ones. */
function* linesOf(text: string): Generator<string> {
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if (at < text.length && code !== 0x0a && code !== 0x0d) continue;
    if (at > from) yield text.slice(from, at);
    from = at + 1;
  }
}

interface OpenTrack {
  readonly number: number;
  readonly isAudio: boolean;
  readonly fields: TagFields;
  readonly namedIn: OpenFile;
  /** Its `INDEX` of this number begins there. */
  index?: { readonly number: number; readonly frame: number; readonly file: OpenFile };
}

interface OpenFile {
  /** As it is written: two of one name may lie in two folders. */
  readonly path: string;
}

class SheetReading {
  private readonly fields = new TagFields();
  private readonly files: OpenFile[] = [];
  private readonly tracks: OpenTrack[] = [];
  private track: OpenTrack | undefined;

  take(line: string): void {
    const { command, rest } = commandOf(line);
    if (command === 'FILE') this.beginFile(rest);
    else if (command === 'TRACK') this.beginTrack(rest);
    else if (command === 'INDEX') this.takeIndex(rest);
    else if (command === 'REM') this.takeRemark(rest);
    else {
      const field = TEXT_COMMANDS[command]?.[this.track ? 1 : 0];
      if (field) this.add(field, rest);
    }
  }

  sheet(): CueSheet {
    return {
      fields: this.fields,
      files: this.files.map((file) => ({ name: nameIn(file.path), tracks: this.tracksIn(file) })),
    };
  }

  private tracksIn(file: OpenFile): CueTrack[] {
    const own = this.tracks.filter((track) => track.isAudio && (track.index?.file ?? track.namedIn) === file);
    return own.map(({ number, fields, index }) => ({ number, fields, ...(index && { startFrame: index.frame }) }));
  }

  private beginFile(rest: string): void {
    const path = filePath(rest);
    // The same file named again goes on.
    const known = this.files.findIndex((file) => file.path === path);
    if (known >= 0) this.files.push(...this.files.splice(known, 1));
    else if (this.files.length < MAX_TRACKS) this.files.push({ path });
  }

  private beginTrack(rest: string): void {
    const [, number, kind] = /^(\d{1,4})(?:\s+(\S+))?/.exec(rest) ?? [];
    if (number === undefined || this.tracks.length >= MAX_TRACKS) return;
    if (this.files.length === 0) this.files.push({ path: '' });
    const isAudio = kind === undefined || /^audio$/i.test(unquoted(kind));
    const namedIn = this.files.at(-1) ?? { path: '' };
    this.track = { number: Number(number), isAudio, fields: new TagFields(), namedIn };
    this.tracks.push(this.track);
  }

  /** What is before `INDEX 01` is the pause that a player counts down: it sounds at the end of the track before. */
  private takeIndex(rest: string): void {
    const [, digits, position] = /^(\d{1,3})\s+(\S+)/.exec(rest) ?? [];
    const frame = position === undefined ? undefined : frameOf(unquoted(position));
    const file = this.files.at(-1);
    if (!this.track || !file || digits === undefined || frame === undefined) return;
    const number = Number(digits);
    const { index } = this.track;
    const isBetter = !index || (index.number === 0 ? number > 0 : number > 0 && number < index.number);
    if (isBetter) this.track.index = { number, frame, file };
  }

  private takeRemark(rest: string): void {
    const { command, rest: value } = commandOf(rest);
    const field = REMARKS[command];
    if (field) this.add(field, value);
  }

  private add(field: FieldName, written: string): void {
    const value = unquoted(written);
    if (!NO_VALUE.test(value)) (this.track?.fields ?? this.fields).add(field, value);
  }
}

/** The first word of a line, in upper case, and what follows it. */
function commandOf(line: string): { command: string; rest: string } {
  const command = /^\w+/.exec(line)?.[0] ?? '';
  return { command: command.toUpperCase(), rest: line.slice(command.length).trim() };
}

/** Without the quotes around it, of which one or both may be forgotten; those within stay. */
function unquoted(text: string): string {
  const from = text.startsWith('"') ? 1 : 0;
  const end = text.length > from && text.endsWith('"') ? text.length - 1 : text.length;
  return text.slice(from, end).replaceAll('\\"', '"').trim();
}

/** `"C:\Rips\A.wav" WAVE`, `A.wav WAVE`, `My Album.wav`: without the kind behind it. */
function filePath(rest: string): string {
  const quote = rest.startsWith('"') ? rest.lastIndexOf('"') : 0;
  if (quote > 0) return rest.slice(1, quote).trim();
  return rest
    .replace(/^"/, '')
    .replace(/\s(?:WAVE|MP3|AIFF|BINARY|MOTOROLA|FLAC|APE)$/i, '')
    .trim();
}

const nameIn = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** `mm:ss:ff`; minutes go beyond 99, frames may be missing, be thousandths behind a point, or have hours before them. */
function frameOf(text: string): number | undefined {
  const [, hours, minutes, seconds, frames, fraction] =
    /^(?:(\d{1,3}):(?=\d+:\d+:))?(\d{1,5}):(\d{1,3})(?:[:;](\d{1,3})|[.,](\d{1,6}))?$/.exec(text) ?? [];
  if (minutes === undefined) return undefined;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds);
  const rest = fraction === undefined ? Number(frames ?? 0) : Number(`0.${fraction}`) * CUE_FRAMES_PER_SECOND;
  return whole * CUE_FRAMES_PER_SECOND + rest;
}
