import type { Page } from '@playwright/test';
import { FakeSoundCloud } from '../../backend/test/support/fake-soundcloud/fake-soundcloud.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, test } from '../support/test.js';

const PATIENT = { timeout: 30_000 };
const fake = new FakeSoundCloud();
let server: PyxisServer;

test.beforeAll(async () => {
  await fake.start();
  const { origin } = fake;
  server = await PyxisServer.start({
    sources: {
      soundcloud: { enabled: true, apiUrl: origin, siteUrl: origin, mediaUrl: origin, user: 'ada-lamplight' },
    },
  });
});
test.afterAll(async () => {
  await server.remove();
  await fake.stop();
});

async function paste(page: Page, address: string): Promise<void> {
  await page.goto(`search?q=${encodeURIComponent(address)}`);
}

for (const [name, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  test(`SoundCloud is found by an address, opened, and shown as one’s own: ${name}`, async ({ browser }, testInfo) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ baseURL: server.url, viewport });
    const page = await context.newPage();
    const look = async (what: string): Promise<void> => {
      await testInfo.attach(`${name} ${what}`, { body: await page.screenshot(), contentType: 'image/png' });
    };

    await paste(page, 'soundcloud.com/tide-log/sets/the-tide-log?si=9f1c3a');
    const found = page.getByRole('link', { name: 'The Tide Log' }).first();
    await expect(found).toBeVisible(PATIENT);
    await look('pasted');
    await found.click();
    await expect(page.getByRole('heading', { name: 'The Tide Log' })).toBeVisible(PATIENT);
    await expect(async () => {
      await page.mouse.wheel(0, 200);
      const gone = page.getByRole('listitem').filter({ hasText: 'No longer on SoundCloud' });
      await expect(gone.first()).toBeInViewport({ timeout: 1_000 });
    }).toPass(PATIENT);
    await look('set of 120');

    await paste(page, 'https://on.soundcloud.com/Zy8xW6vU4tS2rQ0p');
    await expect(page.getByRole('button', { name: 'Play Harbour Lights' }).first()).toBeVisible(PATIENT);
    await look('short link');

    const { id } = fake.user('ada-lamplight');
    await page.goto(`artist/soundcloud:${id}`);
    await page.getByRole('button', { name: /^Playlists/ }).click(PATIENT);
    await expect(page.getByRole('link', { name: 'On the water' })).toBeVisible(PATIENT);
    await look('artist');

    await page.goto('own/soundcloud');
    await expect(page.getByText('soundcloud.com/ada-lamplight')).toBeVisible(PATIENT);
    await page.getByRole('link', { name: 'Likes' }).click(PATIENT);
    await expect(page.getByRole('button', { name: 'Play Cirrus' })).toBeVisible(PATIENT);
    await look('likes');
    await context.close();
  });
}
