import { effect, type Signal, signal } from '@angular/core';

/** Long enough that a quick typist causes one question and not five, short enough not to be felt. */
const DEBOUNCE_MS = 120;

/** What was typed once the typing has paused; the first letter and an emptied field count at once. */
export function settled(text: Signal<string>): Signal<string> {
  const asked = signal('');
  effect((onCleanup) => {
    const typed = text();
    const timer = setTimeout(() => asked.set(typed), typed === '' || asked() === '' ? 0 : DEBOUNCE_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return asked.asReadonly();
}
