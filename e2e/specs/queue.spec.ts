import type { Page } from '@playwright/test';
import { expect, expectSilence, expectSoundPast, playerOf, scanned, test, titlesInQueue } from '../support/test.js';

async function playKitchenLight(page: Page): Promise<void> {
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expectSoundPast(page, 0.5);
}

test('clears what comes, and undoes it', async ({ page, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  await page.goto('queue');
  const before = await titlesInQueue(server);
  expect(before.length).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Clear queue' }).click();
  await expect.poll(() => titlesInQueue(server)).toEqual(before.slice(0, 1));
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => titlesInQueue(server)).toEqual(before);
  await expect(page.getByRole('list', { name: 'Queue' }).getByRole('listitem')).toHaveCount(before.length);
});

test('comes back after something else was played, where it was', async ({ page, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  const before = await titlesInQueue(server);
  await page
    .getByRole('button', { name: /^Play (?!Kitchen Light)/ })
    .first()
    .click();
  await expect.poll(() => titlesInQueue(server)).not.toEqual(before);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => titlesInQueue(server)).toEqual(before);
  await expect.poll(async () => (await playerOf(server)).status).toBe('playing');
});

test('goes on by one track for each press, however slow the network is', async ({ page, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  const { revision, index } = await playerOf(server);
  const added = await fetch(new URL('api/v1/playback/queue/items', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ revision, subject: { kind: 'tracks' }, place: 'last' }),
  });
  expect(added.ok).toBe(true);
  await page.route('**/api/v1/playback/next', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  for (let press = 0; press < 4; press++) await page.keyboard.press('n');
  await expect.poll(async () => (await playerOf(server)).index).toBe(index + 4);
});

test('stays mute when the page is loaded anew', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.keyboard.press('m');
  const bar = page.getByRole('region', { name: 'Player' });
  await page.reload();
  await expect(bar.getByRole('button', { name: 'Unmute' })).toBeVisible();
});

test('is put in another order by keyboard', async ({ page, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  await page.goto('queue');
  const [first = '', second = '', ...rest] = await titlesInQueue(server);
  await page.getByRole('button', { name: `Move “${second}”` }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => titlesInQueue(server)).toEqual([second, first, ...rest]);
});

test('falls asleep at the end of the track', async ({ page, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  await page.getByRole('button', { name: /^Sleep timer/ }).click();
  await page.getByRole('menuitemradio', { name: 'At the end of the track' }).click();
  const seek = page.getByRole('region', { name: 'Player' }).getByRole('slider', { name: /seek|position/i });
  await seek.focus();
  await page.keyboard.press('End');
  await expect.poll(async () => (await playerOf(server)).status, { timeout: 20_000 }).toBe('paused');
  await expectSilence(page);
  expect((await playerOf(server)).positionMs).toBe(0);
});
