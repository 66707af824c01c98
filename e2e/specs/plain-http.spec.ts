import { expect, scanned, test } from '../support/test.js';

const HOST = 'music.home';

test.use({ settings: { allowedHosts: [HOST] } });

/** Most people open Pyxis at an address in their home, where browsers hold back what they give to HTTPS. */
test('links and settings can be copied over plain HTTP', async ({ page, server }) => {
  await scanned(server);
  const address = server.url.replace('127.0.0.1', HOST);
  await page.goto(`${address}albums`);
  expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false]);
  await page.getByRole('button', { name: 'Actions for Kitchen Light' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  // What was copied is told by pasting it.
  const field = page.getByRole('searchbox', { name: 'Search everything' });
  await field.click();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(field).toHaveValue(/^http:\/\/music\.home:\d+\/album\/.+/);

  await page.goto(`${address}settings`);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
});
