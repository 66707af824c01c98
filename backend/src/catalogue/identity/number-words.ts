/** Numbers as words. Only English: other languages print digits, and their words (“once”, “sei”, “sept”) are words of others. */
const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, at) => [word, (at + 2) * 10] as const),
]);

/** Written with these only after a word that announces a number, or with two letters and more in capitals. */
const ROMAN = /^(?:x{0,3})(?:ix|iv|v?i{0,3})$/u;
/** Numerals that are words or names besides: Norwegian “vi”, the letters xx and xxx, Xi. Only in capitals, never xx. */
const ALSO_WORDS = new Set(['vi', 'xi']);
const NEVER_NUMERALS = new Set(['xx', 'xxx']);

/** The value of a Roman numeral from i to xxxix; longer ones in titles are words (mix, dim, civic, livid, mild). */
export function romanValue(text: string): number | undefined {
  if (text === '' || !ROMAN.test(text)) return undefined;
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
  return Array.from(text).reduce((sum, letter, at) => {
    const [value, next] = [values[letter] ?? 0, values[text[at + 1] ?? ''] ?? 0];
    return value < next ? sum - value : sum + value;
  }, 0);
}

/** The value of a numeral that no word announces, such as the II of “Vision II”. */
export function bareRomanValue(text: string, written: string): number | undefined {
  if (text.length < 2 || NEVER_NUMERALS.has(text)) return undefined;
  if (ALSO_WORDS.has(text) && written !== text.toUpperCase()) return undefined;
  return romanValue(text);
}
