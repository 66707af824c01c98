import type { Locator, Page } from '@playwright/test';
import { FakeYtMusic } from '../../backend/test/support/fake-ytmusic/fake-ytmusic.js';
import { song } from '../../backend/test/support/fake-ytmusic/world.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };
const LIKES = 'playlist/ytmusic:LM';
const KEY = 'key-of-the-browser';

const fake = new FakeYtMusic();
let server: PyxisServer;

test.beforeAll(async () => {
  await fake.start();
  const likes = Array.from({ length: 1_244 }, (_, i) => song(`Liked ${i + 1}`, fake.world.artists.slice(0, 1), 200));
  fake.accounts.all.set(KEY, [{ name: 'Ada', handle: '@ada', likes, playlists: [], albums: [] }]);
  server = await PyxisServer.start({
    sources: { ytmusic: { enabled: true, apiUrl: fake.origin } },
    secrets: { PYXIS_YTMUSIC_COOKIES: `SAPISID=${KEY}` },
  });
});
test.afterAll(async () => {
  await server.remove();
  await fake.stop();
});

/** Opens all of it, as somebody does who scrolls to the end. */
async function seeAll(): Promise<number> {
  let count = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const url = new URL('api/v1/remote/playlists/ytmusic:LM', server.url);
    if (cursor) url.searchParams.set('cursor', cursor);
    const page = (await (await fetch(url)).json()) as { items: unknown[]; nextCursor?: string };
    count += page.items.length;
    cursor = page.nextCursor;
  }
  return count;
}

async function scrollUntil(page: Page, wanted: Locator): Promise<void> {
  await expect(async () => {
    await page.mouse.wheel(0, 1_500);
    await expect(wanted).toBeVisible({ timeout: 300 });
  }).toPass(PATIENT);
}

test('likes that end at one hundred say so, and what they had follows', async ({ browser }, testInfo) => {
  test.setTimeout(300_000);
  expect(await seeAll()).toBe(1_244);
  fake.ownListsEndAfter = 100;
  // What was asked a moment ago is not asked again, but by another process.
  await server.down();
  await server.up();
  for (const [name, viewport] of [
    ['desktop', { width: 1280, height: 800 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    const page = await (await browser.newContext({ baseURL: server.url, viewport })).newPage();
    // Its covers lie where nobody answers here.
    await page.goto(LIKES, { waitUntil: 'domcontentloaded' });
    const main = page.getByRole('main');
    await expect(main.getByText('Ada · 100 of 1,244 tracks')).toBeVisible(PATIENT);
    await expect(main.getByText('They follow as they were seen last.')).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath(`likes-${name}.png`) });
    await page.mouse.move(200, 400);
    await scrollUntil(page, main.getByText(/Last seen on \d+ \w+ \d{4}/).first());
    await page.screenshot({ path: testInfo.outputPath(`likes-${name}-before.png`) });
    await page.context().close();
  }
});
