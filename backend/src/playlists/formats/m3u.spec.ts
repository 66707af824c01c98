import { describe, expect, it } from 'vitest';
import { plainText } from '../../tags/index.js';
import { readM3u, writeM3u } from './m3u.js';

describe('M3U', () => {
  it('is read with what is said of each song', () => {
    const text =
      '\ufeff#EXTM3U\r\n#PLAYLIST: For the road \r\n#EXTINF:123,Ada - One\r\n#EXTALB:First\r\nA/one.mp3\r\n\r\n' +
      '# a comment\r\n#EXTINF:-1 tvg-logo="x, y",Only a title\r\nC:\\Music\\two.mp3\r\n  three.mp3  \r\n';
    expect(readM3u(text)).toEqual({
      name: 'For the road',
      songs: [
        { text: 'A/one.mp3', location: 'A/one.mp3', durationMs: 123_000, artist: 'Ada', title: 'One', album: 'First' },
        { text: 'C:\\Music\\two.mp3', location: 'C:\\Music\\two.mp3', title: 'Only a title' },
        { text: 'three.mp3', location: 'three.mp3' },
      ],
    });
    expect(readM3u('')).toEqual({ songs: [] });
  });

  it('is read as it was written', () => {
    const songs = [{ location: 'A/one.mp3', title: 'One\nmore', artist: 'Ada', durationMs: 1_500 }];
    expect(readM3u(writeM3u('Name', songs))).toEqual({
      name: 'Name',
      songs: [{ text: 'A/one.mp3', location: 'A/one.mp3', durationMs: 2_000, artist: 'Ada', title: 'One more' }],
    });
  });

  it('may be in any usual encoding', () => {
    const text = '#EXTM3U\nKrüger/Ça ira – “eins”.mp3\n';
    const utf16 = Buffer.from(text, 'utf16le');
    expect(plainText(Buffer.from(text))).toBe(text);
    expect(plainText(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]))).toBe(text);
    expect(plainText(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toBe(text);
    expect(plainText(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]))).toBe(text);
    expect(plainText(utf16)).toBe(text);
    expect(plainText(Buffer.from('Krüger.mp3', 'latin1'))).toBe('Krüger.mp3');
    // As programs of other countries wrote it: Windows-1251 and Shift-JIS.
    const cyrillic = Buffer.from([0xca, 0xe8, 0xed, 0xee, 0x2f, 0xcf, 0xe5, 0xf1, 0xed, 0xff, 0x2e, 0x6d, 0x70, 0x33]);
    expect(plainText(cyrillic)).toBe('Кино/Песня.mp3');
    const kana = Buffer.from([0x83, 0x54, 0x83, 0x4e, 0x83, 0x89, 0x2e, 0x6d, 0x70, 0x33]);
    expect(plainText(kana)).toBe('サクラ.mp3');
  });
});
