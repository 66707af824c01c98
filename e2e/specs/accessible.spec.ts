import { withPandora } from '../support/pandora.js';
import { expect, expectAccessible, expectSoundPast, scanned, test } from '../support/test.js';

test.use({ settings: withPandora() });

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing on any page', async ({ page, server }) => {
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
      await page.getByRole('button', { name: 'Play Window Seat' }).click();
      await page.getByRole('button', { name: 'Open now playing' }).click();
      await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });

    test('axe finds nothing in the queue and the menus of the player', async ({ page, server }) => {
      await scanned(server);
      await page.goto('albums');
      await page.getByRole('button', { name: 'Play Window Seat' }).click();
      await expectSoundPast(page, 0.5);
      await page.goto('queue');
      await expect(page.getByRole('list', { name: 'Queue' })).toBeVisible();
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
