import type { Page } from '@playwright/test';
import type { PyxisServer } from '../support/pyxis-server.js';
import { expect, test } from '../support/test.js';

const LIST = `#EXTM3U
#EXTINF:-1,Harbour FM
http://127.0.0.1:9/harbour.mp3
#EXTINF:-1,Late Radio
http://127.0.0.1:9/late.mp3
#EXTINF:-1 group-title="Night",Owl One
http://127.0.0.1:9/owl.mp3
`;

/** Names of the saved stations with their groups, in their order, as the server has them. */
async function savedOn(server: PyxisServer): Promise<string[]> {
  const response = await fetch(new URL('api/v1/stations', server.url));
  const { items } = (await response.json()) as { items: { name: string; group?: string }[] };
  return items.map(({ name, group }) => (group === undefined ? name : `${group}: ${name}`));
}

async function importList(page: Page): Promise<void> {
  await page.goto('stations');
  await expect(page.getByRole('heading', { name: 'No radio stations yet' })).toBeVisible();
  const file = { name: 'mine.m3u', mimeType: 'audio/x-mpegurl', buffer: Buffer.from(LIST) };
  await page.getByLabel('File with stations').setInputFiles(file);
  await expect(page.getByRole('heading', { name: '3 of 3 stations added' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
}

async function choose(page: Page, station: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${station}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a list of another program becomes stations, in an order and groups of one’s own', async ({ page, server }) => {
  await importList(page);
  await page.getByRole('button', { name: 'Play Harbour FM' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('button', { name: 'Play Harbour FM' })).toBeFocused();
  await expect.poll(() => savedOn(server)).toEqual(['Late Radio', 'Harbour FM', 'Night: Owl One']);
  await choose(page, 'Late Radio', 'Move to group…');
  await page.getByRole('combobox', { name: 'Group' }).fill('Night');
  await page.keyboard.press('Enter');
  await expect.poll(() => savedOn(server)).toContain('Night: Late Radio');
  await choose(page, 'Owl One', 'Move up');
  await choose(page, 'Harbour FM', 'Rename…');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Port FM');
  await page.keyboard.press('Enter');
  await expect.poll(() => savedOn(server)).toEqual(['Port FM', 'Night: Owl One', 'Night: Late Radio']);
});

test('a station that was removed comes back where it was', async ({ page, server }) => {
  await importList(page);
  await choose(page, 'Late Radio', 'Remove');
  await expect.poll(() => savedOn(server)).toEqual(['Harbour FM', 'Night: Owl One']);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => savedOn(server)).toEqual(['Harbour FM', 'Late Radio', 'Night: Owl One']);
});

test('an address that cannot be heard is saved by whoever insists', async ({ page, server }) => {
  await page.goto('stations');
  await page.getByRole('button', { name: 'Add by address' }).first().click();
  await page.getByLabel(/^Address of the stream/).fill('http://127.0.0.1:9/nobody.mp3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await savedOn(server)).toEqual([]);
  await page.getByRole('button', { name: 'Save it anyway' }).click();
  await expect(page.getByRole('button', { name: 'Play 127.0.0.1' })).toBeVisible();
  expect(await savedOn(server)).toEqual(['127.0.0.1']);
});
