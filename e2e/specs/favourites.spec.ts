import { expect, expectAccessible, scanned, test } from '../support/test.js';

test('a song gets its heart in its row, has it everywhere, and is played from the favourites', async ({
  page,
  server,
}) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('link', { name: 'Window Seat' }).first().click();
  const rows = page.getByRole('main').getByRole('list', { name: 'Tracks' }).getByRole('listitem');
  await rows.first().hover();
  const heart = rows.first().getByRole('button', { name: /^Favourite: / });
  await expect(heart).toHaveAttribute('aria-pressed', 'false');
  await heart.click();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  const title = ((await heart.getAttribute('aria-label')) ?? '').replace('Favourite: ', '');

  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page.getByRole('heading', { name: 'Favourites', level: 1 })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).click();
  const bar = page.getByRole('region', { name: 'Player' });
  await expect(bar.getByRole('button', { name: `Favourite: ${title}` })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);

  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { name: 'No favourites yet' })).toBeVisible();
  await expect(bar.getByRole('button', { name: `Favourite: ${title}` })).toHaveAttribute('aria-pressed', 'false');
});

test('an album with a heart is on Home and in the filter, and another tab hears of it', async ({
  page,
  context,
  server,
}) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('link', { name: 'Window Seat' }).first().click();
  const heart = page.getByRole('main').getByRole('button', { name: 'Favourite: Window Seat' });
  await expect(heart).toHaveAttribute('aria-pressed', 'false');
  const other = await context.newPage();
  await other.goto('albums?hearts=yes');
  await expect(other.getByRole('heading', { name: 'No albums match' })).toBeVisible();
  await other.goto(page.url());
  await heart.click();
  await expect(other.getByRole('main').getByRole('button', { name: 'Favourite: Window Seat' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await other.goto('albums?hearts=yes');
  await expect(other.getByRole('main').getByRole('link', { name: 'Window Seat' })).toBeVisible();
  await other.goto('');
  await expect(
    other.getByRole('region', { name: 'Favourites' }).getByRole('link', { name: 'Window Seat' }),
  ).toBeVisible();
});
