import { expect, expectSilence, expectSoundPast, scanned, test } from '../support/test.js';

test('everything without a mouse', async ({ page, server }) => {
  await scanned(server);
  await page.goto('');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search everything' })).toBeFocused();
  await page.keyboard.type('low water');
  await expect(page.getByRole('main').getByRole('link', { name: 'Low Water' }).first()).toBeVisible();
  await expect(page).toHaveURL(/q=low(%20|\+)water/);
  // Results may still be coming in: an arrow moves to them as soon as they are there.
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('main').locator('a:focus')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Low Water', exact: true })).toBeVisible();

  const play = page.getByRole('main').getByRole('button', { name: 'Play', exact: true });
  for (let tabs = 0; tabs < 40 && !(await play.evaluate((button) => button === document.activeElement)); tabs++) {
    await page.keyboard.press('Tab');
  }
  await expect(play).toBeFocused();
  await page.keyboard.press('Enter');
  await expectSoundPast(page, 0.5);

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Space');
  await expectSilence(page);
  await page.keyboard.press('Space');
  await expectSoundPast(page, 0.5);
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Player' }).getByRole('link', { name: 'Slack Water' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
