import { expect, scanned, test } from '../support/test.js';
import { workerReady } from '../support/worker.js';

test.use({ serviceWorkers: 'allow' });

test('starts without a network and shows what it showed last', async ({ page, server, context }) => {
  await scanned(server);
  await page.goto('albums');
  await workerReady(page);
  await page.reload();
  await page.getByRole('link', { name: 'Low Water' }).first().click();
  const heading = page.getByRole('heading', { level: 1, name: 'Low Water' });
  await expect(heading).toBeVisible();
  await expect(page.locator('px-track-row').first()).toBeVisible();
  const address = page.url();

  await context.setOffline(true);
  await page.goto(address);
  await expect(heading).toBeVisible();
  await expect(page.getByText(/Pyxis is not answering.*This page is from/)).toBeVisible({ timeout: 30_000 });
  // A page that was not open before is one of the app's all the same, and its cover is there.
  await page.getByRole('link', { name: 'Albums', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  const covers = page.locator('px-album-card img');
  await expect
    .poll(() =>
      covers.evaluateAll((all: HTMLImageElement[]) => all.length > 0 && all.every((one) => one.naturalWidth > 0)),
    )
    .toBe(true);

  // A list of what was kept is asked for again, not only said to be from earlier.
  const asked = page.waitForRequest(/\/api\/v1\/albums\?/);
  await context.setOffline(false);
  await asked;
  await expect(page.getByText('Pyxis is not answering')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('px-album-card').first()).toBeVisible();
});

test('a newer page of the server wins, and events reach the page past the worker', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await workerReady(page);
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('pyxis shell '));
    const cache = await caches.open(names[0]!);
    // As a build before would have left it.
    await cache.put(document.baseURI, new Response('<title>Old</title>', { headers: { 'Content-Type': 'text/html' } }));
    return names.length;
  });
  expect(kept).toBe(1);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expect(page.getByRole('button', { name: 'Pause' }).first()).toBeVisible();
  await server.down();
  await page.goto('albums');
  await expect(page).toHaveTitle('Old');
});

test('forgets the pages when it is told to', async ({ page, server, context }) => {
  await scanned(server);
  await page.goto('settings');
  await workerReady(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.getByRole('button', { name: 'Forget pages' }).click();
  await expect(page.getByText('Pages and covers are forgotten in this browser.')).toBeVisible();
  const names = await page.evaluate(() => caches.keys());
  expect(names.filter((name) => name.startsWith('pyxis answers'))).toEqual([]);
  await context.setOffline(true);
  await page.goto('albums');
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  await context.setOffline(false);
});

test.describe('over plain HTTP', () => {
  const HOST = 'music.home';
  test.use({ settings: { allowedHosts: [HOST] } });

  test('the settings say what is missing, and how to get it', async ({ page, server }) => {
    await scanned(server);
    await page.goto(`${server.url.replace('127.0.0.1', HOST)}settings`);
    await expect(page.getByText(/This page came over plain HTTP/)).toBeVisible();
  });
});
