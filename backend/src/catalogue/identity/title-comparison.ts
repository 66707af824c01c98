import { accentsDisagree } from './letters.js';
import { endSignsDisagree, initialsDisagree } from './performers.js';
import { sameWords } from './same-words.js';
import { numberedParts } from './numbers.js';
import type { TitleReading } from './title.js';

/** How two titles stand to each other, without their versions. */
export function sameTitle(left: TitleReading, right: TitleReading): boolean {
  return (
    sameWords(left.words, right.words) &&
    !bothAndUnequal(left.workKey, right.workKey) &&
    !bothAndUnequal(left.origin, right.origin) &&
    !accentsDisagree(left.printed, right.printed) &&
    !endSignsDisagree(left.printed, right.printed) &&
    !initialsDisagree(left.printed.trim(), right.printed.trim())
  );
}

export function sameVersion(left: TitleReading, right: TitleReading): boolean {
  return left.versions.join(' ') === right.versions.join(' ');
}

export function sameVersionNames(left: TitleReading, right: TitleReading): boolean {
  return left.versionNames.join(' ') === right.versionNames.join(' ');
}

/** Works are told by number where both print one; parts and other numbers must be on both sides. */
export function partsDisagree(left: TitleReading, right: TitleReading): boolean {
  const [a, b] = [byKind(left), byKind(right)];
  return [...new Set([...a.keys(), ...b.keys()])].some((kind) => {
    const isOptional = kind !== '' && kind !== 'part';
    if (isOptional && (!a.has(kind) || !b.has(kind))) return false;
    return a.get(kind)?.join(' ') !== b.get(kind)?.join(' ');
  });
}

function byKind(reading: TitleReading): Map<string, string[]> {
  return Map.groupBy(numberedParts(reading.words), (part) => /^\p{L}*/u.exec(part)?.[0] ?? '');
}

function bothAndUnequal(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}
