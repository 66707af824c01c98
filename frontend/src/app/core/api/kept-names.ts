// What the app and its worker (frontend/worker) call by the same names. No browser in it: each of them has another one.

/** On an answer of the server's that was kept in this browser: when it was given, in epoch milliseconds. */
export const KEPT_AT_HEADER = 'X-Pyxis-Kept-At';

/** What is kept of a Pyxis, in caches of the browser. */
export type KeptKind = 'shell' | 'answers' | 'covers' | 'sound';

/** @param scope address of the Pyxis: others may live below other paths of its host */
export function cacheName(kind: KeptKind, scope: string): string {
  return `pyxis ${kind} ${scope}`;
}
