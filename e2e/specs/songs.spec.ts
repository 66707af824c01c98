import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const music = scratchFolder('songs-music');
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');

test.beforeAll(() => {
  execFileSync(process.execPath, [MAKE, music, '700', '--extremes']);
});

test.use({ settings: { folders: [music] } });

test('songs are filtered, sorted, entered at their end, and saved as a shelf', async ({ page, server }) => {
  await scanned(server);
  await page.goto('/songs');
  await expect(page.getByText('950 songs')).toBeVisible();
  const table = page.getByRole('table', { name: 'Songs' });
  await expect(table).toHaveAttribute('aria-rowcount', '951');
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(table.locator('[aria-rowindex="951"] button').first()).toBeVisible();

  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByRole('button', { name: 'Year' }).click();
  await expect(page).toHaveURL(/sort=year/);
  await expect(table.getByRole('columnheader', { name: 'Year' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('combobox', { name: 'Decade' }).selectOption('1990');
  await page.getByRole('combobox', { name: 'Heard' }).selectOption('no');
  await expect(page.getByText(/^\d+ songs?$/)).not.toHaveText('950 songs');

  await page.getByRole('button', { name: 'Save as shelf' }).click();
  await page.getByLabel('Name of the shelf').fill('Unheard nineties');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Unheard nineties' })).toHaveAttribute('aria-current', 'page');
  await page.goto('/');
  await page.getByRole('link', { name: 'Unheard nineties' }).click();
  await expect(page).toHaveURL(/decade=1990/);
  await page.getByRole('button', { name: 'Shuffle all' }).click();
  await expect(page.getByRole('button', { name: 'Pause' }).first()).toBeVisible();
});

test('five hundred songs are selected and queued at once, by keys alone or with the mouse', async ({
  page,
  server,
}) => {
  await scanned(server);
  await page.goto('/songs');
  const row = (index: number) => page.locator(`[aria-rowindex="${index + 1}"] .press`);
  await row(1).click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 44 * 495));
  await row(500).click({ modifiers: ['Shift'] });
  await expect(page.getByText('500 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Add to queue' }).click();
  await expect(page.getByText('500 selected')).toBeHidden();
  await expect
    .poll(async () => {
      const response = await fetch(new URL('api/v1/playback', server.url));
      return ((await response.json()) as { length: number }).length;
    })
    .toBe(500);

  await page.goto('/albums');
  await page.locator('px-album-card a.title').first().focus();
  await page.keyboard.press('ControlOrMeta+Space');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 selected')).toBeHidden();
});

test('genres and decades lead to their albums, songs and artists', async ({ page, server }) => {
  await scanned(server);
  await page.goto('/genres');
  await page.locator('px-way-card a').first().click();
  await page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: 'Songs' }).click();
  await expect(page.locator('px-track-row').first()).toBeVisible();
  await page.goto('/decades');
  await page.getByRole('link', { name: '1990s' }).click();
  await page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: 'Artists' }).click();
  await expect(page.locator('px-artist-card').first()).toBeVisible();
});
