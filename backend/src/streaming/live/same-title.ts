import { identityKey } from '../../common/index.js';
import type { LiveTitle } from './live-part.js';

/** Whether two announcements are of the same piece: some stations send two spellings by turns. */
export function isSameTitle(a: LiveTitle | undefined, b: LiveTitle | undefined): boolean {
  if (!a || !b || a.text === b.text) return a?.text === b?.text;
  // One that says who plays what says more than one that does not.
  return (a.title === undefined) === (b.title === undefined) && identityKey(a.text) === identityKey(b.text);
}
