import { highlighted } from './highlight';

const marks = (text: string, query: string): string[] =>
  highlighted(text, query)
    .filter((segment) => segment.isMatch)
    .map((segment) => segment.text);

describe('highlighted', () => {
  it('finds letters typed without their accents, and marks them as printed', () => {
    expect(marks('Röyksopp', 'royk')).toEqual(['Röyk']);
    expect(marks('Mø', 'mo')).toEqual(['Mø']);
    expect(marks('Sofía Marín', 'marin sof')).toEqual(['Sof', 'Marín']);
  });

  it('marks a letter whole that folds to two', () => {
    expect(marks('Æon Straße', 'a strass')).toEqual(['Æ', 'Straß']);
  });

  it('marks beginnings of words only, as the search finds them', () => {
    expect(marks('Low Water', 'ater')).toEqual([]);
    expect(marks('Watermark underwater', 'water')).toEqual(['Water']);
  });

  it('marks anywhere in scripts without spaces', () => {
    expect(marks('東京事変', '京')).toEqual(['京']);
  });

  it('handles accents that follow their letter, and letters outside the basic plane', () => {
    expect(marks('Ro\u0308yksopp 𝄞 Live', 'live')).toEqual(['Live']);
    expect(marks('Ro\u0308yksopp', 'roy')).toEqual(['Ro\u0308y']);
  });

  it('loses nothing of the text', () => {
    const text = 'Ænima (Live) 夜 ليل';
    expect(
      highlighted(text, 'ae liv 夜')
        .map((segment) => segment.text)
        .join(''),
    ).toBe(text);
    expect(highlighted(text, '')).toEqual([{ text, isMatch: false }]);
  });
});
