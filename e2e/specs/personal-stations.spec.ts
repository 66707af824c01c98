import type { Browser, Page } from '@playwright/test';
import { FakePandora } from '../../backend/test/support/fake-pandora/fake-pandora.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };
const [USERNAME, PASSWORD] = ['ada@example.com', 'correct horse'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

const fake = new FakePandora();
const account = fake.join(USERNAME, PASSWORD);
let server: PyxisServer;

test.beforeAll(async () => {
  await fake.start();
  process.env.PYXIS_PANDORA_PASSWORD = PASSWORD;
  server = await PyxisServer.start({
    sources: { pandora: { enabled: true, username: USERNAME, baseUrl: fake.baseUrl } },
  });
});
test.afterAll(async () => {
  await server.remove();
  delete process.env.PYXIS_PANDORA_PASSWORD;
  await fake.stop();
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

test('a station is made of words on a phone, and plays', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await open(browser, 'personal-stations/new', PHONE);
  await page.getByRole('searchbox', { name: 'A song or an artist' }).fill('lamplight');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const ideas = page.getByRole('main').locator('.idea');
  await expect(ideas.first()).toBeVisible(PATIENT);
  await picture(page, 'new-phone');
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
