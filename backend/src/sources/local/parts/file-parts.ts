import { type FieldName, type ParsedAudio, TagFields } from '../../../tags/index.js';
import { ownTracks, type CueOfFile } from './cue-files.js';
import { CUE_FRAMES_PER_SECOND, parseCueSheet, type CueSheet, type CueTrack } from './cue-sheet.js';
import type { PartSpan } from './part-locator.js';

/** A part of a file, with tags as if it were a file. */
export interface FilePart {
  readonly span: PartSpan;
  readonly durationMs: number;
  readonly fields: TagFields;
}

/** Where a part begins, before it is known where the others do. */
interface Mark {
  readonly startSample: number;
  readonly fields: TagFields;
}

/** What tags say of a whole file, which is not true of each of its parts. */
const OF_WHOLE: ReadonlySet<FieldName> = new Set<FieldName>([
  'TITLE', 'TRACKNUMBER', 'TRACKTOTAL', 'ISRC', 'LYRICS', 'CUESHEET', 'MUSICBRAINZ_TRACKID', 'MUSICBRAINZ_RELEASETRACKID',
  'REPLAYGAIN_TRACK_GAIN', 'REPLAYGAIN_TRACK_PEAK', 'R128_TRACK_GAIN',
]); // prettier-ignore
/** What goes with a field: true of the name that tags give, not of another that a sheet has. */
const COMPANIONS: readonly (readonly [field: FieldName, companions: readonly FieldName[]])[] = [
  ['ARTIST', ['ARTISTS', 'ARTISTSORT', 'MUSICBRAINZ_ARTISTID']],
  ['ALBUMARTIST', ['ALBUMARTISTS', 'ALBUMARTISTSORT', 'MUSICBRAINZ_ALBUMARTISTID']],
  ['ALBUM', ['MUSICBRAINZ_ALBUMID', 'MUSICBRAINZ_RELEASEGROUPID']],
];
/** Of a sheet in a file, this share of its tracks has to begin within the file: else it was copied from another. */
const LEAST_SHARE = 0.5;

/** What a file falls into: none where it is one track. */
export interface FileParts {
  readonly parts: readonly FilePart[];
  /** The tags of the whole, where a sheet adds to them. */
  readonly whole?: TagFields;
}

const UNDIVIDED: FileParts = { parts: [] };

/**
 * Finds the parts of a file, by what knows most of them: a sheet beside it, which a person can edit; a sheet in it; the
 * index that a FLAC file has of a CD; chapters.
 * @param name of the file
 * @param beside what a sheet in its folder says of it
 */
export function partsOf(parsed: ParsedAudio, name: string, beside: CueOfFile | undefined): FileParts {
  if (beside) {
    const parts = cueParts(parsed, beside.found.sheet, beside.tracks);
    return parts.length > 0 ? { parts } : { parts, whole: wholeFields(parsed, beside) };
  }
  const { fields } = parsed;
  const text = fields.first('CUESHEET');
  const embedded = text === undefined ? undefined : parseCueSheet(text);
  const own = embedded ? ownTracks(embedded, name) : [];
  if (embedded && isOfThis(parsed, own)) {
    const parts = cueParts(parsed, embedded, own);
    if (parts.length > 0) return { parts };
  }
  const pointed = pointParts(parsed);
  if (pointed.length > 0) return { parts: pointed };
  if (fields.chapters.length > 1) return { parts: chapterParts(parsed, name) };
  return UNDIVIDED;
}

function cueParts(parsed: ParsedAudio, sheet: CueSheet, tracks: readonly CueTrack[]): readonly FilePart[] {
  const marks = tracks.flatMap(({ number, fields, startFrame }, n): Mark[] => {
    // One that does not say where it begins can only be the first.
    if (startFrame === undefined && n > 0) return [];
    const own = new TagFields();
    own.add('TRACKNUMBER', String(number));
    own.fillFrom(fields);
    if (!own.has('TITLE')) own.add('TITLE', `Track ${number}`);
    return [{ startSample: sampleOf(parsed, startFrame ?? 0, CUE_FRAMES_PER_SECOND), fields: own }];
  });
  const ofSheet = sheetFields(sheet);
  return divide(parsed, marks, (own) => {
    const artist = ofSheet.first('ALBUMARTIST');
    if (!own.has('ARTIST') && artist !== undefined) own.add('ARTIST', artist);
    own.fillFrom(ofSheet);
    fillFromFile(own, parsed.fields);
    return own;
  });
}

/** An `ISRC` or a composer before the first track is said of none. */
function sheetFields({ fields }: CueSheet): TagFields {
  const own = new TagFields();
  own.fillFrom(
    fields,
    new Set<FieldName>(['ISRC', 'MUSICBRAINZ_TRACKID', 'REPLAYGAIN_TRACK_GAIN', 'REPLAYGAIN_TRACK_PEAK']),
  );
  return own;
}

/** The tags of a file that is one track of a sheet: its own come first, as whoever split it has written them for it. */
function wholeFields({ fields }: ParsedAudio, { found: { sheet }, tracks }: CueOfFile): TagFields {
  const whole = new TagFields();
  whole.fillFrom(fields);
  const [track] = tracks;
  if (tracks.length !== 1 || !track) return whole;
  if (!whole.has('TRACKNUMBER')) whole.add('TRACKNUMBER', String(track.number));
  whole.fillFrom(track.fields);
  const artist = sheet.fields.first('ALBUMARTIST');
  if (!whole.has('ARTIST') && artist !== undefined) whole.add('ARTIST', artist);
  whole.fillFrom(sheetFields(sheet));
  return whole;
}

/** A song that was cut out of a record often still carries the sheet of all of it. */
function isOfThis(parsed: ParsedAudio, tracks: readonly CueTrack[]): boolean {
  const { durationMs } = parsed.properties;
  const within = tracks.filter(
    ({ startFrame }) => durationMs === 0 || ((startFrame ?? 0) / CUE_FRAMES_PER_SECOND) * 1_000 < durationMs,
  );
  return within.length > tracks.length * LEAST_SHARE;
}

function pointParts(parsed: ParsedAudio): readonly FilePart[] {
  const { fields, properties } = parsed;
  const points = fields.cuePoints ?? [];
  const end = samplesIn(parsed);
  if (points.filter(({ startSample }) => end === 0 || startSample < end).length <= points.length * LEAST_SHARE)
    return [];
  const marks = points.map(({ number, startSample, isrc }): Mark => {
    const own = new TagFields();
    own.add('TRACKNUMBER', String(number));
    own.add('TITLE', `Track ${number}`);
    if (isrc !== undefined) own.add('ISRC', isrc);
    return { startSample, fields: own };
  });
  return divide({ ...parsed, properties }, marks, (own) => {
    fillFromFile(own, fields);
    return own;
  });
}

/**
 * Chapters lie on an album that is the book or the programme. Of several files of one book each is a disc, under the title
 * of the file. Sound before the first chapter belongs to it: nothing of a file is to be lost.
 */
function chapterParts(parsed: ParsedAudio, name: string): readonly FilePart[] {
  const { fields } = parsed;
  const title = fields.first('TITLE');
  const inOrder = fields.chapters.toSorted((a, b) => a.startMs - b.startMs);
  const marks = inOrder.map((chapter, n): Mark => {
    const own = new TagFields();
    own.add('TITLE', chapter.title ?? `Chapter ${n + 1}`);
    return { startSample: n === 0 ? 0 : sampleOf(parsed, chapter.startMs, 1_000), fields: own };
  });
  return divide(parsed, marks, (own, n) => {
    own.add('TRACKNUMBER', String(n + 1));
    const album = fields.first('ALBUM');
    if (album === undefined) own.add('ALBUM', title ?? withoutExtension(name));
    else if (title !== undefined && title !== album) own.add('DISCSUBTITLE', title);
    const ordinal = fields.first('DISCNUMBER') ?? fields.first('TRACKNUMBER');
    if (ordinal !== undefined) own.add('DISCNUMBER', ordinal);
    fillFromFile(own, fields);
    return own;
  });
}

/**
 * Each part reaches to where the next begins, the last to the end of the file, so that together they are the file.
 * Marks at or behind the end, and all but the last of several at one place, are of nothing.
 */
function divide(
  parsed: ParsedAudio,
  marks: readonly Mark[],
  complete: (fields: TagFields, n: number) => TagFields,
): readonly FilePart[] {
  const end = samplesIn(parsed);
  const samplesPerSecond = parsed.properties.sampleRateHz;
  const inOrder = marks
    .filter(({ startSample }) => end === 0 || startSample < end)
    .toSorted((a, b) => a.startSample - b.startSample)
    .filter((mark, n, all) => all[n + 1]?.startSample !== mark.startSample);
  if (inOrder.length < 2) return [];
  return inOrder.map(({ startSample, fields }, n) => {
    const next = inOrder[n + 1]?.startSample;
    const samples = Math.max(0, (next ?? end) - startSample);
    return {
      span: { startSample, ...(next !== undefined && { endSample: next }), samplesPerSecond },
      durationMs: (samples / samplesPerSecond) * 1_000,
      fields: complete(fields, n),
    };
  });
}

function fillFromFile(own: TagFields, fields: TagFields): void {
  const except = new Set(OF_WHOLE);
  for (const [field, companions] of COMPANIONS) {
    const said = own.first(field);
    if (said === undefined || said === fields.first(field)) continue;
    for (const companion of companions) except.add(companion);
  }
  // The loudness of the whole is that of the album which it is.
  if (!fields.has('REPLAYGAIN_ALBUM_GAIN') && !own.has('REPLAYGAIN_ALBUM_GAIN')) {
    const gain = fields.first('REPLAYGAIN_TRACK_GAIN');
    const peak = fields.first('REPLAYGAIN_TRACK_PEAK');
    if (gain !== undefined) own.add('REPLAYGAIN_ALBUM_GAIN', gain);
    if (peak !== undefined) own.add('REPLAYGAIN_ALBUM_PEAK', peak);
  }
  own.fillFrom(fields, except);
}

/** 0 where the file does not say how long it is. */
function samplesIn({ properties: { durationMs, sampleRateHz } }: ParsedAudio): number {
  return Math.round((durationMs * sampleRateHz) / 1_000);
}

function sampleOf({ properties: { sampleRateHz } }: ParsedAudio, position: number, perSecond: number): number {
  return Math.round((position * sampleRateHz) / perSecond);
}

function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
