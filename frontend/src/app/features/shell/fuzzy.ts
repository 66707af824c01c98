/** What was typed, held against a label. */
export interface Fit {
  /** Higher is better. */
  readonly score: number;
  /** It is called so: each word typed begins a word of the label. It is like it: each is found. A guess: letters are scattered over it. */
  readonly kind: 'called' | 'like' | 'guess';
}

/**
 * How well what was typed fits a label; absent when it does not. Each word typed has to be found: at the beginning of a word,
 * within one, or its letters in order from the beginning of a word on (“plps” for “Play or pause”).
 * @param more further words that may be meant
 */
export function fuzzyFit(query: string, label: string, more = ''): Fit | undefined {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const [name, others] = [folded(label), folded(more)];
  let score = 0;
  let kind: Fit['kind'] = 'called';
  for (const word of words) {
    const [own, further] = [scoreOf(word, name), scoreOf(word, others)];
    const best = Math.max(own, further - MORE_LESS);
    if (best <= 0) return undefined;
    score += best;
    if (Math.max(own, further) < WITHIN) kind = 'guess';
    else if (own < PREFIX && kind === 'called') kind = 'like';
  }
  // Of labels that fit alike, the one of which more was typed.
  return { score: words.length === 0 ? 0 : score / words.length + words.join('').length / (label.length + 1), kind };
}

/** Further words count less; scattered letters in them count for nothing. */
const MORE_LESS = 4;
const PREFIX = 8;
const WITHIN = 5;
const LETTERS = 3;

function scoreOf(word: string, text: string): number {
  const at = text.search(new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(word)}`, 'u'));
  if (at === 0) return PREFIX + 1;
  if (at > 0) return PREFIX;
  if (word.length > 1 && text.includes(word)) return WITHIN;
  return word.length > 1 && hasLettersInOrder(word, text) ? LETTERS : 0;
}

/** One pass: the first beginning of a word with the first letter leaves most of the text for the others. */
function hasLettersInOrder(word: string, text: string): boolean {
  const [first = '', ...others] = word;
  let at = text.search(new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(first)}`, 'u'));
  for (const letter of others) at = at === -1 ? -1 : text.indexOf(letter, at + 1);
  return at !== -1;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
