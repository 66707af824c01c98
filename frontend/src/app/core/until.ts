import { effect } from '@angular/core';

/** Is there once what `isSo` reads of signals is so. To be called where something is constructed. */
export function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watch = effect(() => {
      if (!isSo()) return;
      resolve();
      watch.destroy();
    });
  });
}
