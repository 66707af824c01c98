import { readFile } from 'node:fs/promises';
import { filesOfZip } from '../../backend/test/support/read-zip.js';
import { expect, scanned, test } from '../support/test.js';

test('an album is downloaded from its menu, and a track of it', async ({ page, server }) => {
  await scanned(server);
  const { items } = (await (await fetch(new URL('api/v1/albums', server.url))).json()) as {
    items: { id: string; title: string; artist: string; trackCount: number }[];
  };
  const [album] = items;
  if (!album) throw new Error('There are no albums.');
  await page.goto('albums');
  await page.getByRole('main').getByRole('link', { name: album.title }).first().click({ button: 'right' });
  const [zip] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download as a ZIP' }).click(),
  ]);
  expect(zip.suggestedFilename()).toBe(`${album.artist} - ${album.title}.zip`);
  const names = [...filesOfZip(await readFile(await zip.path())).keys()];
  expect(names.filter((name) => name !== 'cover.jpg')).toHaveLength(album.trackCount);
  expect(names[0]).toMatch(/^01 /);

  await page.goto(`album/${album.id}`);
  await page.getByRole('main').getByRole('button', { name: /^Actions for/ }).last().click(); // prettier-ignore
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download as a file' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/ - .+\.\w+$/);
  expect((await readFile(await file.path())).length).toBeGreaterThan(0);
});
