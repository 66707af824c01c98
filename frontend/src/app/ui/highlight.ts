/** A run of a text, and whether it is what was looked for. */
export interface Segment {
  text: string;
  isMatch: boolean;
}

/** Letters that Unicode does not take apart but people type without. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  þ: 'th',
};
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** Written without spaces, so that a match may begin anywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** A text folded for comparison, with the place in the original of every folded character. */
interface Folded {
  text: string;
  origins: number[];
}

/**
 * Cuts a text into what matches the query and what does not: every word of the query marks the beginnings of words it
 * fits, without regard to case and diacritics, as the server's search does.
 */
export function highlighted(text: string, query: string): Segment[] {
  const folded = foldWithOrigins(text);
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of wordsOf(query)) markWord(word, folded, text, marked);
  const segments: Segment[] = [];
  for (let at = 0; at < text.length; at++) {
    const isMatch = marked[at] === true;
    const last = segments.at(-1);
    if (last?.isMatch === isMatch) last.text += text.charAt(at);
    else segments.push({ text: text.charAt(at), isMatch });
  }
  return segments;
}

function markWord(word: string, folded: Folded, text: string, marked: boolean[]): void {
  for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1)) {
    const before = folded.text.slice(0, at).at(-1);
    if (before !== undefined && LETTER.test(before) && !UNSPACED.test(word)) continue;
    const start = folded.origins[at] ?? 0;
    const last = folded.origins[at + word.length - 1];
    // A letter that folds to two is marked whole, also when only the first of the two is meant.
    const end = folded.origins.find((origin, place) => place >= at + word.length && origin !== last) ?? text.length;
    marked.fill(true, start, end);
  }
}

function wordsOf(query: string): string[] {
  return foldWithOrigins(query)
    .text.split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

function foldWithOrigins(text: string): Folded {
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const lower = character.toLowerCase();
    const piece = UNDECOMPOSED[lower] ?? lower.normalize('NFKD').replace(/(?<=\p{L}|^)\p{M}+/gu, '');
    for (let unit = 0; unit < piece.length; unit++) origins.push(at);
    folded += piece;
    at += character.length;
  }
  return { text: folded, origins };
}
