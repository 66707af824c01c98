import { allOf, dayInWords, numberInWords, plural } from './formats';
import { LANGUAGES, languageOf } from './languages';
import { backwards } from './pseudo';

const TRACKS = '{COUNT, plural, =0 {nothing} one {# track} few {# few} other {# tracks}}';

describe('locale', () => {
  afterEach(() => {
    $localize.locale = undefined;
  });

  it('speaks what was chosen, else the first wish that it can', () => {
    expect(languageOf('ja', ['de']).code).toBe('ja');
    expect(languageOf('system', ['fr-CA', 'de-AT', 'ja']).code).toBe('de');
    expect(languageOf('system', ['DE']).code).toBe('de');
    expect(languageOf('system', ['den', 'fr']).code).toBe('en');
    expect(languageOf('system', []).code).toBe('en');
  });

  it('takes the case of a number', () => {
    expect([0, 1, 2, 1204].map((count) => plural(count, TRACKS))).toEqual([
      'nothing',
      '1 track',
      '2 tracks',
      '1,204 tracks',
    ]);
    $localize.locale = 'ja';
    expect(plural(1, '{COUNT, plural, other {#曲}}')).toBe('1曲');
    // What has fewer cases than its language needs is still said.
    $localize.locale = 'ar-XB';
    expect(plural(2, '{COUNT, plural, one {# a} other {# b}}')).toBe('2 b');
  });

  it('writes numbers, dates and lists as the language does', () => {
    const at = Date.parse('2026-05-03T12:00');
    const written = (locale?: string): unknown[] => {
      $localize.locale = locale;
      return [numberInWords(1234.5), numberInWords(2, 1), allOf(['A', 'B', 'C'])];
    };
    expect(written()).toEqual(['1,234.5', '2.0', 'A, B and C']);
    expect(written('de')).toEqual(['1.234,5', '2,0', 'A, B und C']);
    expect(written('ja')).toEqual(['1,234.5', '2.0', 'A、B、C']);
    $localize.locale = undefined;
    expect(dayInWords(at)).toBe('3 May 2026');
  });

  it('turns words around, and leaves what is put into them', () => {
    const message = Object.assign(['Play “', ':name:” now'], { raw: ['Play “', ':name:” now'] });
    const [parts, values] = backwards(message, ['Blue']);
    expect(parts.map((part) => part.replace(/[\u202e\u202c]/g, '|'))).toEqual(['|Play| “', '” |now|']);
    expect(values).toEqual(['Blue']);
    // A colon that begins a part must not be taken for the start of a name.
    const stated = Object.assign(['', ':source:: off'], { raw: ['', ':source:: off'] });
    const [[, off]] = backwards(stated, ['Radio']);
    expect(off?.replace(/[\u202e\u202c]/g, '|')).toBe(': |off|');
    expect(backwards(stated, ['Radio'])[0].raw[1]).toMatch(/^\\:/);
    const counting = Object.assign([TRACKS], { raw: [TRACKS] });
    expect(plural(1, backwards(counting, [])[0][0] ?? '')).toBe('1 \u202etrack\u202c');
  });

  it('names each language in itself', () => {
    for (const { code, name } of LANGUAGES) {
      const own = new Intl.DisplayNames(code, { type: 'language' }).of(code);
      expect(name).toBe(own);
    }
  });
});
