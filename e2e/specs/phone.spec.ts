import { expect, expectSoundPast, scanned, test } from '../support/test.js';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone: play, look closer, go back, and nothing sticks out', async ({ page, server }) => {
  await scanned(server);
  for (const path of [
    '',
    'library',
    'albums',
    'artists',
    'podcasts',
    'podcasts/add',
    'search?q=w',
    'history',
    'history/statistics',
    'history/import',
    'settings',
    'sources',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.goto('');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Library' }).tap();
  await page.getByRole('navigation', { name: 'Library' }).getByRole('link', { name: 'Albums' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Library' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.getByRole('link', { name: 'Window Seat' }).first().tap();
  await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).tap();
  await expectSoundPast(page, 0.5);
  // Anywhere on the small player.
  await page.getByRole('region', { name: 'Player' }).tap({ position: { x: 160, y: 30 } });
  await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Close now playing' })).toHaveCount(0);
  await expectSoundPast(page, 1);
});
