import type { Browser, Page } from '@playwright/test';
import { startPandora, type LocalPandora } from '../support/pandora.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

let pandora: LocalPandora;
let server: PyxisServer;

test.beforeAll(async () => {
  pandora = await startPandora();
  server = await PyxisServer.start(pandora.settings);
});
test.afterAll(async () => {
  await server.remove();
  await pandora.fake.stop();
});

async function open(browser: Browser, path: string, more: object = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.url, ...more })).newPage();
  await rememberVoices(page);
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  return page;
}

const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('a station plays, songs are rated, and what may be skipped is shown before it is', async ({ browser }) => {
  test.setTimeout(300_000);
  const { account, fake } = pandora;
  const name = account.stations[1]?.name ?? '';
  const page = await open(browser, 'stations');
  const own = page.getByRole('region', { name: 'Your stations' });
  await expect(own.getByRole('listitem')).toHaveCount(account.stations.length, PATIENT);
  await own.getByRole('button', { name: `Play ${name}`, exact: true }).click();

  const player = page.getByRole('region', { name: 'Player' });
  await expect(player.getByText('6 skips left')).toBeVisible(PATIENT);
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible(PATIENT);
  await player.getByRole('button', { name: 'Thumb up' }).click();
  await expect(player.getByRole('button', { name: 'Thumb up' })).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => fake.asked.filter(({ method }) => method === 'station.addFeedback').length, PATIENT).toBe(1);

  await player.getByRole('button', { name: 'Next' }).click();
  await expect(player.getByText('5 skips left')).toBeVisible(PATIENT);
  await player.getByRole('button', { name: 'Thumb down' }).click();
  await expect(player.getByText('4 skips left')).toBeVisible(PATIENT);
  await expect(own.getByRole('listitem').filter({ hasText: name })).toContainText('4 skips left');
  await picture(page, 'stations');

  await own.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible(PATIENT);
  await expect(page.getByRole('heading', { name: /Thumbs up/ })).toBeVisible(PATIENT);
  await picture(page, 'station');

  await player.getByRole('button', { name: 'Now playing', exact: true }).click();
  const stage = page.getByRole('dialog', { name: 'Now playing' });
  await expect(stage.getByText('4 skips left')).toBeVisible(PATIENT);
  await picture(page, 'now-playing');
  await stage
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Why this song?' }).click();
  await expect(page.getByText(/It was chosen for:/)).toBeVisible(PATIENT);
  await page.context().close();
});

test('bookmarks begin stations and are removed, and explicit songs are left out', async ({ browser }) => {
  test.setTimeout(300_000);
  const { account } = pandora;
  const page = await open(browser, 'stations');
  await page.getByRole('link', { name: 'Bookmarks and account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bookmarks and account' })).toBeVisible(PATIENT);
  const songs = page.getByRole('region', { name: 'Songs' });
  const title = account.bookmarks.find(({ kind }) => kind === 'track')?.song.title ?? '';
  await expect(songs.getByText(title, { exact: true })).toBeVisible(PATIENT);
  const filter = page.getByRole('switch', { name: 'Leave out explicit songs' });
  await filter.click();
  await expect(filter).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => account.isExplicitFiltered, PATIENT).toBe(true);
  await expect(page.getByText('6 an hour on each station')).toBeVisible();
  await picture(page, 'bookmarks');

  await songs.getByRole('button', { name: `Start station from ${title}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${title} Radio` })).toBeVisible(PATIENT);
  await page.goBack();
  await songs.getByRole('button', { name: `Remove ${title}` }).click();
  await expect(songs.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await songs.getByRole('button', { name: 'Remove it for good' }).click();
  await expect(songs).toHaveCount(0, PATIENT);
  expect(account.bookmarks.map(({ kind }) => kind)).toEqual(['artist']);
  await page.context().close();
});

test('without a password the page of stations says how to give it', async ({ browser }) => {
  const stranger = await PyxisServer.start({ sources: pandora.settings.sources });
  const page = await (await browser.newContext({ baseURL: stranger.url })).newPage();
  await page.goto('stations');
  const own = page.getByRole('region', { name: 'Your stations' });
  await expect(own.getByText('give its password as the secret pandora-password')).toBeVisible(PATIENT);
  await expect(own.getByRole('link', { name: 'How Pandora is doing' })).toBeVisible();
  await expect(own.getByRole('link', { name: 'New station' })).toHaveCount(0);
  await picture(page, 'not-signed-in');
  await page.context().close();
  await stranger.remove();
});

test('a station is made of words on a phone, and plays', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await open(browser, 'personal-stations/new', PHONE);
  await page.getByRole('searchbox', { name: 'A song or an artist' }).fill('lamplight');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const ideas = page.getByRole('main').locator('.idea');
  await expect(ideas.first()).toBeVisible(PATIENT);
  await picture(page, 'new-phone');
  const { account } = pandora;
  const before = account.stations.length;
  await ideas.first().click();
  await expect.poll(() => account.stations.length, PATIENT).toBe(before + 1);
  await expect(page).toHaveURL(/personal-station\//, PATIENT);
  await expect(page.getByRole('heading', { name: 'Made of' })).toBeVisible(PATIENT);
  await picture(page, 'station-phone');
  await page.getByRole('button', { name: 'Open now playing' }).click();
  const stage = page.getByRole('dialog', { name: 'Now playing' });
  await expect(stage.getByText(/skips left/)).toBeVisible(PATIENT);
  await picture(page, 'now-playing-phone');
  await page.context().close();
});
