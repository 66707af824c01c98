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

test('a line of the lyrics is found, and its time set right', async ({ page, server }) => {
  await scanned(server);
  await page.goto('search?q=half-moon');
  await page.getByRole('button', { name: 'Play Half-Moon Waltz' }).first().click();
  await page.getByRole('button', { name: 'Open now playing' }).click();
  const lyrics = page.getByRole('region', { name: 'Lyrics' });
  await lyrics.getByRole('button', { name: 'Show lyrics 0.1 seconds later' }).click();
  await lyrics.getByRole('button', { name: 'Show lyrics 0.1 seconds later' }).click();
  await expect(lyrics.getByText('+0.2 s')).toBeVisible();

  await lyrics.getByRole('button', { name: 'we are already half there.' }).focus();
  await page.keyboard.press('Control+F');
  const field = lyrics.getByRole('searchbox', { name: 'Find in lyrics' });
  await field.fill('standing');
  await expect(lyrics.locator('.found')).toHaveText(['half of a tune, standing still,']);
  await field.press('Enter');
  await expect(lyrics.locator('.found')).toBeInViewport();
  await expectAccessible(page);
  await field.press('Escape');
  await expect(field).toBeHidden();

  // It was kept.
  await page.reload();
  await page.getByRole('button', { name: 'Open now playing' }).click();
  await expect(lyrics.getByText('+0.2 s')).toBeVisible();
});

test('lyrics of one’s own take the place of those of the file, and give it back', async ({ page, server }) => {
  await scanned(server);
  await page.goto('search?q=half-moon');
  await page.getByRole('button', { name: 'Play Half-Moon Waltz' }).first().click();
  await page.getByRole('button', { name: 'Open now playing' }).click();
  const lyrics = page.getByRole('region', { name: 'Lyrics' });
  await lyrics.getByRole('button', { name: 'Edit lyrics' }).click();
  const editor = page.getByRole('dialog', { name: 'Lyrics' });
  await expect(editor.getByRole('textbox')).toHaveValue(/\[\d\d:\d\d\.\d\d\]half of a tune, standing still,/);
  await editor.getByRole('textbox').fill('');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('alert')).toHaveText('Write or paste the lyrics first.');
  await editor.getByRole('textbox').fill('[00:00.00]Mine to sing\n[00:01.00]and mine to hum');
  await expectAccessible(page);
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(lyrics.getByRole('button', { name: 'and mine to hum' })).toBeVisible();
  await lyrics.getByRole('button', { name: 'Edit lyrics' }).click();
  await editor.getByRole('button', { name: 'Remove yours' }).click();
  await expect(lyrics.getByRole('button', { name: 'half of a tune, standing still,' })).toBeVisible();
});
