import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Whether a media query holds, as it changes. For what differs in more than style. */
export function matchesMedia(query: string): Signal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  const follow = (): void => matches.set(list.matches);
  list.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => list.removeEventListener('change', follow));
  return matches.asReadonly();
}
