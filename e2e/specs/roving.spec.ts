import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const music = scratchFolder('roving-music');
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');

test.beforeAll(() => {
  execFileSync(process.execPath, [MAKE, music, '450', '--singles', '--extremes']);
});

test.use({ settings: { folders: [music] } });

test('a long list is one stop, and everything in it is some keys away', async ({ page, server }) => {
  await scanned(server);
  await page.goto('songs');
  const rows = page.getByRole('table', { name: 'Songs' }).or(page.getByRole('list', { name: 'Songs' }));
  await expect(rows.locator('.item a, .item button').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const stops = page.locator('px-list .item [tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await stops.focus();
  const index = (): Promise<number> =>
    page.evaluate(() => Number(document.activeElement?.closest<HTMLElement>('.item')?.dataset.index ?? -1));
  const isInView = (): Promise<boolean> =>
    page.evaluate(() => {
      const { top = -1, bottom = Infinity } = document.activeElement?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= window.innerHeight;
    });
  await page.keyboard.press('ArrowDown');
  expect(await index()).toBe(1);
  await page.keyboard.press('PageDown');
  await expect.poll(index).toBeGreaterThan(5);
  expect(await isInView()).toBe(true);
  await page.keyboard.press('End');
  await expect.poll(index).toBeGreaterThan(400);
  expect(await isInView()).toBe(true);
  // By the wheel: the focus goes along.
  await page.mouse.move(700, 500);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(index).toBeLessThan(100);
  await page.keyboard.press('Home');
  await expect.poll(index).toBe(0);

  // To what else is in the row, and to its menu.
  await page.keyboard.press('ArrowRight');
  expect(await index()).toBe(0);
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);

  // Selecting by keys.
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 selected');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 selected');
  await page.keyboard.press('Escape');

  // Out of it by one key.
  await page.keyboard.press('Tab');
  expect(await index()).toBe(-1);
});

test('cards and shelves are one stop each', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await expect(page.locator('px-album-card').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const stop = page.locator('px-list .item [tabindex="0"]');
  await expect(stop).toHaveCount(1);
  await stop.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/album\//);
  await page.goto('');
  const shelf = page.getByRole('group', { name: 'Recently added' });
  await expect(shelf.locator('[tabindex="0"]')).toHaveCount(1);
  await shelf.locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await expect(shelf.locator('px-album-card').last().locator('a:focus')).toBeInViewport();
});
