import { keptChoice } from '../preferences';
import { learnServerWords } from './server/server-words';
import { LANGUAGE, type Language, languageOf } from './languages';

/** What each message is in a language, by the id that the compiler gives it. */
interface Words {
  readonly translations: Readonly<Record<string, string>>;
}

const loadSentences = (): Promise<typeof import('./server/all-sentences')> => import('./server/all-sentences');

const WORDS: Readonly<Record<string, () => Promise<Words>>> = {
  de: async () => (await import('../../../locale/messages.de.json')).default,
  ja: async () => (await import('../../../locale/messages.ja.json')).default,
};

/**
 * Before anything is drawn: loads the words of the language that was chosen in this browser, or that the browser asks for,
 * and tells the page and every format (`$localize.locale`, which Angular's `LOCALE_ID` follows) which one it is. Another
 * one takes a reload. Where its words cannot be loaded, the app speaks English.
 */
export async function speak(page: Document): Promise<void> {
  const wished = page.defaultView?.navigator.languages ?? [];
  const language = languageOf(keptChoice(LANGUAGE, page.defaultView), wished);
  try {
    await learn(language);
  } catch (error) {
    console.error(error);
    return;
  }
  $localize.locale = language.code;
  page.documentElement.lang = language.code;
  page.documentElement.dir = language.direction;
}

async function learn({ code }: Language): Promise<void> {
  if (code === 'ar-XB') {
    const [{ backwards }, { findSentences }] = await Promise.all([import('./pseudo'), loadSentences()]);
    $localize.translate = backwards;
    learnServerWords(findSentences);
    return;
  }
  const load = WORDS[code];
  if (!load) return;
  const [words, { loadTranslations }, { findSentences }] = await Promise.all([
    load(),
    import('@angular/localize'),
    loadSentences(),
  ]);
  // What has no words yet is said in English.
  loadTranslations(Object.fromEntries(Object.entries(words.translations).filter(([, text]) => text !== '')));
  learnServerWords(findSentences);
}
