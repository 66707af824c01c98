import { expect, scanned, test } from '../support/test.js';

test('an address of an album opens it, and opens it again', async ({ page, server }) => {
  await scanned(server);
  const { items } = (await (await fetch(new URL('api/v1/albums', server.url))).json()) as {
    items: { id: string; title: string }[];
  };
  const album = items[0];
  if (!album) throw new Error('The demo library has no album.');
  await page.goto(`album/${album.id}`);
  await expect(page.getByRole('heading', { level: 1, name: album.title })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: album.title })).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('album/nothing');
  await expect(page.getByRole('main')).toContainText(/not found|no album/i);
  await page.goto('no/such/page');
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});

test.describe('below a path of a proxy', () => {
  test.use({ settings: { basePath: '/embed/pyxis/' } });

  test('everything works the same', async ({ page, server }) => {
    await scanned(server);
    await page.goto('albums');
    await page.getByRole('link', { name: 'Window Seat' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Window Seat' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Window Seat' })).toBeVisible();
    await expect
      .poll(() =>
        page
          .locator('main img')
          .first()
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBeGreaterThan(0);
  });
});
