import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeTone, readBytes, scratchFolder } from '../../test/support/audio-samples.js';
import type { TagFields } from './tag-fields.js';

const folder = scratchFolder();
let sound: Buffer;

beforeAll(() => {
  const path = join(folder, 'sound.mp3');
  encodeTone(path, {}, ['-c:a', 'libmp3lame', '-id3v2_version', '0']);
  sound = readFileSync(path);
});

const synchsafe = (n: number): Buffer => Buffer.from([(n >> 21) & 127, (n >> 14) & 127, (n >> 7) & 127, n & 127]);
const plain = (n: number): Buffer => Buffer.from([n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]);
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function frame(version: 2 | 3 | 4, id: string, body: Buffer, flags = 0): Buffer {
  if (version === 2) return Buffer.concat([latin1(id), plain(body.length).subarray(1), body]);
  const size = version === 4 ? synchsafe(body.length) : plain(body.length);
  return Buffer.concat([latin1(id), size, Buffer.from([flags >> 8, flags & 255]), body]);
}

function read(version: 2 | 3 | 4, frames: readonly Buffer[], flags = 0): TagFields {
  const body = Buffer.concat(frames);
  return readBytes(
    folder,
    'mp3',
    Buffer.concat([latin1('ID3'), Buffer.from([version, 0, flags]), synchsafe(body.length), body, sound]),
  ).fields;
}

const text = (value: string): Buffer => Buffer.concat([Buffer.from([3]), Buffer.from(value)]);
const utf16 = (value: string): Buffer => Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(value, 'utf16le')]);

describe('readId3v2', () => {
  it('reads who plays what, also where older tags have players among all who are involved', () => {
    const people = text('violin\0Ida\0\0Otto\0viola\0Ida');
    expect(read(4, [frame(4, 'TMCL', people)]).all('PERFORMER')).toEqual(['Ida (violin)', 'Otto', 'Ida (viola)']);
    const involved = text('arranger\0Ann\0drums\0Bo\0mastering\0Cy\0recorded by\0Di\0mix\0Ed');
    const older = read(3, [frame(3, 'IPLS', involved)]);
    expect([older.all('ARRANGER'), older.all('PERFORMER'), older.all('MIXER')]).toEqual([['Ann'], ['Bo (drums)'], ['Ed']]); // prettier-ignore
    expect(read(4, [frame(4, 'TIPL', text('drums\0Bo'))]).has('PERFORMER')).toBe(false);
  });

  it('reads work and movement', () => {
    const fields = read(4, [frame(4, 'TIT1', text('Ninth')), frame(4, 'MVNM', text('Scherzo')), frame(4, 'MVIN', text('2/4'))]); // prettier-ignore
    expect([fields.first('GROUPING'), fields.first('MOVEMENTNAME'), fields.first('MOVEMENT')]).toEqual(['Ninth', 'Scherzo', '2/4']); // prettier-ignore
    expect(read(2, [frame(2, 'MVN', text('Largo'))]).first('MOVEMENTNAME')).toBe('Largo');
  });

  it('reads the link of a chapter beside its title', () => {
    const times = Buffer.alloc(16);
    times.writeUInt32BE(90_000, 0);
    const link = frame(4, 'WXXX', Buffer.concat([Buffer.from([3]), latin1('here\0https://example.org/x')]));
    const told = [frame(4, 'TIT2', text('Harbour')), link];
    const fields = read(4, [frame(4, 'CHAP', Buffer.concat([latin1('one\0'), times, ...told]))]);
    expect(fields.chapters).toEqual([{ startMs: 90_000, title: 'Harbour', link: 'https://example.org/x' }]);
  });

  it.each([3, 4] as const)(
    'says where the picture of a chapter lies, in version 2.%i, and passes it over',
    (version) => {
      const picture = Buffer.alloc(100_000, 'picture');
      const apic = Buffer.concat([
        Buffer.from([0]),
        latin1('image/png\0'),
        Buffer.from([0]),
        latin1('a boat\0'),
        picture,
      ]);
      const title = version === 4 ? text('Harbour') : utf16('Harbour');
      const told = [frame(version, 'APIC', apic), frame(version, 'TIT2', title)];
      const chapter = frame(version, 'CHAP', Buffer.concat([latin1('one\0'), Buffer.alloc(16), ...told]));
      const { chapters } = read(version, [chapter]);
      // Behind the heads of the tag, of the frame, and of the frame within.
      const offset = 10 + 10 + 'one\0'.length + 16 + 10 + (apic.length - picture.length);
      expect(chapters).toEqual([{ startMs: 0, title: 'Harbour', picture: { offset, length: picture.length } }]);
    },
  );

  it('takes no link for a picture of a chapter, and none of which only a part is there', () => {
    const link = Buffer.concat([
      Buffer.from([0]),
      latin1('-->\0'),
      Buffer.from([0, 0]),
      latin1('https://example.org/x.png'),
    ]);
    const chapterWith = (apic: Buffer): Buffer =>
      frame(4, 'CHAP', Buffer.concat([latin1('one\0'), Buffer.alloc(16), frame(4, 'APIC', apic)]));
    expect(read(4, [chapterWith(link)]).chapters).toEqual([{ startMs: 0 }]);
    expect(read(4, [chapterWith(latin1('\0image/png'))]).chapters).toEqual([{ startMs: 0 }]);
  });

  it('takes the several values of ID3v2.4 apart', () => {
    const fields = read(4, [
      frame(4, 'TPE1', text('Massive Attack\0Tricky')),
      frame(4, 'TCON', text('Trip Hop\x0017\0(6)Lo-Fi')),
    ]);
    expect(fields.all('ARTIST')).toEqual(['Massive Attack', 'Tricky']);
    expect(fields.all('GENRE')).toEqual(['Trip Hop', 'Rock', 'Grunge', 'Lo-Fi']);
  });

  it('reads UTF-16 with and without a byte order mark', () => {
    const big = Buffer.concat([Buffer.from([2]), Buffer.from('東京', 'utf16le').swap16()]);
    const fields = read(3, [frame(3, 'TIT2', utf16('Größe')), frame(3, 'TALB', big)]);
    expect([fields.first('TITLE'), fields.first('ALBUM')]).toEqual(['Größe', '東京']);
  });

  it('knows legacy text that is declared as Latin-1', () => {
    const of = (bytes: Buffer): string | undefined =>
      read(3, [frame(3, 'TIT2', Buffer.concat([Buffer.from([0]), bytes]))]).first('TITLE');
    expect(of(latin1('Café'))).toBe('Café');
    expect(of(Buffer.from('Café'))).toBe('Café'); // UTF-8
    expect(of(Buffer.from([0x93, 0x48, 0x69, 0x94]))).toBe('“Hi”'); // Windows-1252
    expect(of(Buffer.from([0xca, 0xe8, 0xed, 0xee]))).toBe('Кино'); // Windows-1251
    expect(of(Buffer.from([0xd4, 0xc2, 0xc1, 0xc1, 0xb4, 0xfa, 0xb1, 0xed]))).toBe('月亮代表'); // GBK
    expect(of(Buffer.from([0x82, 0xb3, 0x82, 0xad, 0x82, 0xe7]))).toBe('さくら'); // Shift-JIS
  });

  it('reads the three-letter frames of ID3v2.2', () => {
    const picture = Buffer.concat([latin1('\0JPG\x03\0'), Buffer.from('jpeg bytes')]);
    const fields = read(2, [frame(2, 'TT2', text('Old')), frame(2, 'TP1', text('Timer')), frame(2, 'PIC', picture)]);
    expect([fields.first('TITLE'), fields.first('ARTIST')]).toEqual(['Old', 'Timer']);
    expect(fields.picture).toMatchObject({ length: 10, isFront: true, encoding: 'plain' });
  });

  it('puts year and day of ID3v2.3 together, and prefers what TXXX and UFID know', () => {
    const fields = read(3, [
      frame(3, 'TYER', utf16('2003')),
      frame(3, 'TDAT', latin1('\x000504')),
      frame(3, 'TORY', utf16('1998')),
      frame(3, 'TXXX', utf16('replaygain_track_gain\0\ufeff-7.03 dB')),
      frame(3, 'UFID', latin1('http://musicbrainz.org\0a1b2c3d4-0000-4000-8000-000000000001')),
    ]);
    expect(fields.first('DATE')).toBe('2003');
    expect(fields.dayAndMonth).toEqual({ day: '05', month: '04' });
    expect(fields.first('ORIGINALDATE')).toBe('1998');
    expect(fields.first('REPLAYGAIN_TRACK_GAIN')).toBe('-7.03 dB');
    expect(fields.first('MUSICBRAINZ_TRACKID')).toBe('a1b2c3d4-0000-4000-8000-000000000001');
  });

  it('makes LRC of synchronised lyrics', () => {
    const line = (words: string, ms: number): Buffer => Buffer.concat([latin1(`${words}\0`), plain(ms)]);
    const sylt = (unit: string, ...lines: Buffer[]): Buffer =>
      frame(4, 'SYLT', Buffer.concat([latin1(`\0eng${unit}\x01\0`), ...lines]));
    const lyricsIn = (...frames: Buffer[]): readonly string[] => read(4, frames).all('LYRICS');
    expect(lyricsIn(sylt('\x02', line('First', 1_000), line('Second', 62_500)))).toEqual([
      '[00:01.00]First\n[01:02.50]Second',
    ]);
    // A frame of 48 kHz lasts 24 ms.
    expect(lyricsIn(sylt('\x01', line('First', 100), line('Second', 1_000)))).toEqual([
      '[00:02.40]First\n[00:24.00]Second',
    ]);
    expect(lyricsIn(sylt('\x02', line('One', 0), line(' two', 500), line('\nThree', 1_000)))).toEqual([
      '[00:00.00]<00:00.00>One<00:00.50> two\n[00:01.00]<00:01.00>Three',
    ]);
    expect(lyricsIn(frame(4, 'USLT', latin1('\0eng\0Plain')), frame(4, 'TXXX', latin1('\0LYRICS\0Own')))).toEqual([
      'Plain',
      'Own',
    ]);
  });

  it('reads RVA2 as a gain', () => {
    const body = Buffer.concat([latin1('track\0'), Buffer.from([1, 0xf2, 0x00, 16, 0x80, 0x00])]); // -3584 / 512
    expect(read(4, [frame(4, 'RVA2', body)]).first('REPLAYGAIN_TRACK_GAIN')).toBe('-7 dB');
  });

  it('undoes unsynchronisation of the whole tag and of one frame', () => {
    const whole = frame(3, 'TIT2', Buffer.from([1, 0xff, 0x00, 0xfe, 0x41, 0x00])); // as stored; its size counts what is decoded
    whole.writeUInt32BE(5, 4);
    expect(read(3, [whole], 0x80).first('TITLE')).toBe('A');
    const own = frame(4, 'TIT2', Buffer.from([1, 0xff, 0x00, 0xfe, 0x41, 0x00]), 0x0002);
    expect(read(4, [own]).first('TITLE')).toBe('A');
  });

  it('accepts the plain frame sizes that old iTunes wrote into ID3v2.4', () => {
    const long = text('x'.repeat(200));
    const broken = Buffer.concat([latin1('TIT2'), plain(long.length), Buffer.alloc(2), long]);
    expect(read(4, [broken, frame(4, 'TALB', text('After'))]).first('ALBUM')).toBe('After');
  });

  it('keeps what came before a frame that lies about its size', () => {
    const lie = frame(3, 'TALB', text('Lost'));
    lie.writeUInt32BE(0x0fffffff, 4);
    const fields = read(3, [frame(3, 'TIT2', text('Kept')), lie]);
    expect([fields.first('TITLE'), fields.has('ALBUM')]).toEqual(['Kept', false]);
  });
});
