import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { scratchFolder } from '../support/scratch.js';
import { withPandora } from '../support/pandora.js';
import { expect, expectAccessible, expectSoundPast, scanned, test } from '../support/test.js';

const music = scratchFolder('accessible-music');
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');

test.beforeAll(() => {
  execFileSync(process.execPath, [MAKE, music, '450', '--singles', '--extremes']);
});

test.use({ settings: withPandora(() => ({ folders: [music] })) });

/** Each theme and each width once; `npm run test:crash` has each theme at each width. */
const WAYS = (['dark', 'light'] as const).flatMap((colorScheme) =>
  [390, 1440]
    .filter((width) => process.env.PYXIS_EVERY_LOOK !== undefined || (colorScheme === 'dark') === (width === 390))
    .map((width) => ({ colorScheme, width })),
);

for (const { colorScheme, width } of WAYS) {
  test.describe(`in the ${colorScheme} theme, ${width} px wide`, () => {
    test.use({
      colorScheme,
      contextOptions: { reducedMotion: 'reduce' },
      viewport: { width, height: width < 700 ? 844 : 900 },
      hasTouch: width < 700,
    });

    test('axe finds nothing on any page', async ({ page, server }) => {
      test.setTimeout(900_000);
      await scanned(server);
      const first = async (list: string): Promise<string> => {
        const response = await fetch(new URL(`api/v1/${list}`, server.url));
        return ((await response.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
      };
      const pages = [
        '',
        'search',
        'search?q=wa',
        'library',
        'albums',
        `album/${await first('albums')}`,
        'artists',
        'favourites',
        'playlists',
        'songs',
        'genres',
        `genre/${await first('genres')}`,
        'decades',
        'kept',
        'device',
        'queue',
        'stations',
        'stations/find',
        'station/radio:unknown',
        `personal-station/${await first('personal-stations')}`,
        'personal-stations/new',
        'personal-stations/bookmarks',
        'podcasts',
        'podcasts?list=new',
        'podcasts/add',
        'history',
        'history/statistics',
        'history/import',
      ];
      for (const path of [...pages, `artist/${await first('artists')}`, 'settings', 'sources', 'nowhere']) {
        await page.goto(path);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
      await page.goto('albums');
      await page
        .getByRole('button', { name: /^Play / })
        .first()
        .click();
      await page.getByRole('button', { name: 'Open now playing' }).click();
      await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });

    test('axe finds nothing in the queue and the menus of the player', async ({ page, server }) => {
      await scanned(server);
      await page.goto('albums');
      await page
        .getByRole('button', { name: /^Play / })
        .first()
        .click();
      await expectSoundPast(page, 0.5);
      await page.goto('queue');
      await expect(page.getByRole('list', { name: 'Queue' })).toBeVisible();
      // A phone has them in now playing.
      if (width < 700) await page.getByRole('button', { name: 'Open now playing' }).click();
      await page.getByRole('button', { name: /^Sleep timer/ }).click();
      await page.getByRole('menuitem', { name: 'In 30 minutes' }).click();
      await expect(page.getByRole('button', { name: 'Sleep timer: 30 min left' })).toBeVisible();
      await page.getByRole('button', { name: /^Sleep timer/ }).click();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Devices/ }).click();
      await expectAccessible(page);
    });
  });
}
