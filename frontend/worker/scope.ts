import { cacheName, type KeptKind } from '../src/app/core/api/kept-names';

declare const self: ServiceWorkerGlobalScope;

/** The address below which everything is Pyxis. */
export const scope = self.registration.scope;

export function open(kind: Exclude<KeptKind, 'shell'>): Promise<Cache> {
  return caches.open(cacheName(kind, scope));
}

/** Of an answer: nobody is there, says a proxy. */
export function isAway({ status }: Response): boolean {
  return status === 502 || status === 504;
}

/** Drops the oldest where there are more. */
export async function trim(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}
