import { oneOf } from '../preferences';

/** A language that the app speaks. */
export interface Language {
  /** BCP 47, as the names of the files of words have it. */
  readonly code: 'en' | 'de' | 'ja' | 'ar-XB';
  /** In itself, so that whoever reads no other finds it. */
  readonly name: string;
  /** How dates, numbers and sorts are written. */
  readonly formats: string;
  readonly direction: 'ltr' | 'rtl';
}

/** Day before month in English, as this app is written. */
const ENGLISH: Language = { code: 'en', name: 'English', formats: 'en-GB', direction: 'ltr' };

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { code: 'de', name: 'Deutsch', formats: 'de', direction: 'ltr' },
  { code: 'ja', name: '日本語', formats: 'ja', direction: 'ltr' },
];

/** English from right to left, as Arabic would stand there: whoever works on the app sees by it what is not ready. */
const PSEUDO_ARABIC: Language = { code: 'ar-XB', name: 'Pseudo-Arabic', formats: 'ar-u-nu-latn', direction: 'rtl' };

const ALL: readonly Language[] = [...LANGUAGES, PSEUDO_ARABIC];

export const LANGUAGE = oneOf('pyxis.language', ['system', 'en', 'de', 'ja', 'ar-XB']);

export type LanguageChoice = (typeof LANGUAGE)['usual'];

/** @param wished BCP 47, as a browser has them, best first: the first of them that is spoken here, else English */
export function languageOf(choice: LanguageChoice, wished: readonly string[]): Language {
  if (choice !== 'system') return withCode(choice) ?? ENGLISH;
  for (const tag of wished) {
    const language = LANGUAGES.find(({ code }) => code === tag.toLowerCase().split('-')[0]);
    if (language) return language;
  }
  return ENGLISH;
}

/** Of what is spoken now; English before anything was said. */
export function currentLanguage(): Language {
  return withCode($localize.locale) ?? ENGLISH;
}

function withCode(code: string | undefined): Language | undefined {
  return ALL.find((language) => language.code === code);
}
