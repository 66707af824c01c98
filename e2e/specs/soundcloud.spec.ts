import type { Browser, Page } from '@playwright/test';
import { FakeSoundCloud } from '../../backend/test/support/fake-soundcloud/fake-soundcloud.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, expectAccessible, expectSoundPast, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };
const SITE = 'https://soundcloud.com';
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

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function open(browser: Browser, path: string, more: object = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.url, ...more })).newPage();
  await rememberVoices(page);
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  return page;
}

const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`) });

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

for (const [what, more] of [
  ['a desk', {}],
  ['a phone', PHONE],
] as const) {
  test(`a set is found by the one search, and plays on ${what}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const page = await open(browser, 'search?q=harbour%20lights', more);
    const main = page.getByRole('main');
    await main.getByRole('link', { name: 'Harbour Lights' }).first().click(PATIENT);
    await expect(main.getByRole('heading', { level: 1, name: 'Harbour Lights' })).toBeVisible(PATIENT);
    await expect(main.getByText('SoundCloud').first()).toBeVisible();
    await main.getByRole('button', { name: 'Play', exact: true }).click();
    await expectSoundPast(page, 1);
    await expectAccessible(page);
    await picture(page, `set-${what.replace(' ', '-')}`);
    await page.context().close();
  });
}

test('what is not to be heard says why, in lists and when its turn comes, and music goes on', async ({ browser }) => {
  test.setTimeout(300_000);
  const user = fake.user('brackwater-discs');
  const page = await open(browser, `artist/soundcloud:${user.id}`);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: /^Songs/ }).click(PATIENT);
  await expect(main.getByText('Preview only: the whole song needs SoundCloud Go+').first()).toBeVisible(PATIENT);
  await expect(main.getByText('Not available in your country').first()).toBeVisible();
  await picture(page, 'not-to-be-heard');
  // Nothing says beforehand that it is protected.
  await main.getByRole('button', { name: 'Play Copper Wire', exact: true }).press('Enter');
  await expect(page.getByText(/Copper Wire.*Copy-protected on SoundCloud/)).toBeVisible(PATIENT);
  await expectSoundPast(page, 1);
  await picture(page, 'passed-over');
  await page.reload();
  await expect(main.getByText('Copy-protected on SoundCloud').first()).toBeVisible(PATIENT);
  await page.context().close();
});

test('in two hours that come in segments one can go to a place further on', async ({ browser }) => {
  test.setTimeout(300_000);
  const link = `${SITE}/ada-lamplight/night-watch-two-hours`;
  const page = await open(browser, `search?q=${encodeURIComponent(link)}`);
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Play Night Watch/ })
    .first()
    .press('Enter', PATIENT);
  await expectSoundPast(page, 1);
  const playback = new URL('api/v1/playback', server.url);
  const { revision } = (await (await fetch(playback)).json()) as { revision: number };
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ revision, positionMs: 3_000_000 });
  expect((await fetch(`${playback.href}/seek`, { method: 'POST', headers, body })).status).toBe(200);
  const position = async (): Promise<number> =>
    ((await (await fetch(playback)).json()) as { positionMs: number }).positionMs;
  await expect.poll(position, PATIENT).toBeGreaterThan(3_002_000);
  await expectSoundPast(page, 1);
  await page.context().close();
});

// Last: nothing is asked there for a quarter of an hour then.
test('a service that blocks this server is named, with what happens next', async ({ browser }) => {
  const page = await open(browser, 'sources');
  const main = page.getByRole('main');
  fake.isBlocking = true;
  await page.goto('search?q=something%20new');
  await expect(main.getByText(/SoundCloud is blocking this server’s address for now/).first()).toBeVisible(PATIENT);
  await picture(page, 'blocked');
  fake.isBlocking = false;
  await page.goto('sources');
  await expect(main.getByText(/SoundCloud is blocking this server’s address for now/).first()).toBeVisible(PATIENT);
  await page.context().close();
});
