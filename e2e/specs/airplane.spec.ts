import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PyxisServer } from '../support/pyxis-server.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, expectSoundPast, scanned, soundOf, test } from '../support/test.js';
import { workerReady } from '../support/worker.js';

const ALBUM = 'Above the Clouds';
/** Short enough to be heard out, long enough to count. */
const TRACK_SECONDS = 12;
const TITLES = ['Ascent', 'Cruise', 'Descent'];

const music = scratchFolder('airplane');
test.use({ settings: { folders: [music] }, serviceWorkers: 'allow' });
test.beforeAll(() => {
  const folder = join(music, ALBUM);
  mkdirSync(folder);
  TITLES.forEach((title, index) => {
    const sine = `sine=frequency=${300 + 100 * index}:duration=${TRACK_SECONDS}`;
    const tags = { album: ALBUM, artist: 'Pilot', title, track: String(index + 1) };
    const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      sine,
      '-ac',
      '2',
      ...metadata,
      join(folder, `${index}.flac`),
    ]);
  });
});

async function listensOf(server: PyxisServer): Promise<string[]> {
  const answer = await fetch(new URL('api/v1/history/listens?limit=50', server.url));
  return ((await answer.json()) as { items: { title: string }[] }).items.map(({ title }) => title);
}

/** Keeps the album, and waits until it is there. */
async function keepAlbum(page: Page): Promise<void> {
  await page.goto('albums');
  await workerReady(page);
  await page.reload();
  await page.getByRole('button', { name: `Actions for ${ALBUM}` }).click();
  await page.getByRole('menuitem', { name: 'Keep on this device' }).click();
  await expect(page.getByText(`“${ALBUM}” comes to this device.`)).toBeVisible();
  await page.goto('device');
  await expect(page.getByText(/^3 tracks · /)).toBeVisible({ timeout: 60_000 });
}

test('a kept album plays in airplane mode after a reload, and its listens arrive once', async ({
  page,
  server,
  context,
}) => {
  await scanned(server);
  await keepAlbum(page);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'On this device' })).toBeVisible();
  await page.getByRole('button', { name: `Play ${ALBUM}` }).click();
  await expectSoundPast(page, 1);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  // On through the second one without a hand, and into the third, which is loaded away in its midst.
  await expect(page.getByRole('contentinfo').or(page.locator('px-player-bar'))).toContainText('Descent', {
    timeout: 60_000,
  });
  expect(asked.filter((path) => path.startsWith('/stream/'))).toEqual([]);
  expect(await listensOf(server)).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: `Play ${ALBUM}` }).click();
  await expectSoundPast(page, 1);
  await page.getByRole('button', { name: 'Pause' }).first().click();

  await context.setOffline(false);
  await expect.poll(async () => (await listensOf(server)).sort(), { timeout: 60_000 }).toEqual(['Ascent', 'Cruise']);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'On this device' })).toBeVisible();
  // Whoever would tell them again does so within seconds.
  await page.waitForTimeout(5_000);
  expect((await listensOf(server)).sort()).toEqual(['Ascent', 'Cruise']);
});

test('what is kept plays from this device also with a network, and goes when it is told to', async ({
  page,
  server,
}) => {
  await scanned(server);
  await keepAlbum(page);
  await page.reload();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole('button', { name: `Play ${ALBUM}` }).click();
  await expectSoundPast(page, 2);
  expect(await soundOf(page)).toBeDefined();
  expect(asked.filter((path) => path.startsWith('/stream/'))).toEqual([]);
  expect(asked.some((path) => path.startsWith('/device/sound/'))).toBe(true);
  await page.getByRole('button', { name: `Remove ${ALBUM} from this device` }).click();
  await expect(page.getByText('Nothing is here yet')).toBeVisible();
  const left = (): Promise<number> =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((each) => each.startsWith('pyxis sound'));
      return name === undefined ? 0 : (await (await caches.open(name)).keys()).length;
    });
  await expect.poll(left).toBe(0);
});

test('a kept album that plays goes on when the network goes, and the server takes it up again', async ({
  page,
  server,
  context,
}) => {
  await scanned(server);
  await keepAlbum(page);
  await page.reload();
  await page.getByRole('button', { name: `Play ${ALBUM}` }).click();
  await expectSoundPast(page, 1);
  await context.setOffline(true);
  await server.down();
  const bar = page.locator('px-player-bar');
  await expect(bar).toContainText('Cruise', { timeout: 60_000 });
  await expect(bar).toContainText('Descent', { timeout: 60_000 });
  await context.setOffline(false);
  await server.up();
  await expect.poll(async () => (await listensOf(server)).sort(), { timeout: 60_000 }).toEqual([...TITLES].sort());
  // Whoever would tell one of them again does so within seconds.
  await page.waitForTimeout(5_000);
  expect((await listensOf(server)).sort()).toEqual([...TITLES].sort());
});
