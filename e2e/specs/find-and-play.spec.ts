import { expect, expectSilence, expectSoundPast, playerOf, scanned, soundOf, test } from '../support/test.js';

test('search, open an album, play, seek, next, pause', async ({ page, server }) => {
  await scanned(server);
  await page.goto('');
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('windo');
  await expect(page).toHaveURL(/search\?q=windo/);
  await page.getByRole('main').getByRole('link', { name: 'Window Seat' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Window Seat' })).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).click();
  await expectSoundPast(page, 0.5);

  const seek = page.getByRole('region', { name: 'Player' }).getByRole('slider', { name: /seek|position/i });
  await seek.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expectSoundPast(page, 4);

  const first = (await soundOf(page))?.src;
  await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Next' }).click();
  await expect.poll(async () => (await soundOf(page))?.src ?? first).not.toBe(first);
  await expectSoundPast(page, 0.5);

  await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' }).click();
  await expectSilence(page);
});

test('what is pressed while a cover is on its way to its page is pressed', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('main').getByRole('link', { name: 'Window Seat' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Window Seat' })).toBeVisible();
  // Once more, and long enough to be met on its way.
  await page.evaluate(async () => {
    document.documentElement.style.setProperty('--slow', '60s');
    await document.startViewTransition().ready;
  });
  const play = await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).boundingBox();
  if (!play) throw new Error('The page is not there.');
  // No other way is this fast: what is to be pressed would be waited for.
  await page.mouse.click(play.x + play.width / 2, play.y + play.height / 2);
  await expectSoundPast(page, 0.5);
});

test('folded words find names with diacritics', async ({ page, server }) => {
  await scanned(server);
  await page.goto('search?q=poldsaar');
  await expect(page.getByRole('main').getByRole('link', { name: 'Maris Põldsaar' }).first()).toBeVisible();
});

test('a track follows the one before by itself', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Low Water' }).click();
  await expectSoundPast(page, 0.5);
  const first = (await playerOf(server)).current?.track.title;
  const seek = page.getByRole('region', { name: 'Player' }).getByRole('slider', { name: /seek|position/i });
  await seek.focus();
  await page.keyboard.press('End');
  await expect.poll(async () => (await playerOf(server)).current?.track.title, { timeout: 20_000 }).not.toBe(first);
  // The element plays one track behind the other on one line of time.
  const { position } = (await soundOf(page)) ?? { position: 0 };
  await expectSoundPast(page, position + 0.3);
});
