import type { SourceId } from './facts.js';

const ISRC = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/** Ids compare without case and blanks; absent and empty are the same. */
export function idOf(id: string | undefined): string | undefined {
  const plain = id?.trim().toLowerCase();
  return plain === '' ? undefined : plain;
}

/** An ISRC without its dashes; undefined for what is none. */
export function isrcOf(isrc: string | undefined): string | undefined {
  const plain = isrc?.replace(/[\s-]/gu, '').toUpperCase() ?? '';
  return ISRC.test(plain) ? plain : undefined;
}

export function areEqual(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right;
}

export function areUnequal(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

/** Two lists of artist ids, of which none is in both: namesakes. */
export function areDisjoint(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  const [a, b] = [idsOf(left), idsOf(right)];
  return a.size > 0 && b.size > 0 && ![...a].some((id) => b.has(id));
}

function idsOf(ids: readonly string[] | undefined): Set<string> {
  return new Set((ids ?? []).flatMap((id) => idOf(id) ?? []));
}

/** The first source that names both by one id. */
export function sharedSource(left: readonly SourceId[] = [], right: readonly SourceId[] = []): string | undefined {
  return left.find(([source, id]) => right.some(([other, value]) => other === source && value === id))?.[0];
}
