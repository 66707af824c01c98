import { prepareText } from './letters.js';

/** A stretch of a title: the running text, or what stands in brackets or after a dash. */
export interface Phrase {
  readonly text: string;
  readonly kind: 'text' | 'bracket' | 'dash';
}

const OPENING = '([{';
const CLOSING = ')]}';
const DASH = / (?:-{1,3}|\||\/\/) /u;

/** Cuts a title at its outermost brackets and its dashes. A bracket without its partner counts as a blank. */
export function phrasesOf(text: string): Phrase[] {
  return bracketPhrases(prepareText(text))
    .flatMap((phrase): Phrase[] => {
      if (phrase.kind === 'bracket') return [phrase];
      const [first = '', ...rest] = ` ${phrase.text} `.split(DASH);
      return [{ text: first, kind: 'text' as const }, ...rest.map((part) => ({ text: part, kind: 'dash' as const }))];
    })
    .filter(({ text: part }) => part.trim() !== '');
}

function bracketPhrases(text: string): Phrase[] {
  const closedAt = partners(text);
  const phrases: Phrase[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const end = closedAt.get(at);
    if (end !== undefined) {
      phrases.push({ text: plain, kind: 'text' }, { text: text.slice(at + 1, end), kind: 'bracket' });
      plain = '';
      at = end;
    } else {
      plain += text[at]!;
    }
  }
  return [...phrases, { text: plain, kind: 'text' }];
}

/** Where each outermost bracket closes. */
function partners(text: string): Map<number, number> {
  const open: number[] = [];
  const pairs: [number, number][] = [];
  for (let at = 0; at < text.length; at++) {
    if (OPENING.includes(text[at]!)) open.push(at);
    else if (CLOSING.includes(text[at]!) && open.length > 0) pairs.push([open.pop()!, at]);
  }
  return new Map(pairs);
}
