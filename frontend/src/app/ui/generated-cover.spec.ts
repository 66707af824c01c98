import { generatedCover, generatedLetter } from './generated-cover';

describe('generatedCover', () => {
  it('draws the same for the same title and artist', () => {
    expect(generatedCover('Low Water', 'Tideglass')).toEqual(generatedCover('Low Water', 'Tideglass'));
  });

  it('draws otherwise for others, also where the words only move between title and artist', () => {
    const urls = ['Low Water|Tideglass', 'Low|WaterTideglass', 'High Water|Tideglass', '|'].map((words) => {
      const [title = '', artist = ''] = words.split('|');
      return generatedCover(title, artist).url;
    });
    expect(new Set(urls).size).toBe(urls.length);
  });

  it('uses many hues', () => {
    const hues = Array.from({ length: 200 }, (_, at) => Math.floor(generatedCover(`Album ${at}`, 'A').hue / 30));
    expect(new Set(hues).size).toBe(12);
  });

  it('is a well-formed picture whatever the title holds', () => {
    const svg = decodeURIComponent(
      generatedCover('<script>&"\u0000夜', '</svg>').url.replace('data:image/svg+xml,', ''),
    );
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(parsed.querySelector('script')).toBeNull();
  });
});

describe('generatedLetter', () => {
  it.each([
    ['FIP', 'F'],
    ['  ödland', 'Ö'],
    ['«1LIVE»', '1'],
    ['夜のジャズ', '夜'],
    ['…', '♪'],
    ['', '♪'],
  ])('stands for “%s”', (name, letter) => {
    expect(generatedLetter(name).letter).toBe(letter);
  });

  it('has the same ground for the same name, and another for others', () => {
    expect(generatedLetter('FIP')).toEqual(generatedLetter('FIP'));
    expect(generatedLetter('FIP').ground).not.toBe(generatedLetter('Fipp').ground);
  });
});
