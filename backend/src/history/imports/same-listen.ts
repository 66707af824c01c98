import { identityKey } from '../../common/index.js';
import { mainCredit } from '../../catalogue/index.js';

/**
 * Starts of one play, as two services tell it, differ by less. No two plays of one recording begin so close together:
 * that much of the first must have been heard for it to be a listen.
 */
export const SAME_START_MS = 30_000;
const MINUTE_MS = 60_000;

/** What tells whether two listens are the same one. */
export interface Traits {
  readonly startedAtMs: number;
  /** It began then, or up to so much later. */
  readonly precisionMs: number;
  /** As `titleKey` and `performerKey` give them. */
  readonly title: string;
  readonly performer: string;
}

/** What makes titles of a recording one, guests left out. */
export function titleKey(title: string): string {
  return identityKey(mainCredit(title));
}

/** What makes names of a performer one, guests left out. */
export function performerKey(name: string): string {
  return identityKey(mainCredit(name));
}

/**
 * How precise a time is that was kept without saying so: whole minutes, at the start or the end, are rounded ones.
 * @param heardMs 0 where it is not known
 */
export function precisionOf(startedAtMs: number, heardMs: number): number {
  return startedAtMs % MINUTE_MS === 0 || (startedAtMs + heardMs) % MINUTE_MS === 0 ? MINUTE_MS : 0;
}

/** Whether two times may be those of one start. */
export function isSameStart(
  a: Pick<Traits, 'startedAtMs' | 'precisionMs'>,
  b: Pick<Traits, 'startedAtMs' | 'precisionMs'>,
): boolean {
  return (
    a.startedAtMs - b.startedAtMs <= b.precisionMs + SAME_START_MS &&
    b.startedAtMs - a.startedAtMs <= a.precisionMs + SAME_START_MS
  );
}

/** Whether two listens are one: about the same start, performer and title, of which one may go on (“… - Remastered”). */
export function isSameListen(a: Traits, b: Traits): boolean {
  return isSameStart(a, b) && agree(a.title, b.title) && agree(a.performer, b.performer);
}

function agree(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}
