import { identityKey } from '../../common/index.js';
import type { LiveTitle } from './live-part.js';

/** How long a piece has been playing, or plays on, without brackets around it: some stations tell it anew each second. */
const CLOCK = /[\s|-]{1,4}\d{1,2}:\d{2}(?::\d{2})?(?: left)?$/i;

/** Whether two announcements are of the same piece: some stations send two spellings by turns. */
export function isSameTitle(a: LiveTitle | undefined, b: LiveTitle | undefined): boolean {
  if (!a || !b || a.text === b.text) return a?.text === b?.text;
  // One that says who plays what says more than one that does not.
  return (a.title === undefined) === (b.title === undefined) && keyOf(a) === keyOf(b);
}

function keyOf({ text }: LiveTitle): string {
  return identityKey(text.replace(CLOCK, ''));
}
