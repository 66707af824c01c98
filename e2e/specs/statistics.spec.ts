import { expect, test } from '../support/test.js';

/** Listens of some weeks, with names that are long and names of other scripts. */
const NAMES = [
  [
    'Symphony No. 9 in D minor, Op. 125 “Choral”',
    'Berliner Philharmoniker, Herbert von Karajan',
    'Beethoven: The Symphonies',
  ],
  ['丸の内サディスティック', '東京事変', '教育'],
  ['Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 'Nobody', 'Tones'],
] as const;

test('the table behind each chart can be read on a phone and on a desk', async ({ page, server }) => {
  const now = Math.floor(Date.now() / 1000);
  const lines = Array.from({ length: 120 }, (_, index) => {
    const [track_name, artist_name, release_name] = NAMES[index % NAMES.length] ?? NAMES[0];
    const listened_at = now - 3600 * (index * 7 + 1);
    return JSON.stringify({ listened_at, track_metadata: { track_name, artist_name, release_name } });
  });
  const imported = await fetch(new URL('api/v1/history/imports?service=listenbrainz&dryRun=false', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: lines.join('\n'),
  });
  expect(imported.ok).toBe(true);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('history/statistics');
    await expect(page.getByRole('button', { name: 'Show as table: Top albums' })).toBeVisible();
    const buttons = page.getByRole('button', { name: /^Show as table/ });
    // Charts come one by one, also while the listens are still being added.
    await expect(page.getByRole('button', { name: 'Show as table: Top tracks' })).toBeVisible();
    const showNext = async (): Promise<number> => {
      if ((await buttons.count()) > 0) await buttons.first().click();
      return buttons.count();
    };
    await expect.poll(showNext, { timeout: 60_000 }).toBe(0);
    const squeezed = await page
      .getByRole('main')
      .evaluate((main) =>
        [...main.querySelectorAll('tbody :is(th, td)')]
          .map((cell) => ({ text: cell.textContent, width: cell.getBoundingClientRect().width }))
          .filter(({ text, width }) => width < Math.min(9, text.length) * 6),
      );
    expect(squeezed).toEqual([]);
    await expect(page.getByRole('cell', { name: '東京事変' }).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
