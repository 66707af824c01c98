import type { Page } from '@playwright/test';
import type { PyxisServer } from '../support/pyxis-server.js';
import { expect, expectAccessible, expectSoundPast, scanned, test, titlesInQueue } from '../support/test.js';

interface Item {
  readonly track: { readonly title: string };
}

/** What a playlist has, in its order, as the server says. */
async function titlesIn(server: PyxisServer, address: string): Promise<string[]> {
  const id = new URL(address).pathname.split('/').at(-1) ?? '';
  const response = await fetch(new URL(`api/v1/playlists/${id}/items?limit=200`, server.url));
  return ((await response.json()) as { items: Item[] }).items.map(({ track }) => track.title);
}

/** Puts an album into a playlist by the menu of its card. */
async function addAlbum(page: Page, title: string): Promise<void> {
  await page.goto('albums');
  await page.getByRole('link', { name: title, exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to playlist…' }).click();
}

/** A new playlist of an album, whose page is open. */
async function makePlaylist(page: Page, title: string, name: string): Promise<void> {
  await addAlbum(page, title);
  await page.getByRole('searchbox', { name: 'Find a playlist' }).fill(name);
  await page.getByRole('button', { name: 'New playlist' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('is made from a menu, told what is in it already, and played from a row', async ({ page, server }) => {
  await scanned(server);
  await makePlaylist(page, 'Low Water', 'Walk');
  const address = page.url();
  const first = await titlesIn(server, address);
  expect(first.length).toBeGreaterThan(1);

  await addAlbum(page, 'Low Water');
  await page.getByRole('button', { name: 'Walk' }).click();
  await expect(page.getByText('are in “Walk” already')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.keyboard.press('Escape');
  await addAlbum(page, 'Window Seat');
  await page.getByRole('searchbox', { name: 'Find a playlist' }).fill('wal');
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Added \d+ tracks to “Walk”/)).toBeVisible();
  const all = await titlesIn(server, address);
  expect(all.slice(0, first.length)).toEqual(first);
  expect(all.length).toBeGreaterThan(first.length);

  await page.goto(address);
  await page.getByRole('button', { name: `Play ${first[1] ?? ''}` }).click();
  await expectSoundPast(page, 0.5);
  expect(await titlesInQueue(server)).toEqual(all);
  await expectAccessible(page);
});

test('is put in order by hand and by keyboard, and what is taken out comes back', async ({ page, server }) => {
  await scanned(server);
  await makePlaylist(page, 'Low Water', 'Order');
  const address = page.url();
  await addAlbum(page, 'Window Seat');
  await page.getByRole('button', { name: 'Order' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(address);
  const [one = '', two = '', three = '', ...rest] = await titlesIn(server, address);

  await page.getByRole('button', { name: `Move “${two}”` }).press('Alt+ArrowUp');
  await expect.poll(() => titlesIn(server, address)).toEqual([two, one, three, ...rest]);
  await expect(page.getByRole('button', { name: `Move “${two}”` })).toBeFocused();

  const from = await page.getByRole('button', { name: `Move “${three}”` }).boundingBox();
  const to = await page.getByRole('button', { name: `Move “${two}”` }).boundingBox();
  if (!from || !to) throw new Error('The rows are not in view.');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => titlesIn(server, address)).toEqual([three, two, one, ...rest]);

  await page.getByRole('button', { name: `Move “${two}”` }).press('Delete');
  await expect.poll(() => titlesIn(server, address)).toEqual([three, one, ...rest]);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => titlesIn(server, address)).toEqual([three, two, one, ...rest]);
  const rows = page.getByRole('list', { name: 'Tracks' }).getByRole('listitem');
  await expect(rows).toHaveCount(3 + rest.length);

  // Several at once.
  for (const title of [three, one])
    await rows
      .filter({ hasText: title })
      .first()
      .click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: /^Actions for 2 / }).click();
  await page.getByRole('menuitem', { name: 'Move to the end' }).click();
  await expect.poll(() => titlesIn(server, address)).toEqual([two, ...rest, three, one]);
});

test('is renamed, described, deleted and brought back in another tab', async ({ page, phone, server }) => {
  await scanned(server);
  await makePlaylist(page, 'Kitchen Light', 'Name');
  await page.getByRole('button', { name: 'Edit name' }).click();
  await page.keyboard.type('Another name');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Another name' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.keyboard.type('For the evening.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('For the evening.')).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: /^More|Actions/ }).first().click(); // prettier-ignore
  await page.getByRole('menuitem', { name: 'Delete playlist' }).click();
  await expect(page).toHaveURL(/playlists$/);
  await expect(page.getByRole('heading', { name: 'No playlists yet' })).toBeVisible();

  await phone.goto('playlists');
  await phone.getByText('Recently deleted (1)').click();
  await phone.getByRole('button', { name: 'Bring back Another name' }).click();
  await phone.getByRole('link', { name: 'Another name' }).click();
  await expect(phone.getByText('For the evening.')).toBeVisible();
  await expectAccessible(phone);
});

test('is made of the queue', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expectSoundPast(page, 0.5);
  await page.goto('queue');
  await page.getByRole('button', { name: 'Save as playlist…' }).click();
  await page.getByRole('button', { name: 'New playlist' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(/\/playlist\//);
  expect(await titlesIn(server, page.url())).toEqual(await titlesInQueue(server));
});

test('a playlist is found by its name, and another tab sees what is put into it', async ({ page, context, server }) => {
  await scanned(server);
  const made = await fetch(new URL('api/v1/playlists', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Slow mornings' }),
  });
  const { id } = (await made.json()) as { id: string };
  await page.goto('search?q=slow%20mor');
  await page.getByRole('main').getByRole('link', { name: 'Slow mornings' }).first().click();
  await expect(page.getByRole('heading', { name: 'Nothing in it yet' })).toBeVisible();

  const other = await context.newPage();
  await other.goto('albums');
  const { items } = (await (await fetch(new URL('api/v1/tracks?limit=1', server.url))).json()) as {
    items: { id: string; title: string }[];
  };
  await fetch(new URL(`api/v1/playlists/${id}/items`, server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ trackIds: [items[0]?.id] }),
  });
  await expect(page.getByRole('listitem').filter({ hasText: items[0]?.title })).toBeVisible();
  await other.bringToFront();
  await other.keyboard.press('ControlOrMeta+k');
  const palette = other.getByRole('dialog', { name: 'Commands and search' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await other.keyboard.type('slow mor');
  await other.getByRole('option', { name: /Slow mornings/ }).click();
  await expect(other.getByRole('heading', { name: 'Slow mornings', level: 1 })).toBeVisible();
});
