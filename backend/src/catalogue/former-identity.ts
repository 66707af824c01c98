import { identityKey } from '../common/index.js';

const FORMERLY_FEATURED = /\b(?:feat\.?|ft\.?|featuring)\s/iu;

/**
 * What made names of a title or performer one up to version 0.1.0: folded words, and nothing of what followed anything
 * that looked like “feat.”. Kept for telling what was joined by it.
 */
export function formerIdentity(text: string): string {
  const at = text.search(FORMERLY_FEATURED);
  const main = at < 0 ? text : withoutOpening(text.slice(0, at));
  return identityKey(main === '' ? text : main);
}

/** Without blanks and one bracket at its end. */
function withoutOpening(text: string): string {
  const bare = text.trimEnd();
  return bare.endsWith('(') || bare.endsWith('[') ? bare.slice(0, -1).trimEnd() : bare;
}
