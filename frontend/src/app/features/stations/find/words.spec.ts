import { countryInWords, factsInWords } from './words';

describe('words for stations of the directory', () => {
  it.each([
    ['DE', 'Germany'],
    ['fr', 'France'],
    ['ZZ9', 'ZZ9'],
    ['', ''],
  ])('names the country %s', (code, words) => {
    expect(countryInWords(code)).toBe(words);
  });

  it('says what is known, and nothing else', () => {
    const station = { nativeId: 'a', trackId: 'radio:a', name: 'A', tags: [] };
    expect(factsInWords(station)).toBe('');
    expect(factsInWords({ ...station, codec: 'mp3', bitrateKbps: 0 })).toBe('MP3');
    expect(
      factsInWords({ ...station, countryCode: 'JP', codec: 'AAC', bitrateKbps: 64, tags: ['a', 'b', 'c', 'd'] }),
    ).toBe('Japan · AAC 64 kbps · a, b, c');
  });
});
