import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const music = scratchFolder('targets-music');
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');

test.beforeAll(() => {
  execFileSync(process.execPath, [MAKE, music, '450', '--singles', '--extremes']);
});

test.use({
  settings: { folders: [music] },
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  contextOptions: { reducedMotion: 'reduce' },
});

/**
 * What is too small for a finger: below 24 by 24 pixels anywhere (WCAG 2.2, 2.5.8), below 44 in the bars and in now playing. Links
 * within a line of text may be as high as that.
 */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      // A label is pressed for what is in it.
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      if (width <= 1 || height <= 1 || getComputedStyle(element).display === 'inline') continue;
      // The mark of a selection is pressed also beside it.
      const beside = element.matches('.pick') ? 2 * -parseFloat(getComputedStyle(element, '::before').top) : 0;
      const isInBar =
        element.matches('button') && element.closest('px-player-bar, px-places, px-now-playing, px-top-bar');
      const least = (isInBar ? 44 : 24) - 0.5;
      if (Math.min(width, height) + beside >= least) continue;
      const name = (element.ariaLabel ?? element.textContent).trim().slice(0, 40);
      found.add(`${element.tagName} ${element.className} “${name}” ${Math.round(width)}×${Math.round(height)}`);
    }
    return [...found];
  });
}

/** Phones enlarge the page for a field with smaller letters. */
async function smallLetters(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'input:not([type=checkbox], [type=radio], [type=range]), select, textarea',
      ),
    ]
      .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
      .map((field) => field.outerHTML.slice(0, 80)),
  );
}

test('on a phone a finger hits everything, and no field enlarges the page', async ({ page, server }) => {
  await scanned(server);
  const first = async (list: string): Promise<string> => {
    const response = await fetch(new URL(`api/v1/${list}`, server.url));
    return ((await response.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  };
  const paths = ['', 'search', 'search?q=a', 'library', 'albums', 'albums?view=table', 'songs', 'artists', 'genres', 'decades', 'favourites', 'playlists', 'stations', 'stations/find', 'podcasts', 'podcasts/add', 'kept', 'queue', 'history', 'history/statistics', 'history/import', 'settings', 'sources', `album/${await first('albums?sort=artist&from=Extremes&limit=1')}`, `artist/${await first('artists?sort=tracks&limit=1')}`]; // prettier-ignore
  const report: string[] = [];
  const look = async (where: string): Promise<void> => {
    for (const what of [...(await tooSmall(page)), ...(await smallLetters(page))]) report.push(`${where}: ${what}`);
  };
  const tabs = page.getByRole('navigation', { name: 'Places' });
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await look(`/${path}`);
    if ((await tabs.locator('a[aria-current]:visible').count()) !== 1) report.push(`/${path}: no tab is lit`);
  }
  await page.goto('albums');
  await page
    .getByRole('button', { name: /^Play / })
    .first()
    .tap();
  await expect(page.getByRole('button', { name: 'Open now playing' })).toBeVisible();
  await look('the small player');
  await page.getByRole('button', { name: 'Open now playing' }).tap();
  await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
  await look('now playing');
  expect(report).toEqual([]);
});

test('on a phone a menu is a sheet that says what it is about, and titles are edited from it', async ({
  page,
  server,
}) => {
  await scanned(server);
  await page.goto('albums?sort=year');
  await page.locator('px-album-card a.title').first().tap();
  const row = page.locator('px-track-row').first();
  await expect(row.getByRole('button', { name: /^Edit/ })).toBeHidden();
  const title = (await row.locator('.track-title').textContent())?.trim() ?? '';
  await row.getByRole('button', { name: /^Actions for/ }).tap();
  const menu = page.getByRole('menu', { name: `Actions for ${title}` });
  await expect(menu).toContainText(title);
  const box = await menu.boundingBox();
  expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(844);
  expect(Math.round(box?.width ?? 0)).toBe(390);
  await menu.getByRole('menuitem', { name: 'Edit title' }).tap();
  const field = row.getByRole('textbox');
  await expect(field).toBeFocused();
  await field.fill('Another name');
  await field.press('Enter');
  await expect(row).toContainText('Another name');
});
