import { describe, expect, it } from 'vitest';
import type { ParsedAudio } from '../../../tags/parsed-audio.js';
import { TagFields, type FieldName } from '../../../tags/tag-fields.js';
import { cuesByFile } from './cue-files.js';
import { parseCueSheet } from './cue-sheet.js';
import { cueText } from './cue-text.js';
import { partsOf } from './file-parts.js';

/** Minutes of the audio files that are beside the sheets, by name. */
type Files = Readonly<Record<string, number>>;
type Tags = Readonly<Partial<Record<FieldName, string>>>;

const RATE = 44_100;
const ONE: Files = { 'a.flac': 10 };

function audio(minutes: number, tags: Tags = {}): ParsedAudio {
  const fields = new TagFields();
  for (const [name, text] of Object.entries(tags)) fields.add(name as FieldName, text);
  return {
    properties: {
      codec: 'flac', container: 'flac', durationMs: minutes * 60_000, sampleRateHz: RATE, channels: 2, bitDepth: 16,
    },
    fields,
    audio: { offset: 0, length: 1 },
  }; // prettier-ignore
}

/** Each part as `number title: start-end` in frames of a CD; a file that is one track as `whole title`. */
function cut(
  sheets: string | Buffer | Readonly<Record<string, string | Buffer>>,
  files: Files = ONE,
  tags: Tags = {},
): string[] {
  const byName = typeof sheets === 'string' || Buffer.isBuffer(sheets) ? { 'a.cue': sheets } : sheets;
  const found = Object.entries(byName).map(([name, content]) => ({
    file: { name, sizeBytes: 1, modifiedAtMs: 1 },
    sheet: parseCueSheet(cueText(Buffer.from(content as string))),
  }));
  const cues = cuesByFile(found, Object.keys(files));
  return Object.entries(files).flatMap(([name, minutes]) => described(audio(minutes, tags), name, cues));
}

function described(parsed: ParsedAudio, name: string, cues: ReturnType<typeof cuesByFile>): string[] {
  const { parts, whole } = partsOf(parsed, name, cues.get(name));
  if (parts.length === 0) return [`whole ${whole?.first('TITLE') ?? '-'}`];
  return parts.map(({ span: { startSample, endSample }, fields }) => {
    const frames = (sample: number): string => String(Math.round((sample * 75_000) / RATE) / 1_000);
    const end = endSample === undefined ? '' : frames(endSample);
    return `${fields.first('TRACKNUMBER') ?? ''} ${fields.first('TITLE') ?? ''}: ${frames(startSample)}-${end}`;
  });
}

/** What tags the parts have. */
function tagsOf(sheet: string | Buffer, name: FieldName, tags: Tags = {}): (string | undefined)[] {
  const cues = cuesByFile(
    [
      {
        file: { name: 'a.cue', sizeBytes: 1, modifiedAtMs: 1 },
        sheet: parseCueSheet(cueText(Buffer.from(sheet as string))),
      },
    ],
    ['a.flac'],
  );
  return partsOf(audio(10, tags), 'a.flac', cues.get('a.flac')).parts.map(({ fields }) => fields.first(name));
}

const TWO = ['1 One: 0-2250', '2 Two: 2250-'];
const TRACKS = 'TRACK 01 AUDIO\nTITLE "One"\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE "Two"\nINDEX 01 00:30:00\n';
const FILE = 'FILE "a.wav" WAVE\n';
const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** Text in an encoding of one byte, given as pairs of escape and byte. */
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('cuts of odd cue sheets', () => {
  it.each<[what: string, sheet: string | Buffer, expected: string[], files?: Files]>([
    ['a plain one', FILE + TRACKS, TWO],
    ['no FILE line at all', TRACKS, TWO],
    ['a file that is there under this very name', `FILE "a.flac" WAVE\n${TRACKS}`, TWO],
    ['a file with another extension', `FILE "a.ape" WAVE\n${TRACKS}`, TWO],
    ['a file with no extension', `FILE "a" WAVE\n${TRACKS}`, TWO],
    ['a file that is named otherwise, beside one named as the sheet', `FILE "CDImage.wav" WAVE\n${TRACKS}`, TWO],
    ['a path of Windows', `FILE "C:\\Rips\\My Music\\a.wav" WAVE\n${TRACKS}`, TWO],
    ['a path of Unix', `FILE "/home/somebody/a.wav" WAVE\n${TRACKS}`, TWO],
    ['a path out of its folder, of which the name is here', `FILE "../../a.wav" WAVE\n${TRACKS}`, TWO],
    ['a name in capitals', `FILE "A.WAV" WAVE\n${TRACKS}`, TWO],
    ['a name without quotes', `FILE a.wav WAVE\n${TRACKS}`, TWO],
    ['a name with blanks and without quotes', `FILE an album.wav WAVE\n${TRACKS}`, TWO, { 'an album.flac': 10 }],
    ['a name with quotes in it', `FILE "an "odd" album.wav" WAVE\n${TRACKS}`, TWO, { 'an "odd" album.flac': 10 }],
    ['a name whose quote is not closed', `FILE "a.wav\n${TRACKS}`, TWO],
    ['a name without a kind', `FILE "a.wav"\n${TRACKS}`, TWO],
    ['a binary image by name', `FILE "a.bin" BINARY\n${TRACKS}`, TWO],
    ['accents spelled in another way', `FILE "e\u0301.wav" WAVE\n${TRACKS}`, TWO, { '\u00e9.flac': 10 }],
    ['a file that is not there', `FILE "other.wav" WAVE\n${TRACKS}`, ['whole -'], { 'b.flac': 10 }],
    ['a key of somebody', `FILE "../.ssh/id_rsa" WAVE\n${TRACKS}`, ['whole -'], { 'b.flac': 10 }],
    ['lines that end as on Windows', (FILE + TRACKS).replaceAll('\n', '\r\n'), TWO],
    ['lines that end as on old Macs', (FILE + TRACKS).replaceAll('\n', '\r'), TWO],
    ['tabs and blanks', (FILE + TRACKS).replaceAll('\n', '  \n\t  '), TWO],
    ['commands in small letters', FILE.toLowerCase() + TRACKS.replace(/[A-Z]{4,}/g, (word) => word.toLowerCase()), TWO],
    ['empty lines and nonsense', `\n\n${FILE}\u0001\nFOO BAR\n;;\n${TRACKS}`, TWO],
    ['a byte order mark', `\ufeff${FILE}${TRACKS}`, TWO],
    ['UTF-16, little end first', utf16le(`\ufeff${FILE}${TRACKS}`), TWO],
    ['UTF-16, big end first', utf16be(`\ufeff${FILE}${TRACKS}`), TWO],
    ['UTF-16 without a mark', utf16le(FILE + TRACKS), TWO],
    ['UTF-16 without a mark, big end first', utf16be(FILE + TRACKS), TWO],
    [
      'numbers without zeros',
      `${FILE}TRACK 1 AUDIO\nTITLE "One"\nINDEX 1 0:0:0\nTRACK 2 AUDIO\nTITLE "Two"\nINDEX 1 0:30:0`,
      TWO,
    ],
    ['no kind of track', (FILE + TRACKS).replaceAll(' AUDIO', ''), TWO],
    [
      'a pause before a track, which sounds before it',
      FILE + TRACKS.replace('INDEX 01 00:30:00', 'INDEX 00 00:28:00\nINDEX 01 00:30:00'),
      TWO,
    ],
    [
      'indices in the wrong order',
      FILE + TRACKS.replace('INDEX 01 00:30:00', 'INDEX 01 00:30:00\nINDEX 00 00:28:00'),
      TWO,
    ],
    [
      'indices within a track',
      FILE + TRACKS.replace('INDEX 01 00:30:00', 'INDEX 01 00:30:00\nINDEX 02 01:00:00\nINDEX 03 02:00:00'),
      TWO,
    ],
    ['only the pause before a track', FILE + TRACKS.replace('INDEX 01 00:30:00', 'INDEX 00 00:30:00'), TWO],
    [
      'a pause that is nowhere in the file',
      FILE + TRACKS.replace('INDEX 01 00:30:00', 'PREGAP 00:02:00\nINDEX 01 00:30:00'),
      TWO,
    ],
    [
      'a first track that begins later',
      FILE + TRACKS.replace('00:00:00', '00:00:33'),
      ['1 One: 33-2250', '2 Two: 2250-'],
    ],
    ['a first track that does not say where it begins', FILE + TRACKS.replace('INDEX 01 00:00:00\n', ''), TWO],
    ['a later track that does not say where it begins', `${FILE}${TRACKS}TRACK 03 AUDIO\nTITLE "Three"\n`, TWO],
    ['a track behind the end', `${FILE}${TRACKS}TRACK 03 AUDIO\nINDEX 01 10:00:00\n`, TWO],
    [
      'more than 99 minutes',
      FILE + TRACKS.replace('00:30:00', '120:00:10'),
      ['1 One: 0-540010', '2 Two: 540010-'],
      { 'a.flac': 130 },
    ],
    [
      'hours',
      FILE + TRACKS.replace('00:30:00', '02:00:00:10'),
      ['1 One: 0-540010', '2 Two: 540010-'],
      { 'a.flac': 130 },
    ],
    ['no frames', FILE + TRACKS.replace('00:30:00', '00:30'), TWO],
    ['thousandths of a second', FILE + TRACKS.replace('00:30:00', '00:30.500'), ['1 One: 0-2287.5', '2 Two: 2287.5-']],
    [
      'tracks out of order',
      `${FILE}TRACK 02 AUDIO\nTITLE "Two"\nINDEX 01 00:30:00\nTRACK 01 AUDIO\nTITLE "One"\nINDEX 01 00:00:00`,
      TWO,
    ],
    [
      'numbers that do not begin with 1',
      FILE + TRACKS.replace('TRACK 01', 'TRACK 07').replace('TRACK 02', 'TRACK 08'),
      ['7 One: 0-2250', '8 Two: 2250-'],
    ],
    [
      'two tracks at one place',
      `${FILE}${TRACKS}TRACK 03 AUDIO\nTITLE "Three"\nINDEX 01 00:30:00`,
      ['1 One: 0-2250', '3 Three: 2250-'],
    ],
    ['no titles', FILE + TRACKS.replace(/TITLE.*\n/g, ''), ['1 Track 1: 0-2250', '2 Track 2: 2250-']],
    ['empty titles', FILE + TRACKS.replaceAll(/"(?:One|Two)"/g, '""'), ['1 Track 1: 0-2250', '2 Track 2: 2250-']],
    ['titles without quotes', FILE + TRACKS.replaceAll(/"(One|Two)"/g, '$1'), TWO],
    [
      'titles with quotes in them',
      FILE + TRACKS.replace('"Two"', '"The "Two""'),
      ['1 One: 0-2250', '2 The "Two": 2250-'],
    ],
    [
      'titles with escaped quotes',
      FILE + TRACKS.replace('"Two"', '"The \\"Two\\""'),
      ['1 One: 0-2250', '2 The "Two": 2250-'],
    ],
    ['titles whose quote is not closed', FILE + TRACKS.replace('"Two"', '"Two'), TWO],
    ['a track of data at the end', `${FILE}${TRACKS}TRACK 03 MODE1/2352\nINDEX 01 05:00:00\n`, TWO],
    [
      'a single track, which the file is',
      `${FILE}TITLE "Album"\nTRACK 01 AUDIO\nTITLE "One"\nINDEX 01 00:00:00`,
      ['whole One'],
    ],
    ['no track', FILE, ['whole -']],
    ['nothing', '', ['whole -']],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), ['whole -']],
    [
      'two files of two tracks each',
      `FILE "a.wav" WAVE\n${TRACKS}FILE "b.wav" WAVE\n${TRACKS.replace('01', '03').replace('TRACK 02', 'TRACK 04')}`,
      [...TWO, '3 One: 0-2250', '4 Two: 2250-'],
      { 'a.flac': 5, 'b.flac': 5 },
    ],
    [
      'a file for each track',
      'FILE "1.wav" WAVE\nTRACK 01 AUDIO\nTITLE "One"\nINDEX 01 00:00:00\nFILE "2.wav" WAVE\nTRACK 02 AUDIO\nTITLE "Two"\nINDEX 01 00:00:00',
      ['whole One', 'whole Two'],
      { '1.flac': 3, '2.flac': 3 },
    ],
    [
      'pauses at the end of the file before',
      'FILE "1.wav" WAVE\nTRACK 01 AUDIO\nTITLE "One"\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE "Two"\nINDEX 00 02:58:00\nFILE "2.wav" WAVE\nINDEX 01 00:00:00',
      ['whole One', 'whole Two'],
      { '1.flac': 3, '2.flac': 3 },
    ],
    ['one of its two files', `FILE "a.wav" WAVE\n${TRACKS}FILE "b.wav" WAVE\n${TRACKS}`, TWO],
    ['a lossless and a lossy copy', FILE + TRACKS, ['whole -', ...TWO], { 'a.mp3': 10, 'a.flac': 10 }],
  ])('with %s', (_what, sheet, expected, files) => {
    expect(cut(sheet, files)).toEqual(expected);
  });

  it('take the sheet that names the file, then the one that knows more tracks', () => {
    const other = FILE + TRACKS.replace('00:30:00', '01:00:00');
    const named = `FILE "a.flac" WAVE\n${TRACKS}`;
    expect(cut({ 'a.cue': other, 'b.cue': named })).toEqual(TWO);
    expect(cut({ 'a.flac.cue': FILE, 'b.cue': FILE + TRACKS })).toEqual(TWO);
    const more = `${FILE}${TRACKS}TRACK 03 AUDIO\nINDEX 01 05:00:00\n`;
    expect(cut({ 'a.cue': FILE + TRACKS, 'b.cue': more })).toHaveLength(3);
  });
});

describe('tags of parts', () => {
  const titled = (title: Buffer): Buffer => Buffer.concat([bytes(`${FILE}TRACK 01 AUDIO\nTITLE "`), title, bytes('"\nPERFORMER "'), title, bytes(`"\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE "`), title, bytes('"\nINDEX 01 01:00:00\n')]); // prettier-ignore

  it.each<[what: string, title: Buffer, expected: string]>([
    ['UTF-8', Buffer.from('Größe'), 'Größe'],
    ['Latin-1', bytes('Gr\xf6\xdfe'), 'Größe'],
    ['Windows-1252', bytes('It\x92s Gr\xf6\xdfe'), 'It’s Größe'],
    ['Windows-1251', bytes('\xcf\xe5\xf1\xed\xff \xee \xe4\xf0\xf3\xe7\xfc\xff\xf5'), 'Песня о друзьях'],
    ['Shift-JIS', bytes('\x82\xb3\x82\xad\x82\xe7'), 'さくら'],
    ['GBK', bytes('\xd4\xc2\xc1\xc1\xb4\xfa\xb1\xed\xce\xd2\xb5\xc4\xd0\xc4'), '月亮代表我的心'],
  ])('are read in %s', (_what, title, expected) => {
    expect(tagsOf(titled(title), 'TITLE')).toEqual([expected, expected]);
  });

  const rich = `REM GENRE "Trip Hop"\nREM DATE 1998\nREM DISCNUMBER 2\nREM TOTALDISCS 3\nREM COMMENT "ExactAudioCopy"
PERFORMER "Massive Attack"\nTITLE "Mezzanine"\nREM REPLAYGAIN_ALBUM_GAIN -7.5 dB\n${FILE}TRACK 01 AUDIO
TITLE "Teardrop"\nPERFORMER "Massive Attack feat. Elizabeth Fraser"\nISRC GBAAA9800322\nREM REPLAYGAIN_TRACK_GAIN -6.0 dB
INDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE "Inertia Creeps"\nSONGWRITER "Del Naja"\nINDEX 01 02:00:00`;

  it.each<[FieldName, (string | undefined)[]]>([
    ['ALBUM', ['Mezzanine', 'Mezzanine']],
    ['ALBUMARTIST', ['Massive Attack', 'Massive Attack']],
    ['ARTIST', ['Massive Attack feat. Elizabeth Fraser', 'Massive Attack']],
    ['DATE', ['1998', '1998']],
    ['GENRE', ['Trip Hop', 'Trip Hop']],
    ['DISCNUMBER', ['2', '2']],
    ['ISRC', ['GBAAA9800322', undefined]],
    ['COMPOSER', [undefined, 'Del Naja']],
    ['REPLAYGAIN_ALBUM_GAIN', ['-7.5 dB', '-7.5 dB']],
    ['REPLAYGAIN_TRACK_GAIN', ['-6.0 dB', undefined]],
  ])('have the %s of the sheet', (name, expected) => {
    expect(tagsOf(rich, name)).toEqual(expected);
  });

  it('are those of the file where the sheet has none, except what is true of the whole only', () => {
    const tags = {
      TITLE: 'Whole',
      ALBUM: 'Album',
      ARTIST: 'Artist',
      DATE: '2001',
      ISRC: 'X',
      TRACKNUMBER: '9',
    } as const;
    const sheet = FILE + TRACKS;
    expect(tagsOf(sheet, 'ALBUM', tags)).toEqual(['Album', 'Album']);
    expect(tagsOf(sheet, 'ARTIST', tags)).toEqual(['Artist', 'Artist']);
    expect(tagsOf(sheet, 'DATE', tags)).toEqual(['2001', '2001']);
    expect(tagsOf(sheet, 'ISRC', tags)).toEqual([undefined, undefined]);
    expect(tagsOf(sheet, 'TITLE', tags)).toEqual(['One', 'Two']);
  });

  it('give up ids that belong to a name which the sheet does not have', () => {
    const tags = {
      ARTIST: 'Other',
      MUSICBRAINZ_ARTISTID: 'x',
      ALBUMARTIST: 'Massive Attack',
      ALBUMARTISTSORT: 'Attack',
    };
    expect(tagsOf(rich, 'MUSICBRAINZ_ARTISTID', tags)).toEqual([undefined, undefined]);
    expect(tagsOf(rich, 'ALBUMARTISTSORT', tags)).toEqual(['Attack', 'Attack']);
  });

  it('take the loudness of the whole for that of the album', () => {
    const tags = { REPLAYGAIN_TRACK_GAIN: '-3 dB' };
    expect(tagsOf(FILE + TRACKS, 'REPLAYGAIN_ALBUM_GAIN', tags)).toEqual(['-3 dB', '-3 dB']);
    expect(tagsOf(FILE + TRACKS, 'REPLAYGAIN_TRACK_GAIN', tags)).toEqual([undefined, undefined]);
  });
});

describe('a sheet within a file', () => {
  const within = (sheet: string, minutes = 10): string[] =>
    described(audio(minutes, { CUESHEET: sheet }), 'a.flac', new Map());

  it('cuts it, whatever file it names', () => {
    expect(within(`FILE "CDImage.wav" WAVE\n${TRACKS}`)).toEqual(TWO);
  });

  it('of two files cuts the one that is named like it', () => {
    expect(within(`FILE "a.wav" WAVE\n${TRACKS}FILE "b.wav" WAVE\n${TRACKS}`)).toEqual(TWO);
    expect(within(`FILE "b.wav" WAVE\n${TRACKS}FILE "c.wav" WAVE\n${TRACKS}`)).toEqual(['whole -']);
  });

  it('is not followed by a song that was cut out of a record and still carries its sheet', () => {
    const long = `${FILE}${TRACKS}TRACK 03 AUDIO\nINDEX 01 05:00:00\nTRACK 04 AUDIO\nINDEX 01 08:00:00`;
    expect(within(long, 4)).toEqual(['whole -']);
    expect(within(long, 9)).toHaveLength(4);
  });

  it('steps back behind one beside it', () => {
    const cues = cuesByFile(
      [{ file: { name: 'a.cue', sizeBytes: 1, modifiedAtMs: 1 }, sheet: parseCueSheet(FILE + TRACKS) }],
      ['a.flac'],
    );
    const embedded = FILE + TRACKS.replace('00:30:00', '01:00:00');
    expect(described(audio(10, { CUESHEET: embedded }), 'a.flac', cues)).toEqual(TWO);
  });
});
