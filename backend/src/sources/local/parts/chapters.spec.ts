import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBytes, readSample, scratchFolder } from '../../../../test/support/audio-samples.js';
import type { ParsedAudio } from '../../../tags/parsed-audio.js';
import { partsOf } from './file-parts.js';

const folder = scratchFolder();
const METADATA = `;FFMETADATA1
title=The Book
artist=The Reader
[CHAPTER]
TIMEBASE=1/1000
START=0
END=2000
title=Departure
[CHAPTER]
TIMEBASE=1/1000
START=2000
END=4500
title=Größe
[CHAPTER]
TIMEBASE=1/1000
START=4500
END=8000
title=Arrival
`;

/** Of Vorbis; ffmpeg writes them wrongly, or not at all. */
const COMMENTS = [
  'CHAPTER003=00:00:04.500', 'CHAPTER001NAME=Departure', 'CHAPTER001=00:00:00.000', 'CHAPTER002NAME=Größe',
  'CHAPTER003NAME=Arrival', 'chapter002=0:00:02',
].flatMap((comment) => ['-map_chapters', '-1', '-metadata', comment]); // prettier-ignore

/** Each part as `number title: start-end` in milliseconds, on its album. */
function described(parsed: ParsedAudio, name: string): string[] {
  return partsOf(parsed, name, undefined).parts.map(
    ({ span: { startSample, endSample, samplesPerSecond }, fields }) => {
      const ms = (sample: number): string => String(Math.round((sample * 1_000) / samplesPerSecond));
      const end = endSample === undefined ? '' : ms(endSample);
      const words = ['TRACKNUMBER', 'TITLE', 'ALBUM'] as const;
      const [number = '', title = '', album = ''] = words.map((word) => fields.first(word));
      return `${number} ${title}: ${ms(startSample)}-${end} on ${album}`;
    },
  );
}

function encode(name: string, metadata: string, options: readonly string[] = []): string {
  const path = join(folder, name);
  const described = join(folder, `${name}.txt`);
  writeFileSync(described, metadata);
  const input = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=8:sample_rate=48000'];
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...input,
    '-i',
    described,
    '-map_metadata',
    '1',
    '-map',
    '0:a',
    ...options,
    path,
  ]);
  return path;
}

const BOOK = ['1 Departure: 0-2000 on The Book', '2 Größe: 2000-4500 on The Book', '3 Arrival: 4500- on The Book'];

describe('chapters', () => {
  it.each([
    ['m4b', ['-f', 'mp4']],
    ['m4a', []],
    ['mp3', []],
    ['mp3', ['-id3v2_version', '3']],
    ['mka', []],
    ['mka', ['-c:a', 'flac']],
    ['webm', []],
    ['opus', COMMENTS],
    ['ogg', COMMENTS],
    ['oga', ['-c:a', 'flac', ...COMMENTS]],
    ['flac', COMMENTS],
  ])('of %s are parts (%o)', (extension, options) => {
    const name = `book.${extension}`;
    expect(described(readSample(encode(name, METADATA, options)), name)).toEqual(BOOK);
  });

  it('of several files of one book are discs under the titles of the files', () => {
    const metadata = METADATA.replace('artist=', 'album=Long Book\ntrack=2\nartist=');
    const parsed = readSample(encode('second.m4b', metadata, ['-f', 'mp4']));
    const [part] = partsOf(parsed, 'second.m4b', undefined).parts;
    const names = ['ALBUM', 'DISCSUBTITLE', 'DISCNUMBER', 'TRACKNUMBER'] as const;
    expect(names.map((field) => part?.fields.first(field))).toEqual(['Long Book', 'The Book', '2', '1']);
  });

  it.each<[what: string, change: (metadata: string) => string, expected: string[]]>([
    [
      'no titles',
      (text) => text.replaceAll(/title=(?!The).*\n/g, ''),
      ['1 Chapter 1: 0-2000 on The Book', '2 Chapter 2: 2000-4500 on The Book', '3 Chapter 3: 4500- on The Book'],
    ],
    ['a beginning that is in none', (text) => text.replace('START=0\n', 'START=1000\n'), BOOK],
    ['gaps', (text) => text.replace('END=2000', 'END=1500'), BOOK],
    ['only one', (text) => text.slice(0, text.indexOf('[CHAPTER]', text.indexOf('START=0'))), []],
  ])('with %s in Matroska', (_what, change, expected) => {
    expect(described(readSample(encode('odd.mka', change(METADATA))), 'odd.mka')).toEqual(expected);
  });

  it('that no table of contents of an MP3 lists are none', () => {
    const bytes = readFileSync(encode('contents.mp3', METADATA));
    const at = bytes.indexOf('CTOC');
    expect(at).toBeGreaterThan(0);
    // Its last child is called otherwise: as are marks that only change a picture.
    const last = bytes.indexOf('ch2', at);
    bytes.write('chX', last, 'latin1');
    expect(described(readBytes(folder, 'mp3', bytes), 'contents.mp3').slice(1)).toEqual(['2 Größe: 2000- on The Book']);
  });

  it('of Nero are read where Apple has none', () => {
    const bytes = readFileSync(encode('nero.m4a', METADATA));
    bytes.write('tref'.replace('t', 'x'), bytes.indexOf('tref'), 'latin1');
    expect(described(readBytes(folder, 'm4a', bytes), 'nero.m4a')).toEqual(BOOK);
    bytes.write('xhpl', bytes.indexOf('chpl'), 'latin1');
    expect(described(readBytes(folder, 'm4a', bytes), 'nero.m4a')).toEqual([]);
  });
});

describe('the index of a CD in FLAC', () => {
  let bytes: Buffer;
  beforeAll(() => {
    bytes = withCueSheet(
      readFileSync(encode('cd.flac', 'title=x\n'.replace('title=x', ';FFMETADATA1\ntitle=The Disc'))),
      [
        { number: 1, start: 0, index: 588 },
        { number: 2, start: 96_000, index: 1_176 },
        { number: 3, start: 200_000, index: 0, isData: true },
        { number: 170, start: 384_000, index: 0 },
      ],
    );
  });

  it('makes its tracks parts, to the sample, without those of data and what follows the last', () => {
    const { parts } = partsOf(readBytes(folder, 'flac', bytes), 'cd.flac', undefined);
    expect(
      parts.map(({ span, fields }) => [fields.first('TITLE'), fields.first('ISRC'), span.startSample, span.endSample]),
    ).toEqual([
      ['Track 1', 'GBAAA9800322', 588, 97_176],
      ['Track 2', 'GBAAA9800322', 97_176, undefined],
    ]);
  });
});

/** A FLAC file with a `CUESHEET` block before its other blocks but the first. */
function withCueSheet(
  flac: Buffer,
  tracks: readonly { number: number; start: number; index: number; isData?: boolean }[],
): Buffer {
  const header = Buffer.alloc(396);
  header[395] = tracks.length;
  const blocks = tracks.map(({ number, start, index, isData = false }) => {
    const track = Buffer.alloc(36 + 24);
    track.writeBigUInt64BE(BigInt(start), 0);
    track[8] = number;
    track.write('GBAAA9800322', 9, 'latin1');
    track[21] = isData ? 0x80 : 0;
    track[35] = 2;
    track.writeBigUInt64BE(BigInt(index), 36 + 12);
    track[36 + 12 + 8] = 1;
    return track;
  });
  const body = Buffer.concat([header, ...blocks]);
  const head = Buffer.alloc(4);
  head[0] = 5;
  head.writeUIntBE(body.length, 1, 3);
  const end = 4 + 4 + 34;
  return Buffer.concat([flac.subarray(0, end), head, body, flac.subarray(end)]);
}
