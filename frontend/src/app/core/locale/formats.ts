import { currentLanguage } from './languages';

/** Made once: a format takes far longer to make than to use. The language is known only once the first is asked for. */
function ofLanguage<Format>(make: (formats: string) => Format): () => Format {
  let made: { readonly formats: string; readonly format: Format } | undefined;
  return () => {
    const { formats } = currentLanguage();
    if (made?.formats !== formats) made = { formats, format: make(formats) };
    return made.format;
  };
}

const wholeNumbers = ofLanguage((formats) => new Intl.NumberFormat(formats));
const lists = ofLanguage((formats) => new Intl.ListFormat(formats, { type: 'conjunction' }));
const pluralRules = ofLanguage((formats) => new Intl.PluralRules(formats));

/** `1,204` in English, or `3.40` with two decimals. */
export function numberInWords(value: number, decimals?: number): string {
  if (decimals === undefined) return wholeNumbers().format(value);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString(currentLanguage().formats, digits);
}

/** Dates and times with these parts, as the language writes them. */
export function datesWith(parts: Intl.DateTimeFormatOptions): (at: number | Date) => string {
  const format = ofLanguage((formats) => new Intl.DateTimeFormat(formats, parts));
  return (at) => format().format(at);
}

/** `3 May 2026`. @param at epoch milliseconds */
export const dayInWords = datesWith({ day: 'numeric', month: 'short', year: 'numeric' });
/** `3 May, 14:05`. @param at epoch milliseconds */
export const momentInWords = datesWith({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
/** `14:05`. @param at epoch milliseconds */
export const timeInWords = datesWith({ hour: '2-digit', minute: '2-digit' });

/** `A, B and C`. */
export function allOf(names: readonly string[]): string {
  return lists().format(names);
}

/** In the order in which the language has its names. */
export function compareNames(a: string, b: string): number {
  return a.localeCompare(b, currentLanguage().formats);
}

/** What countries and languages are called. */
export function namesOf(type: 'region' | 'language'): (code: string) => string {
  const names = ofLanguage((formats) => new Intl.DisplayNames(formats, { type, fallback: 'code' }));
  return (code) => names().of(code) ?? code;
}

/**
 * The case of a message that is meant for a number.
 * @param message in the form of ICU: `{COUNT, plural, one {# track} other {# tracks}}`; `=0` and the like are for that
 * number alone, a `#` stands for it
 */
export function plural(count: number, message: string): string {
  const cases = new Map<string, string>();
  for (const [, name = '', text = ''] of message.matchAll(/(=\d+|zero|one|two|few|many|other)\s*\{([^{}]*)\}/g)) {
    cases.set(name, text);
  }
  const chosen = cases.get(`=${count}`) ?? cases.get(pluralRules().select(count)) ?? cases.get('other') ?? message;
  return chosen.replaceAll('#', numberInWords(count));
}
