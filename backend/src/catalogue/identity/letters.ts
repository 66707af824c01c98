/** What is looked at of a text, in UTF-16 units: no name is longer, and whoever sends more may not cost more. */
const MAX_LENGTH = 1_000;

/** Letters that Unicode leaves whole although they are written without: one typist has the key, another has not. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss', // Groß is GROSS in capitals, and so in Switzerland
  ø: 'o', // Mø is typed Mo abroad
  đ: 'd', // Đorđe, Djordje is another spelling and stays apart
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ŋ: 'n',
  œ: 'oe',
  æ: 'ae',
  þ: 'th',
  ŧ: 't',
  ĸ: 'k',
  ς: 'σ', // only the place in the word differs
  ي: 'ی', // one letter, an Arabic and a Persian keyboard
  ك: 'ک',
  أ: 'ا', // the hamza of alef is left out as often as not
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  // Hyphens and marks of one language that stand for those of all
  '־': '-',
  '׳': "'",
  '״': '"',
};
const SPELLED_LETTER = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'gu');

/**
 * Letters with a mark that are other letters, not accented ones: й is not и, ї not і, ў not у, ѓ not г, ќ not к. Whoever types leaves
 * them in, and words differ by nothing else. Not here: ё, printed as е in most texts; accents of Latin and Greek.
 */
const OF_THEIR_OWN = /[йїўѓќ]/u;

/** Only Turkish and its neighbours have these; in such a text the capital of ı is I. So ı and i stay two letters. */
const TURKISH = /[ığİşŞĞ]/u;

/** Signs of how a text is sounded: harakat, tatweel, Quranic marks, niqqud and cantillation. No letters. */
const SOUNDING =
  /[\u{591}-\u{5bd}]|[\u{5bf}\u{5c1}\u{5c2}\u{5c4}\u{5c5}\u{5c7}]|[\u{610}-\u{61a}]|\u{640}|[\u{64b}-\u{652}]|[\u{656}-\u{65f}]|\u{670}|[\u{6d6}-\u{6dc}]|[\u{6df}-\u{6e8}]|[\u{6ea}-\u{6ed}]/gu;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\p{Cc}]|\p{Variation_Selector}/gu;
const ACCENTED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const MARK = /\p{M}/u;
/** Most titles; nothing of what follows but capitals and blanks can change them. */
const ASCII = /^[\x20-\x7e]*$/;

/** Takes out what is not seen, joins compatibility forms (full width, ligatures), and makes one sign of its look-alikes. */
export function prepareText(text: string): string {
  const plain = cut(text);
  if (ASCII.test(plain)) return plain.replaceAll('`', "'").replace(/[ _]+/gu, ' ').trim();
  return cut(plain.toWellFormed().replaceAll('™', '').replaceAll('℠', '').replace(/[®©℗]/gu, '').normalize('NFKC'))
    .replace(/[\t\n\r\v\f]/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/[‐‑‒–—―−﹣]/gu, '-')
    .replace(/[’‘‛ʼʻ`´′ʹ＇]/gu, "'")
    .replace(/[“”„‟«»″「」『』]/gu, '"')
    .replace(/[【〔〖〚]/gu, '[')
    .replace(/[】〕〗〛]/gu, ']')
    .replace(/[〜～〰]/gu, '~')
    .replace(/(?<=\b[nN])°/gu, 'o')
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

/** Lower case and without accents; letters of their own stay. Expects a prepared text. */
export function foldLetters(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const lower = TURKISH.test(text) ? text.replaceAll('I', 'ı').toLowerCase() : text.toLowerCase();
  return withoutAccents(lower.replace(SOUNDING, ''))
    .normalize('NFC')
    .replace(SPELLED_LETTER, (c) => SPELLED[c] ?? c);
}

/**
 * Whether two texts of equal letters carry accents that contradict each other: “Här” and “Hår” do, “Här” and “Har” do
 * not, as people type without.
 */
export function accentsDisagree(left: string, right: string): boolean {
  if (ASCII.test(left) || ASCII.test(right)) return false;
  const [a, b] = [accents(left), accents(right)];
  return a.length === b.length && a.some((marks, at) => marks !== '' && b[at] !== '' && marks !== b[at]);
}

/** The accents of each Latin letter, in order; empty for one that has none. */
function accents(text: string): string[] {
  const found: string[] = [];
  let isLatin = false;
  for (const character of prepareText(text).toLowerCase().normalize('NFD')) {
    if (MARK.test(character)) {
      if (isLatin) found.push((found.pop() ?? '') + character);
    } else if (/\p{L}/u.test(character)) {
      isLatin = /\p{Script=Latin}/u.test(character);
      found.push('');
    } else {
      isLatin = false;
    }
  }
  return found;
}

function withoutAccents(text: string): string {
  let kept = '';
  let previous = '';
  for (const character of text.normalize('NFC')) {
    if (OF_THEIR_OWN.test(character)) {
      kept += character;
    } else {
      const [base = '', ...marks] = character.normalize('NFD');
      const isFree = MARK.test(base) && ACCENTED.test(previous);
      if (!isFree) kept += ACCENTED.test(base) ? base : base + marks.join('');
    }
    if (!MARK.test(character)) previous = character;
  }
  return kept;
}

function cut(text: string): string {
  return text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
}
