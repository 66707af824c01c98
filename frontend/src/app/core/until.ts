import { effect } from '@angular/core';

/** Resolves once it is so. To be called where something is constructed. @param isSo reads signals */
export function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watch = effect(() => {
      if (!isSo()) return;
      resolve();
      watch.destroy();
    });
  });
}
