import { DemoPodcasts } from '../../backend/test/fake-upstreams/demo-podcasts.js';
import { selectTwoEpisodes } from '../support/episodes.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, test } from '../support/test.js';
import { workerReady } from '../support/worker.js';

const PATIENT = { timeout: 120_000 };

test('episodes that are selected come to this device together, one alone by its menu, and go again', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const podcasts = await new DemoPodcasts().start();
  const server = await PyxisServer.start({ sources: { podcast: { localAddresses: [podcasts.origin] } } });
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'allow' });
  try {
    const page = await context.newPage();
    await page.goto('podcasts/add');
    await workerReady(page);
    await page.getByPlaceholder('Address of a feed or page, or words').fill(podcasts.addresses[0] ?? '');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Bearings', exact: true })).toBeVisible(PATIENT);

    await page.goto('podcasts?list=all');
    await selectTwoEpisodes(page);
    await page.getByRole('button', { name: 'Actions for 2 episodes' }).click();
    await page.getByRole('menuitem', { name: 'Keep on this device' }).click();
    await expect(page.getByText('2 episodes are coming to this device.')).toBeVisible();
    const third = page.locator('px-episode-row').nth(2);
    await page.keyboard.press('Escape');
    await third.hover();
    await third.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Keep on this device' }).click();
    await expect(page.getByText(/” comes to this device\. /)).toBeVisible();
    await page.goto('device');
    const kept = page.locator('px-device-row');
    await expect(kept).toHaveCount(3);
    await expect(kept.filter({ hasText: / MB/ })).toHaveCount(3, PATIENT);

    await page.goto('podcasts?list=all');
    await selectTwoEpisodes(page);
    await page.getByRole('button', { name: 'Actions for 2 episodes' }).click();
    await page.getByRole('menuitem', { name: 'Remove from this device' }).click();
    await expect(page.getByText('2 episodes are not on this device any more.')).toBeVisible();
    await page.goto('device');
    await expect(kept).toHaveCount(1);
    const title = (await kept.getByRole('link').textContent()) ?? '';
    await kept.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  } finally {
    await context.close();
    await server.remove();
    await podcasts.stop();
  }
});
