import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FakeYtMusic } from '../../backend/test/support/fake-ytmusic/fake-ytmusic.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, expectAccessible, scanned, test } from '../support/test.js';

const music = scratchFolder('list-music');

test.use({ settings: { folders: [music] } });

test.beforeAll(() => {
  cpSync(resolve(import.meta.dirname, '../../demo'), music, { recursive: true });
});

test('a pasted list is matched, and what is left of it is gone through', async ({ page, server }) => {
  await scanned(server);
  const response = await fetch(new URL('api/v1/tracks?limit=2', server.url));
  const { items } = (await response.json()) as { items: { title: string; artist: string }[] };
  const [one, two] = items;
  await page.goto('playlists');
  await page.getByRole('button', { name: 'Import' }).click();
  await page
    .getByRole('textbox', { name: 'paste a list' })
    .fill(
      `1. ${one?.artist} - ${one?.title}\n2. Nobody - Nowhere to be found\n3. ${two?.artist} – ${two?.title} (9:59)\n`,
    );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import the list' }).click();
  await expect(page).toHaveURL(/\/playlist\//);
  await expect(page.getByText('is imported: 1 track of 3 found.')).toBeVisible();
  await page.getByRole('link', { name: '2 songs were not found for certain.' }).click();
  await expect(page.getByText('1 song of 3 found · 2 left')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: `This one: ${two?.title}` }).click();
  await page.getByRole('button', { name: 'Leave out Nowhere to be found' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is left to go through' })).toBeVisible();
  await page.getByRole('link', { name: 'To the playlist' }).click();
  await expect(page.getByRole('list', { name: 'Tracks' }).getByRole('listitem')).toHaveCount(2);
});

test('a list of the music folder follows its file, and is copied to be changed', async ({ page, server }) => {
  await scanned(server);
  const response = await fetch(new URL('api/v1/tracks?limit=2', server.url));
  const { items } = (await response.json()) as { items: { title: string; artist: string }[] };
  const lines = items.map(({ artist, title }) => `#EXTINF:-1,${artist} - ${title}\nE:\\Gone\\${title}.mp3`);
  mkdirSync(join(music, 'Lists'), { recursive: true });
  writeFileSync(join(music, 'Lists/Evening.m3u8'), `#EXTM3U\r\n${lines.join('\r\n')}\r\nnowhere.mp3\r\n`);
  const scan = async (): Promise<void> => {
    await fetch(new URL('api/v1/scans', server.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }); // prettier-ignore
    await scanned(server);
  };
  await scan();
  await page.goto('playlists');
  await expect(async () => {
    await page.reload();
    await page.getByRole('link', { name: 'Evening' }).click({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText('It changes with the file.')).toBeVisible();
  await expect(page.getByRole('link', { name: '1 song was not found.' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Make a copy' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Evening (copy)' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(2);

  const download = page.waitForEvent('download');
  await page.getByRole('main').getByRole('button', { name: 'Actions for Evening (copy)' }).click();
  await page.getByRole('menuitem', { name: 'Export as M3U8' }).click();
  expect((await download).suggestedFilename()).toBe('Evening (copy).m3u8');

  rmSync(join(music, 'Lists/Evening.m3u8'));
  await scan();
  await page.goto('playlists');
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: 'Evening', exact: true })).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText('Recently deleted (1)')).toBeVisible();
});

test('a playlist of a source is saved, told of when it is another, and frozen', async ({ browser }) => {
  const fake = await new FakeYtMusic().start();
  const server = await PyxisServer.start({ sources: { ytmusic: { enabled: true, apiUrl: fake.origin } } });
  try {
    const [list] = fake.world.playlists;
    const page = await (await browser.newContext({ baseURL: server.url })).newPage();
    await page.goto(`playlist/ytmusic:${list?.id}`, { waitUntil: 'domcontentloaded' });
    await page
      .getByRole('main')
      .getByRole('button', { name: `Actions for ${list?.title}` })
      .click();
    await page.getByRole('menuitem', { name: 'Save to playlists' }).click();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText('Follows a playlist of YouTube Music')).toBeVisible();
    const rows = page.getByRole('list', { name: 'Tracks' }).getByRole('listitem');
    const count = list?.songs.length ?? 0;
    await expect(rows).toHaveCount(count);

    (list?.songs as unknown[]).pop();
    // What was asked a moment ago is not asked again, but by another process.
    await server.down();
    await server.up();
    await page.reload({ waitUntil: 'domcontentloaded' });
    await page.getByRole('button', { name: 'Look now' }).click();
    await expect(page.getByText(/1 song went\.$/)).toBeVisible();
    await expect(rows).toHaveCount(count - 1);
    await page.getByRole('button', { name: 'Freeze' }).click();
    await expect(page.getByText('it is yours now')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(count - 1);
  } finally {
    await server.remove();
    await fake.stop();
  }
});
