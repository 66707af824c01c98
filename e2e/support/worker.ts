import type { Page } from '@playwright/test';
import { expect } from './test.js';

/** Waits until the worker of the app answers for this page; it begins some seconds after the first page. */
export async function workerReady(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 })
    .toBe('activated');
}
