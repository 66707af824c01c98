import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import type { PyxisServer } from '../support/pyxis-server.js';
import { expect, expectAccessible, scanned, test } from '../support/test.js';

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 300, channels: 3, background } })
    .png()
    .toBuffer();

interface Album {
  readonly id: string;
  readonly title: string;
  readonly artworkId?: string;
}

async function firstAlbum(server: PyxisServer): Promise<Album> {
  const { items } = (await (await fetch(new URL('api/v1/albums', server.url))).json()) as { items: Album[] };
  const [album] = items;
  if (!album) throw new Error('There are no albums.');
  return album;
}

const coverOf = (page: Page): Locator => page.locator('main px-cover-drop img.art');

/** The id of the cover on the page of the album or the playlist. */
async function shownOn(page: Page): Promise<string> {
  const src = (await coverOf(page).getAttribute('src')) ?? '';
  return /art\/([^?]+)/.exec(src)?.[1] ?? '';
}

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('main').getByRole('button', { name: /^Actions for/ }).first().click(); // prettier-ignore
  await page.getByRole('menuitem', { name: 'Change cover…' }).click();
  return page.getByRole('dialog', { name: /^Change cover/ });
}

/** Chooses a red picture in the dialog, which is seen there before it is taken. */
async function chooseRed(page: Page): Promise<void> {
  const dialog = await openDialog(page);
  await dialog.locator('input[type=file]').setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: await picture('#b02020') }); // prettier-ignore
  await expect(dialog.getByRole('status')).toContainText('300 × 300 pixels.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

/** As from the clipboard, or from a window of files. */
async function hand(target: Locator, type: 'paste' | 'drop', content: Buffer | string): Promise<void> {
  const given = typeof content === 'string' ? content : { base64: content.toString('base64') };
  await target.evaluate(
    (element, { type, given }) => {
      const data = new DataTransfer();
      if (typeof given === 'string') data.setData('text/plain', given);
      else {
        const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], 'picture.png', { type: 'image/png' }));
      }
      const how = { bubbles: true, cancelable: true };
      if (type === 'paste') element.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: data }));
      else {
        for (const name of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(name, { ...how, dataTransfer: data })); // prettier-ignore
      }
    },
    { type, given },
  );
}

test('an album gets a cover of one’s own, which stays, and gives it back', async ({ page, phone, server }) => {
  await scanned(server);
  const album = await firstAlbum(server);
  await page.goto(`album/${album.id}`);
  await phone.goto(`album/${album.id}`);
  const files = await shownOn(page);

  // A file that is chosen, seen before it is taken, and taken back.
  await chooseRed(page);
  await expect.poll(() => shownOn(page)).not.toBe(files);
  const red = await shownOn(page);
  await expect.poll(() => shownOn(phone)).toBe(red);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shownOn(page)).toBe(files);

  // Pasted: what is no address of a picture is told so, a picture is taken.
  let dialog = await openDialog(page);
  const address = dialog.getByRole('textbox', { name: 'Address of a picture' });
  await hand(address, 'paste', 'http://127.0.0.1:9/cover.png');
  await expect(dialog.getByRole('alert')).toContainText('This address is not one of the internet');
  await hand(address, 'paste', await picture('#2040b0'));
  await expect(dialog.getByRole('status')).toContainText('300 × 300 pixels.');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => shownOn(page)).not.toBe(files);
  const blue = await shownOn(page);

  // It stays, also when the files are read again.
  await fetch(new URL('api/v1/scans', server.url), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ rereadAll: true }) }); // prettier-ignore
  await scanned(server);
  await page.reload();
  await expect.poll(() => shownOn(page)).toBe(blue);
  expect((await firstAlbum(server)).artworkId).toBe(blue);

  // Dropped on the cover.
  await hand(page.locator('main px-cover-drop'), 'drop', await picture('#b02020'));
  await expect.poll(() => shownOn(page)).toBe(red);
  await expect.poll(() => shownOn(phone)).toBe(red);

  // That of the files is still there.
  dialog = await openDialog(page);
  await dialog.getByRole('button', { name: 'Use cover of the files' }).click();
  await expect.poll(() => shownOn(page)).toBe(files);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => shownOn(page)).toBe(red);
});

test('a cover says where a picture can be dropped while one is dragged', async ({ page, server }) => {
  await scanned(server);
  await page.goto(`album/${(await firstAlbum(server)).id}`);
  await expect(coverOf(page)).toBeVisible();
  const drag = (name: string): Promise<void> =>
    page.locator('main h1').evaluate((element, type) => {
      const data = new DataTransfer();
      data.items.add(new File(['text'], 'words.txt', { type: 'text/plain' }));
      element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }, name);
  await drag('dragenter');
  await expect(page.getByText('Drop a picture here to change the cover')).toBeVisible();
  // Let go beside it, nothing happens, and the app is still there.
  await drag('drop');
  await expect(page.getByText('Drop a picture here to change the cover')).toBeHidden();
});

test('an artist gets a picture of one’s own', async ({ page, server }) => {
  await scanned(server);
  const { items } = (await (await fetch(new URL('api/v1/artists', server.url))).json()) as { items: { id: string }[] };
  await page.goto(`artist/${items[0]?.id}`);
  await expect(coverOf(page).first()).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: /^Actions for/ }).first().click(); // prettier-ignore
  await page.getByRole('menuitem', { name: 'Change picture…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Change picture/ });
  await hand(dialog.getByRole('textbox', { name: 'Address of a picture' }), 'paste', await picture('#209040'));
  await expect(dialog.getByRole('status')).toContainText('300 × 300 pixels.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(coverOf(page)).toHaveCount(1);
  const green = await shownOn(page);
  await page.goto('artists');
  await expect(page.locator(`main img.art[src*="${green}"]`)).toHaveCount(1);
});

test('a playlist gets a cover of one’s own, and gives it back', async ({ page, phone, server }) => {
  await scanned(server);
  const made = await fetch(new URL('api/v1/playlists', server.url), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'Walk', tracks: { subject: { kind: 'albums' } } }) }); // prettier-ignore
  const { id } = (await made.json()) as { id: string };
  await page.goto(`playlist/${id}`);
  await phone.goto(`playlist/${id}`);
  const ofSongs = await shownOn(page);

  // Chosen, seen in the other window and in the list, and still there when all is loaded anew.
  await chooseRed(page);
  await expect.poll(() => shownOn(page)).not.toBe(ofSongs);
  const red = await shownOn(page);
  await expect.poll(() => shownOn(phone)).toBe(red);
  await page.reload();
  await expect.poll(() => shownOn(page)).toBe(red);
  await page.goto('playlists');
  await expect(page.locator(`main img.art[src*="${red}"]`)).toHaveCount(1);
  await page.goto(`playlist/${id}`);

  // Pasted on the page, and undone.
  await expect.poll(() => shownOn(page)).toBe(red);
  await hand(page.locator('body'), 'paste', await picture('#2040b0'));
  await expect.poll(() => shownOn(phone)).not.toBe(red);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shownOn(page)).toBe(red);
  await expect.poll(() => shownOn(phone)).toBe(red);

  // Dropped on the cover.
  await hand(page.locator('main px-cover-drop'), 'drop', await picture('#209040'));
  await expect.poll(() => shownOn(page)).not.toBe(red);

  // Those of the songs are still there.
  const dialog = await openDialog(page);
  await dialog.getByRole('button', { name: 'Use covers of its songs' }).click();
  await expect.poll(() => shownOn(page)).toBe(ofSongs);
  await expect.poll(() => shownOn(phone)).toBe(ofSongs);
});
