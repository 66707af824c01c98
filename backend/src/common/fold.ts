/** Letters that Unicode does not take apart but people type without: “Mø” is looked for as “mo”. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  þ: 'th',
  ŧ: 't',
  ĸ: 'k',
};
const UNDECOMPOSED_PATTERN = new RegExp(`[${Object.keys(UNDECOMPOSED).join('')}]`, 'g');
const ASCII_ONLY = /^[\x20-\x7e]*$/;
/** Scripts written without spaces between words: every character is a word of its own. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}[.\s]\s?){1,9}\p{L}(?![\p{L}\p{N}])\.?/gu;
/** The same for what is plain when it is folded: most names are, and classes of all of Unicode take several times as long. */
const PLAIN_WORD = /[a-z0-9]+/g;
const PLAIN_INITIALS = /(?<![a-z0-9])(?:[a-z][. ] ?){1,9}[a-z](?![a-z0-9])\.?/g;
const LEADING_ARTICLE = /^(?:the|a|an)\s+(?=\S)/;
/** Texts whose outcome is remembered: more than the names in the few albums that are in work at a time. */
const REMEMBERED = 500;

/**
 * Lower case, compatibility forms unified, Latin, Greek and Cyrillic diacritics dropped, every script kept:
 * equal for spellings that a person takes for the same.
 */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase().trim();
  return (
    text
      // Compatibility forms first: some hide capitals (𝓐).
      .normalize('NFKD')
      .toLowerCase()
      .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
      .normalize('NFC')
      .replace(UNDECOMPOSED_PATTERN, (letter) => UNDECOMPOSED[letter] ?? letter)
      .trim()
  );
}

/** What albums and artists are ordered by: folded, without a leading article, words only where there are any. */
export const sortKey = remembering((text) => {
  const folded = fold(text).replace(LEADING_ARTICLE, '');
  const words = wordsOf(folded);
  return words === '' ? folded : words;
});

/** What makes two names the same: folded words, `&` read as `and`. Never empty for a name that is not. */
export const identityKey = remembering((text) => {
  const folded = fold(text);
  const words = wordsOf(folded.replaceAll('&', ' and '));
  return words === '' ? folded : words;
});

/**
 * The words under which a text is found, separated by spaces: folded, one word per character in scripts without
 * spaces, and initials in both forms (“T.N.T.” as `t n t tnt`).
 */
export const searchWords = remembering((text) => {
  const folded = fold(text);
  const isPlain = ASCII_ONLY.test(folded);
  const spaced = wordsOf(isPlain ? folded : folded.replace(UNSPACED, ' $& '));
  const initials = isPlain ? folded.match(PLAIN_INITIALS) : folded.match(INITIALS);
  const joined = initials?.map((run) => run.replace(/[^\p{L}]/gu, ''));
  return joined ? `${spaced} ${joined.join(' ')}` : spaced;
});

/** @param folded text @returns its words, separated by spaces */
function wordsOf(folded: string): string {
  const words = ASCII_ONLY.test(folded) ? folded.match(PLAIN_WORD) : folded.match(WORD);
  return words?.join(' ') ?? '';
}

/** A scan asks the same of an artist and an album with each of their tracks. */
function remembering(work: (text: string) => string): (text: string) => string {
  // What was not asked for in a while is forgotten with all of its age: to keep an order would cost as much as the work.
  let recent = new Map<string, string>();
  let earlier: ReadonlyMap<string, string> = recent;
  return (text) => {
    let result = recent.get(text);
    if (result !== undefined) return result;
    result = earlier.get(text) ?? work(text);
    if (recent.size >= REMEMBERED) {
      earlier = recent;
      recent = new Map();
    }
    recent.set(text, result);
    return result;
  };
}
