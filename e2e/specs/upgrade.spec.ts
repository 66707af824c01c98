import type { Page } from '@playwright/test';
import { expect, expectSoundPast, scanned, test } from '../support/test.js';

/** From now on the server seems to have another build: the same page with another name of its script. */
async function upgrade(page: Page): Promise<void> {
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/main-\w+\.js/, 'main-LATER.js');
      // What is loaded again has to run: only the question is answered so.
      if (route.request().isNavigationRequest()) await route.continue();
      else await route.fulfill({ response, body });
    },
  );
}

test('a tab that was open during an upgrade is loaded again when nothing plays', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.evaluate(() => Object.assign(window, { isOld: true }));
  await upgrade(page);
  await server.down();
  await server.up();
  await expect.poll(() => page.evaluate(() => 'isOld' in window), { timeout: 60_000 }).toBe(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
});

test('says so when something plays, and plays on', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expectSoundPast(page, 0.5);
  await page.evaluate(() => Object.assign(window, { isOld: true }));
  await upgrade(page);
  await server.down();
  await server.up();
  await expect(page.getByText('Pyxis was updated.')).toBeVisible({ timeout: 60_000 });
  // For longer than nothing may play before it is loaded again.
  await expectSoundPast(page, 14);
  expect(await page.evaluate(() => 'isOld' in window)).toBe(true);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => page.evaluate(() => 'isOld' in window)).toBe(false);
});

test('offers to load the app again where a page has gone', async ({ page, server }) => {
  await scanned(server);
  await page.goto('');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  let isGone = true;
  await page.route('**/*.js', (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()));
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByText('A part of Pyxis could not be loaded.')).toBeVisible();
  isGone = false;
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
});
