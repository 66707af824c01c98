import { expect, expectSoundPast, scanned, test } from '../support/test.js';

test('says that the server is away, plays what it has, and recovers', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expectSoundPast(page, 0.5);

  await server.down();
  await expect(page.getByText('Pyxis is not answering')).toBeVisible({
    timeout: 30_000,
  });
  await expectSoundPast(page, 2);

  await server.up();
  await expect(page.getByText('Pyxis is not answering')).toHaveCount(0, {
    timeout: 30_000,
  });
  await page.getByRole('link', { name: 'Low Water' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Low Water' })).toBeVisible();
});
