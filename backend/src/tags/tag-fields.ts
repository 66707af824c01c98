import type { ByteRange } from './byte-file.js';
import { chapter, ChapterTexts, MAX_CHAPTERS, TaggedChapters, type Chapter } from './chapters.js';
import type { SungPiece } from './sung-pieces.js';

/** Bounds what one file can make the server keep, whatever it claims. */
const MAX_VALUES_PER_FIELD = 64;
const MAX_TEXT_LENGTH = 1_000;
/** Of lyrics and cue sheets. */
const MAX_LONG_TEXT_LENGTH = 512 * 1024;

const CONTROLS = /[\u0001-\u001f\u007f]/;
const ALL_CONTROLS = new RegExp(`${CONTROLS.source}+`, 'g');

/** The fields that are read, under the names that Vorbis comments have for them. */
export const FIELD_NAMES = [
  'TITLE', 'ARTIST', 'ARTISTS', 'ARTISTSORT', 'ALBUM', 'ALBUMARTIST', 'ALBUMARTISTS', 'ALBUMARTISTSORT', 'COMPOSER',
  'CONDUCTOR', 'LYRICIST', 'ARRANGER', 'PERFORMER', 'REMIXER', 'PRODUCER', 'ENGINEER', 'MIXER', 'WORK', 'GROUPING',
  'MOVEMENTNAME', 'MOVEMENT', 'MOVEMENTTOTAL', 'TRACKNUMBER', 'TRACKTOTAL', 'DISCNUMBER', 'DISCTOTAL', 'DISCSUBTITLE',
  'DATE', 'ORIGINALDATE', 'GENRE', 'LABEL', 'ISRC', 'COMMENT', 'COMPILATION', 'LYRICS', 'CUESHEET',
  'MUSICBRAINZ_TRACKID', 'MUSICBRAINZ_RELEASETRACKID', 'MUSICBRAINZ_ALBUMID', 'MUSICBRAINZ_RELEASEGROUPID',
  'MUSICBRAINZ_ARTISTID', 'MUSICBRAINZ_ALBUMARTISTID', 'REPLAYGAIN_TRACK_GAIN', 'REPLAYGAIN_TRACK_PEAK',
  'REPLAYGAIN_ALBUM_GAIN', 'REPLAYGAIN_ALBUM_PEAK', 'R128_TRACK_GAIN', 'R128_ALBUM_GAIN',
] as const; // prettier-ignore
export type FieldName = (typeof FIELD_NAMES)[number];

/** Other spellings in the free-form tags of Vorbis, APEv2, ID3v2 `TXXX`, MP4 and ASF, in upper case. */
const ALIASES: Readonly<Record<string, FieldName>> = {
  'ALBUM ARTIST': 'ALBUMARTIST', ALBUM_ARTIST: 'ALBUMARTIST', ENSEMBLE: 'ALBUMARTIST',
  'ALBUM ARTISTS': 'ALBUMARTISTS', ALBUM_ARTISTS: 'ALBUMARTISTS', ARTIST_CREDIT: 'ARTIST',
  TRACK: 'TRACKNUMBER', TRACKNUM: 'TRACKNUMBER', TOTALTRACKS: 'TRACKTOTAL', TRACKC: 'TRACKTOTAL',
  DISC: 'DISCNUMBER', DISK: 'DISCNUMBER', TOTALDISCS: 'DISCTOTAL', DISCC: 'DISCTOTAL', SETSUBTITLE: 'DISCSUBTITLE',
  YEAR: 'DATE', ORIGINALYEAR: 'ORIGINALDATE', 'ORIGINAL YEAR': 'ORIGINALDATE', 'ORIGINAL DATE': 'ORIGINALDATE',
  ORIGINALRELEASEDATE: 'ORIGINALDATE', ORIGYEAR: 'ORIGINALDATE', PUBLISHER: 'LABEL', ORGANIZATION: 'LABEL',
  DESCRIPTION: 'COMMENT', ITUNESCOMPILATION: 'COMPILATION', UNSYNCEDLYRICS: 'LYRICS', SYNCEDLYRICS: 'LYRICS',
  'UNSYNCED LYRICS': 'LYRICS', 'SYNCED LYRICS': 'LYRICS', WRITER: 'LYRICIST', MIXARTIST: 'REMIXER',
  'CONTENT GROUP': 'GROUPING', CONTENTGROUP: 'GROUPING', MOVEMENTNUMBER: 'MOVEMENT', MOVEMENTCOUNT: 'MOVEMENTTOTAL', 'MUSICBRAINZ TRACK ID': 'MUSICBRAINZ_TRACKID',
  'MUSICBRAINZ RELEASE TRACK ID': 'MUSICBRAINZ_RELEASETRACKID', 'MUSICBRAINZ ALBUM ID': 'MUSICBRAINZ_ALBUMID',
  'MUSICBRAINZ RELEASE GROUP ID': 'MUSICBRAINZ_RELEASEGROUPID', 'MUSICBRAINZ ARTIST ID': 'MUSICBRAINZ_ARTISTID',
  'MUSICBRAINZ ALBUM ARTIST ID': 'MUSICBRAINZ_ALBUMARTISTID',
}; // prettier-ignore

const NAMES: ReadonlyMap<string, FieldName> = new Map<string, FieldName>([
  ...FIELD_NAMES.map((name): [string, FieldName] => [name, name]),
  ...Object.entries(ALIASES),
]);

/** The field that a free-form key means, if any that is read. */
export function fieldNamed(key: string): FieldName | undefined {
  return NAMES.get(key) ?? NAMES.get(key.toUpperCase());
}

/** Where a picture lies in its file, and what has to be undone to get at it. */
export interface PictureLocation {
  /** In the order of the picture. */
  readonly ranges: readonly ByteRange[];
  readonly encoding: 'plain' | 'unsynchronised' | 'base64';
  /** The picture within the decoded ranges. */
  readonly start: number;
  readonly length: number;
  readonly isFront: boolean;
}

/** Where a track begins by the `CUESHEET` block of FLAC, which has no titles. */
export interface CuePoint {
  readonly number: number;
  readonly startSample: number;
  readonly isrc?: string;
}

/** What a reader of one tag format puts its findings into. Text arrives as it is; empty text is left out. */
export class TagFields {
  picture: PictureLocation | undefined;
  /** Day and month where a tag gives them apart from the year (ID3v2.3), two digits each. */
  dayAndMonth: { readonly day: string; readonly month: string } | undefined;
  /** Lyrics timed in frames of MPEG, until it is known how long these are. */
  lyricsByFrame: readonly SungPiece[] | undefined;
  cuePoints: readonly CuePoint[] | undefined;
  private foundChapters: Chapter[] | undefined;
  private chapterTexts: ChapterTexts | undefined;
  private chaptersById: TaggedChapters | undefined;
  private readonly values = new Map<FieldName, string[]>();

  add(name: FieldName, text: string): void {
    const end = text.indexOf('\0');
    let value = (end < 0 ? text : text.slice(0, end)).trim();
    if (value === '') return;
    const isLong = name === 'LYRICS' || name === 'CUESHEET';
    const most = isLong ? MAX_LONG_TEXT_LENGTH : MAX_TEXT_LENGTH;
    if (value.length > most) value = value.slice(0, most).trimEnd();
    if (!value.isWellFormed()) value = value.toWellFormed();
    if (!isLong && name !== 'COMMENT' && CONTROLS.test(value)) value = value.replace(ALL_CONTROLS, ' ').trim();
    if (value === '') return;
    const values = this.values.get(name);
    if (!values) this.values.set(name, [value]);
    else if (values.length < MAX_VALUES_PER_FIELD && !values.includes(value)) values.push(value);
  }

  /** Adds each part of text that holds several values separated by NUL. */
  addSeveral(name: FieldName, text: string): void {
    if (!text.includes('\0')) this.add(name, text);
    else for (const part of text.split('\0', MAX_VALUES_PER_FIELD)) this.add(name, part);
  }

  has(name: FieldName): boolean {
    return this.values.has(name);
  }

  first(name: FieldName): string | undefined {
    return this.values.get(name)?.[0];
  }

  all(name: FieldName): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** As they stand in the file, in whatever order. */
  get chapters(): readonly Chapter[] {
    return this.foundChapters ?? this.chapterTexts?.chapters() ?? this.chaptersById?.chapters() ?? [];
  }

  /** A chapter in the comments of Vorbis: `CHAPTER001` and `CHAPTER001NAME`, in any order. */
  addChapterText(key: string, text: string): void {
    (this.chapterTexts ??= new ChapterTexts()).add(key, text);
  }

  /** Chapters that have ids, as those of ID3v2. */
  get taggedChapters(): TaggedChapters {
    return (this.chaptersById ??= new TaggedChapters());
  }

  addChapter(startMs: number, title: string | undefined): void {
    const chapters = (this.foundChapters ??= []);
    if (chapters.length < MAX_CHAPTERS && startMs >= 0) chapters.push(chapter(startMs, title));
  }

  /**
   * Takes from a tag of lower rank in the same file what is not there yet.
   * @param except what is not to be taken
   */
  fillFrom(other: TagFields, except?: ReadonlySet<FieldName>): void {
    for (const [name, values] of other.values) {
      if (!this.values.has(name) && !except?.has(name)) this.values.set(name, values);
    }
    this.picture ??= other.picture;
    this.cuePoints ??= other.cuePoints;
    this.foundChapters ??= other.foundChapters;
    this.chapterTexts ??= other.chapterTexts;
    this.chaptersById ??= other.chaptersById;
  }

  /** The front cover if there is one, else the first picture. */
  addPicture(picture: PictureLocation): void {
    if (picture.length <= 0) return;
    if (!this.picture || (picture.isFront && !this.picture.isFront)) this.picture = picture;
  }
}
