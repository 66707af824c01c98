import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeTone, readBytes, readSample, scratchFolder } from '../../test/support/audio-samples.js';
import { BrokenAudio } from './broken-audio.js';

const folder = scratchFolder();
const TAGS = {
  title: 'Größe 東京',
  artist: 'Röyksopp',
  album: 'Mélange',
  album_artist: 'Various Artists',
  track: '3/12',
  disc: '1/2',
  date: '2003-04-05',
  genre: 'Trip Hop',
  composer: 'Jane Doe',
};

/** File name, options of ffmpeg, and what is to be found. */
const SAMPLES = [
  ['vbr.mp3', ['-c:a', 'libmp3lame', '-q:a', '4'], { codec: 'mp3', container: 'mpeg' }],
  ['cbr.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0'], { codec: 'mp3', container: 'mpeg'}],
  ['v23.mp3', ['-c:a', 'libmp3lame', '-id3v2_version', '3'], { codec: 'mp3', container: 'mpeg' }],
  ['mono-22k.mp3', ['-c:a', 'libmp3lame', '-ar', '22050', '-ac', '1'], { codec: 'mp3', sampleRateHz: 22_050, channels: 1 }],
  ['plain.flac', ['-c:a', 'flac'], { codec: 'flac', container: 'flac', bitDepth: 16 }],
  ['deep.flac', ['-c:a', 'flac', '-sample_fmt', 's32', '-ar', '96000'], { codec: 'flac', sampleRateHz: 96_000, bitDepth: 24 }],
  ['vorbis.ogg', ['-c:a', 'libvorbis'], { codec: 'vorbis', container: 'ogg' }],
  ['sound.opus', ['-c:a', 'libopus', '-b:a', '48k'], { codec: 'opus', container: 'ogg' }],
  ['flac.oga', ['-c:a', 'flac', '-f', 'ogg'], { codec: 'flac', container: 'ogg', bitDepth: 16 }],
  ['aac.m4a', ['-c:a', 'aac'], { codec: 'aac', container: 'mp4' }],
  ['fast.m4a', ['-c:a', 'aac', '-movflags', '+faststart'], { codec: 'aac', container: 'mp4' }],
  ['lossless.m4a', ['-c:a', 'alac'], { codec: 'alac', container: 'mp4', bitDepth: 16 }],
  ['sound.wma', ['-c:a', 'wmav2'], { codec: 'wma', container: 'asf' }],
  ['opus.webm', ['-c:a', 'libopus'], { codec: 'opus', container: 'matroska', mimeType: 'audio/webm' }],
  ['vorbis.weba', ['-c:a', 'libvorbis', '-f', 'webm'], { codec: 'vorbis', container: 'matroska' }],
  ['flac.mka', ['-c:a', 'flac'], { codec: 'flac', container: 'matroska', mimeType: 'audio/x-matroska', bitDepth: 16 }],
  ['live.mka', ['-c:a', 'aac', '-live', '1'], { codec: 'aac', container: 'matroska' }],
  ['sound.aiff', ['-c:a', 'pcm_s24be', '-write_id3v2', '1'], { codec: 'pcm', container: 'aiff', bitDepth: 24 }],
] as const; // prettier-ignore

/** The same M4A with more items in its tags, which are the last thing in it as ffmpeg writes it. */
function withItems(file: Buffer, items: readonly (readonly [type: string, kind: number, value: Buffer])[]): Buffer {
  const box = (type: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const added = Buffer.concat(
    items.map(([type, kind, value]) => box(type, box('data', Buffer.concat([Buffer.from([0, 0, 0, kind, 0, 0, 0, 0]), value])))), // prettier-ignore
  );
  const whole = Buffer.concat([file, added]);
  for (const name of ['moov', 'udta', 'meta', 'ilst']) {
    const at = whole.lastIndexOf(name) - 4;
    whole.writeUInt32BE(whole.readUInt32BE(at) + added.length, at);
  }
  return whole;
}

describe('readAudio', () => {
  it.each(SAMPLES)('reads the tags and the sound of %s', (name, options, expected) => {
    const path = join(folder, name);
    encodeTone(path, TAGS, options);
    const { properties, fields, audio } = readSample(path);
    expect(properties).toMatchObject({ channels: 2, ...expected });
    expect(Math.abs(properties.durationMs - 2000)).toBeLessThanOrEqual(
      name === 'sound.wma' || name === 'cbr.mp3' ? 80 : 25,
    );
    expect(fields.all('TITLE')).toEqual([TAGS.title]);
    expect(fields.all('ARTIST')).toEqual([TAGS.artist]);
    expect(fields.all('ALBUM')).toEqual([TAGS.album]);
    expect(fields.all('ALBUMARTIST')).toEqual([TAGS.album_artist]);
    expect(fields.all('GENRE')).toEqual([TAGS.genre]);
    expect(fields.all('COMPOSER')).toEqual([TAGS.composer]);
    expect(fields.first('TRACKNUMBER')).toMatch(/^3(?:\/12)?$/);
    expect(fields.first('DATE')).toMatch(/^2003/);
    expect(audio.offset + audio.length).toBeLessThanOrEqual(readFileSync(path).length);
  });

  it('takes the bit rate of the frames where an MP3 has no summary', () => {
    const path = join(folder, 'rate.mp3');
    encodeTone(path, {}, ['-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0']);
    expect(readSample(path).properties.bitrateKbps).toBeCloseTo(64, 3);
  });

  it.each([
    ['exact.mp3', 'libmp3lame'],
    ['exact.m4a', 'aac'],
    ['exact.opus', 'libopus'],
  ])('leaves the samples that the encoder added out of the length of %s', (name, encoder) => {
    const path = join(folder, name);
    encodeTone(path, {}, ['-c:a', encoder]);
    expect(readSample(path).properties.durationMs).toBeCloseTo(2000, 6);
  });

  it('reads WAV with its INFO tags, and takes an open length for the rest of the file', () => {
    const path = join(folder, 'info.wav');
    encodeTone(path, { title: 'Wave', artist: 'Sea' }, ['-c:a', 'pcm_s16le']);
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(0xffffffff, bytes.indexOf('data') + 4);
    const { properties, fields } = readBytes(folder, 'wav', bytes);
    expect(properties).toMatchObject({
      codec: 'pcm',
      container: 'wav',
      bitDepth: 16,
      durationMs: 2000,
      sampleRateHz: 48_000,
    });
    expect([fields.first('TITLE'), fields.first('ARTIST')]).toEqual(['Wave', 'Sea']);
  });

  it('reads AAC without a container, to a few per cent of its length', () => {
    const path = join(folder, 'raw.aac');
    encodeTone(path, {}, ['-c:a', 'aac', '-b:a', '96k']);
    const { properties } = readSample(path);
    expect(properties).toMatchObject({ codec: 'aac', container: 'adts', sampleRateHz: 48_000, channels: 2 });
    expect(Math.abs(properties.durationMs - 2000)).toBeLessThan(100);
  });

  it('finds the length of a FLAC that was written to a pipe', () => {
    const path = join(folder, 'piped.flac');
    encodeTone(path, {}, ['-c:a', 'flac']);
    const bytes = readFileSync(path);
    bytes[21] = (bytes[21] ?? 0) & 0xf0; // the number of samples: 36 bits from here
    bytes.writeUInt32BE(0, 22);
    const { properties } = readBytes(folder, 'flac', bytes);
    expect(Math.abs(properties.durationMs - 2000)).toBeLessThan(100); // to one block
  });

  it('goes by the content where the extension lies', () => {
    const path = join(folder, 'misnamed.m4a');
    encodeTone(path, { title: 'Under cover' }, ['-c:a', 'flac', '-f', 'flac']);
    const { properties, fields } = readSample(path);
    expect(properties.codec).toBe('flac');
    expect(fields.first('TITLE')).toBe('Under cover');
  });

  it('reads works and movements of MP4, numbers of any width', () => {
    const path = join(folder, 'movements.m4a');
    encodeTone(path, { title: 'II. Largo' }, ['-c:a', 'aac']);
    const { fields } = readBytes(folder, 'm4a', withItems(readFileSync(path), [
      ['©wrk', 1, Buffer.from('Quartet')], ['©mvn', 1, Buffer.from('Largo')], ['©mvi', 21, Buffer.from([0, 2])],
      ['©mvc', 21, Buffer.from([4])],
    ])); // prettier-ignore
    expect((['TITLE', 'WORK', 'MOVEMENTNAME', 'MOVEMENT', 'MOVEMENTTOTAL'] as const).map((name) => fields.first(name))).toEqual(['II. Largo', 'Quartet', 'Largo', '2', '4']); // prettier-ignore
  });

  describe('tells what is wrong with', () => {
    let flac: Buffer;
    let mp3: Buffer;
    let m4a: Buffer;
    beforeAll(() => {
      for (const name of ['whole.flac', 'whole.mp3', 'whole.m4a']) encodeTone(join(folder, name), TAGS);
      [flac, mp3, m4a] = ['whole.flac', 'whole.mp3', 'whole.m4a'].map((name) => readFileSync(join(folder, name))) as [
        Buffer,
        Buffer,
        Buffer,
      ];
    });
    const codeOf = (extension: string, bytes: Buffer): string => {
      try {
        readBytes(folder, extension, bytes);
        return 'none';
      } catch (error) {
        if (error instanceof BrokenAudio) return error.code;
        throw error;
      }
    };

    it.each(['mp3', 'flac', 'ogg', 'opus', 'm4a', 'aac', 'wav', 'aiff', 'wma', 'mka', 'webm'])(
      'an empty .%s, text, and zeros',
      (extension) => {
        expect(codeOf(extension, Buffer.alloc(0))).toBe('empty');
        expect(codeOf(extension, Buffer.from('<html>Not found</html>'.repeat(500)))).toBe('not-audio');
        expect(codeOf(extension, Buffer.alloc(100_000))).toBe('not-audio');
      },
    );

    it('files that end too early', () => {
      expect(codeOf('mp3', mp3.subarray(0, mp3.length / 2))).toBe('truncated');
      expect(codeOf('mp3', mp3.subarray(0, 40))).toBe('truncated');
      expect(codeOf('flac', flac.subarray(0, 60))).toBe('truncated');
      expect(codeOf('m4a', m4a.subarray(0, m4a.length / 2))).toBe('truncated');
    });

    it('lengths that lie', () => {
      const hugeTag = Buffer.from(mp3);
      hugeTag.write('\x7f\x7f\x7f\x7f', 6, 'latin1');
      expect(codeOf('mp3', hugeTag)).toBe('truncated');
      const noRate = Buffer.from(flac);
      noRate.fill(0, 18, 20);
      noRate[20] = (noRate[20] ?? 0) & 0x0f;
      expect(codeOf('flac', noRate)).toBe('corrupt');
    });

    it('nothing in a file whose tags alone are damaged', () => {
      const path = join(folder, 'damaged-tags.flac');
      const bytes = Buffer.from(flac);
      bytes.writeUInt32LE(0x7fffffff, bytes.indexOf('title=') - 4);
      writeFileSync(path, bytes);
      expect(readSample(path).properties.codec).toBe('flac');
    });
  });
});
