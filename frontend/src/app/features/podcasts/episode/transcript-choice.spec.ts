import { firstChoice, wordsOf } from './transcript-choice';

const GERMAN = { language: 'de', type: 'text/vtt' };
const GERMAN_PLAIN = { language: 'de', type: 'text/plain' };
const ENGLISH = { language: 'EN_us', type: 'application/x-subrip' };
const UNTOLD = { type: 'text/html' };
const ALL = [GERMAN, ENGLISH, UNTOLD, GERMAN_PLAIN];

describe('the choice of a transcript', () => {
  it.each([
    [['en-GB', 'de'], ENGLISH],
    [['fr', 'de-AT'], GERMAN],
    [['fr'], GERMAN],
    [[], GERMAN],
  ])('begins for %j with %j', (languages, expected) => {
    expect(firstChoice(ALL, languages)).toBe(expected);
  });

  it('is called by its language, and by its kind where there are several', () => {
    expect(ALL.map((choice) => wordsOf(choice, ALL))).toEqual([
      'German, WebVTT',
      'American English',
      'Of no told language',
      'German, plain text',
    ]);
    expect(wordsOf({ language: 'not a language!', type: 'text/vtt' }, [])).toBe('not a language!, WebVTT');
  });
});
