import type { Locator, Page } from '@playwright/test';
import { expect, scanned, test, titlesInQueue } from '../support/test.js';

/** Takes something out of a list with the mouse, and lets it go above one of the places that are shown then. */
async function drag(page: Page, what: Locator, target: string): Promise<void> {
  await what.hover();
  await page.mouse.down();
  await page.mouse.move(400, 300, { steps: 4 });
  const place = page.getByRole('region', { name: 'Let go here' }).locator('.target', { hasText: target });
  await place.hover();
  await place.hover();
  await page.mouse.up();
  await expect(page.getByRole('region', { name: 'Let go here' })).toBeHidden();
}

test('songs are dragged onto the queue and an album onto a playlist', async ({ page, server }) => {
  await scanned(server);
  await fetch(new URL('api/v1/playlists', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Carried' }),
  });
  await page.goto('albums');
  await page.getByRole('link', { name: 'Window Seat' }).first().click();
  const rows = page.getByRole('list', { name: 'Tracks' }).getByRole('listitem');
  await rows
    .nth(0)
    .locator('.length')
    .click({ modifiers: ['ControlOrMeta'] });
  await rows
    .nth(2)
    .locator('.length')
    .click({ modifiers: ['ControlOrMeta'] });
  await drag(page, rows.nth(2).locator('.length'), 'Add to queue');
  await expect.poll(async () => (await titlesInQueue(server)).length).toBe(2);

  await page.goto('albums');
  await drag(page, page.locator('px-album-card').first(), 'Carried');
  await expect(page.getByText(/^Added \d+ tracks to “Carried”\.$/)).toBeVisible();
});
