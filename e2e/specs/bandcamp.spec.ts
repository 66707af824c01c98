import type { BrowserContextOptions, Page } from '@playwright/test';
import { FakeBandcamp } from '../../backend/test/support/fake-bandcamp/fake-bandcamp.js';
import { idOfTralbum, tralbumOf } from '../../backend/test/support/fake-bandcamp/bandcamp-world.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };
const DEVICES: readonly [string, BrowserContextOptions][] = [
  ['on a desk', {}],
  ['on a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
];
const fake = new FakeBandcamp();
let server: PyxisServer;

test.beforeAll(async () => {
  await fake.start();
  server = await PyxisServer.start({
    sources: { bandcamp: { enabled: true, baseUrl: fake.origin, mediaUrl: fake.origin, user: 'ada-lamplight' } },
  });
});
test.afterAll(async () => {
  await server.remove();
  await fake.stop();
});

/** @param address of its page there */
function albumPath(address: string): string {
  const release = fake.release(address);
  return `album/bandcamp:a-${release.band.id}-${idOfTralbum(tralbumOf(release))}`;
}

async function isPlaying(): Promise<boolean> {
  const answer = await fetch(new URL('api/v1/playback', server.url));
  return ((await answer.json()) as { status: string }).status === 'playing';
}

async function isTitled(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: title })).toBeVisible(PATIENT);
}

for (const [where, device] of DEVICES) {
  test(`an album is found by its pasted address and played: ${where}`, async ({ browser }, info) => {
    const page = await (await browser.newContext({ baseURL: server.url, ...device })).newPage();
    await rememberVoices(page);
    const main = page.getByRole('main');
    await page.goto(`search?q=${encodeURIComponent('https://nightferry.bandcamp.com/album/harbour-lights?from=x')}`);
    await main.getByRole('link', { name: 'Harbour Lights' }).first().click(PATIENT);
    await isTitled(page, 'Harbour Lights');
    await main.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(isPlaying, PATIENT).toBe(true);
    await page.screenshot({ path: info.outputPath('album.png') });
    await page.context().close();
  });

  test(`numbers, a label and what is not to be heard are as they are there: ${where}`, async ({ browser }, info) => {
    const page = await (await browser.newContext({ baseURL: server.url, ...device })).newPage();
    const main = page.getByRole('main');
    await page.goto(albumPath('lowclouds.bandcamp.com/album/contour-lines'));
    await isTitled(page, 'Contour Lines');
    await expect(main.getByText(/· 5 tracks ·/)).toBeVisible();
    await expect(main.getByText('The source does not give the other tracks.')).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('gaps.png') });

    await page.goto(albumPath('quietengine.bandcamp.com/album/idle'));
    await expect(main.getByText('Not streamable; buy it on Bandcamp').first()).toBeVisible(PATIENT);
    await page.screenshot({ path: info.outputPath('not-heard.png') });

    await page.goto(albumPath('brackwaterdiscs.bandcamp.com/album/copper-wire'));
    await isTitled(page, 'Copper Wire');
    await expect(main.getByText('Ysolde Marn').first()).toBeVisible();
    await page.screenshot({ path: info.outputPath('label.png') });
    await main.getByRole('link', { name: 'Brackwater Discs' }).click();
    await isTitled(page, 'Brackwater Discs');
    await page.context().close();
  });

  test(`a label has artists, and a fan a collection and a wish list: ${where}`, async ({ browser }, info) => {
    const page = await (await browser.newContext({ baseURL: server.url, ...device })).newPage();
    const main = page.getByRole('main');
    const label = fake.band('Tidewrack Records').id;
    await page.goto(`artist/bandcamp:b-${label}-${label}?part=artists`);
    await expect(main.getByRole('link', { name: 'Window Seat' })).toBeVisible(PATIENT);
    await page.screenshot({ path: info.outputPath('artists.png') });

    await page.goto('own/bandcamp');
    await expect(main.getByText('Ada Lamplight')).toBeVisible(PATIENT);
    await expect(main.getByRole('heading', { name: 'Wish list' })).toBeVisible();
    await page.screenshot({ path: info.outputPath('own.png'), fullPage: true });
    await page.context().close();
  });
}
