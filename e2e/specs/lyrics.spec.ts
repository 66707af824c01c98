import { expect, expectAccessible, expectSoundPast, scanned, soundOf, test } from '../support/test.js';

test('lyrics go along with the music, and a line can be gone to', async ({ page, server }) => {
  await scanned(server);
  await page.goto('search?q=half-moon');
  await page.getByRole('button', { name: 'Play Half-Moon Waltz' }).first().click();
  await expectSoundPast(page, 0.2);
  await page.getByRole('button', { name: 'Open now playing' }).click();
  const lyrics = page.getByRole('region', { name: 'Lyrics' });
  await lyrics.getByRole('button', { name: 'half of a tune, standing still,' }).click();
  await expect(lyrics.locator('[aria-current]')).toHaveText('half of a tune, standing still,');
  const before = (await soundOf(page))?.position ?? 0;
  await lyrics.getByRole('button', { name: 'we are already half there.' }).press('Enter');
  await expectSoundPast(page, before);

  // Who scrolls while nothing plays has all the time there is.
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await expectAccessible(page);
  await lyrics.locator('.scroller').hover();
  await page.mouse.wheel(0, -400);
  const back = lyrics.getByRole('button', { name: 'Back to the current line' });
  await expect(back).toBeVisible();
  await back.click();
  await expect(lyrics.locator('[aria-current]')).toBeInViewport();
});
