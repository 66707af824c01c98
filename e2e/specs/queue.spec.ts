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
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titlesInQueue(server)).toEqual(before);
  await expect(page.getByRole('list', { name: 'Queue' }).getByRole('listitem')).toHaveCount(before.length);
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
