import { expect, expectSoundPast, scanned, test } from '../support/test.js';

test('the very first start makes sound', async ({ page, server }) => {
  await scanned(server);
  await page.goto('');
  await expect(page.getByText(/demo/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Play Window Seat' }).first().click();
  await expectSoundPast(page, 1);
  const player = page.getByRole('region', { name: 'Player' });
  await expect(player.getByRole('link', { name: 'Rain Delay' })).toBeVisible();
});

test('tells how to add a folder', async ({ page }) => {
  await page.goto('settings');
  await expect(page.getByText('sources.local.paths').first()).toBeVisible();
});
