import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import type { FakeRequest } from '../../backend/test/support/fake-upstream.js';
import { FakeYtMusic } from '../../backend/test/support/fake-ytmusic/fake-ytmusic.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { shiftsOf, watchShifts } from '../support/layout-shifts.js';
import { expect, expectAccessible, expectSoundPast, scanned, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };
/** Good is below 0.1; half of it is for what nobody foresaw. */
const MOST_SHIFT = 0.05;

/** YouTube Music that answers when it is told to: what is here is shown by then. */
class SlowYtMusic extends FakeYtMusic {
  private readonly held: (() => void)[] = [];

  /** Answers nobody until it is let go. */
  hold(): void {
    this.lastingFault = (response, request) => {
      this.held.push(() => this.answerLate(response, request));
    };
  }

  letGo(): void {
    this.lastingFault = undefined;
    for (const answer of this.held.splice(0)) answer();
  }

  private answerLate(response: ServerResponse, request: FakeRequest): void {
    const { status, headers, body } = this.answer(request);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  }
}

let music: SlowYtMusic;
let pyxis: PyxisServer;

test.beforeEach(async () => {
  music = new SlowYtMusic();
  await music.start();
  pyxis = await PyxisServer.start({ sources: { ytmusic: { enabled: true, apiUrl: music.origin } } });
  await scanned(pyxis);
});

test.afterEach(async () => {
  await pyxis.remove();
  await music.stop();
});

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search everything' }).fill(words);
}

for (const [width, height] of [
  [1440, 1000],
  [390, 844],
] as const) {
  test(`one search finds what is here and what is at a source, and nothing jumps, ${width} px wide`, async ({
    page,
  }) => {
    test.setTimeout(400_000);
    await page.setViewportSize({ width, height });
    await watchShifts(page);
    const main = page.getByRole('main');
    const here = main.locator('px-album-card').getByRole('link', { name: 'Low Water' });
    let beforeY = NaN;
    // A source has four seconds: a machine that takes longer until the page is looked at has it asked again.
    await expect(async () => {
      music.hold();
      await page.goto(`${pyxis.url}search`);
      await search(page, 'water');
      await expect(here).toBeVisible(PATIENT);
      await expect(main.getByText('Still asking YouTube Music…')).toBeVisible({ timeout: 2_000 });
      beforeY = (await here.boundingBox())?.y ?? NaN;
      music.letGo();
      await expect(main.getByRole('link', { name: 'On the Water' })).toBeVisible({ timeout: 10_000 });
      await expect(main.getByText('Slack Water').first()).toBeVisible({ timeout: 10_000 });
    }).toPass({ timeout: 180_000 });
    await expect(main.getByText(/^Asked .*Your library.*YouTube Music/)).toBeVisible(PATIENT);
    // A part of a pixel is where letters of another font stand.
    expect(Math.abs(((await here.boundingBox())?.y ?? NaN) - beforeY)).toBeLessThan(1);
    const shifts = await shiftsOf(page);
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, shifts.map(({ what }) => what).join(' | ')).toBeLessThan(MOST_SHIFT);
    await expectAccessible(page);

    await main.getByRole('button', { name: 'Play Low Water' }).first().click();
    await expectSoundPast(page, 0.5);

    await main.getByRole('link', { name: 'Tracks', exact: true }).click();
    await expect(page).toHaveURL(/kinds=track/);
    await expect(main.getByRole('heading', { name: 'Albums' })).toHaveCount(0);
    await main.getByRole('link', { name: /^All tracks of YouTube Music/ }).click();
    await expect(main.getByRole('heading', { level: 1, name: 'Tracks of YouTube Music' })).toBeVisible();
    await expect(main.getByText('Slack Water').first()).toBeVisible(PATIENT);

    const album = music.world.albums[0];
    await search(page, `https://music.youtube.com/browse/${album?.id ?? ''}`);
    await expect(main.getByRole('link', { name: album?.title ?? '' }).first()).toBeVisible(PATIENT);

    await page.goto(`${pyxis.url}search`);
    await main.getByRole('link', { name: 'water', exact: true }).click();
    await expect(here).toBeVisible(PATIENT);
    await page.goto(`${pyxis.url}search`);
    await main.getByRole('button', { name: 'Forget water' }).click();
    await expect(main.getByRole('link', { name: 'water', exact: true })).toHaveCount(0);
  });
}

test('what was under the finger when it went down is opened, whatever comes meanwhile', async ({ page }) => {
  test.setTimeout(240_000);
  music.hold();
  await page.goto(`${pyxis.url}search?q=water`);
  const main = page.getByRole('main');
  const here = main.locator('px-album-card').getByRole('link', { name: 'Low Water' });
  await expect(here).toBeVisible(PATIENT);
  await here.hover();
  await page.mouse.down();
  music.letGo();
  await expect.poll(() => music.open, PATIENT).toBe(0);
  await expect(main.getByRole('link', { name: 'On the Water' })).toHaveCount(0);
  await page.mouse.up();
  await expect(page.getByRole('heading', { level: 1, name: 'Low Water' })).toBeVisible(PATIENT);
});

interface Noted {
  said: string[];
}

/** Notes in the page which of the two sentences are there together: a look from outside may come too late for one. */
function noteWhatIsSaid(): void {
  const noted = globalThis as unknown as Noted;
  noted.said = [];
  const look = (): void => {
    const text = document.querySelector('main')?.textContent ?? '';
    const there = ['Still asking', 'Nothing found'].filter((words) => text.includes(words)).join(', ');
    if (there !== noted.said.at(-1)) noted.said.push(there);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

test('nobody says that nothing was found while somebody is asked, and afterwards it is said who failed', async ({
  page,
}) => {
  test.setTimeout(240_000);
  music.lastingFault = 'silence';
  await page.addInitScript(noteWhatIsSaid);
  await page.goto(`${pyxis.url}search?q=harbour`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'Nothing found for “harbour”' })).toBeVisible(PATIENT);
  await expect(main.getByText(/^YouTube Music did not answer/)).toBeVisible();
  const said = await page.evaluate(() => (globalThis as unknown as Noted).said);
  expect(said).toContain('Still asking');
  expect(said).not.toContain('Still asking, Nothing found');

  // The palette asks the same, and more.
  music.lastingFault = undefined;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('harbour');
  await expect(page.getByRole('option', { name: /Harbour Lights/ }).first()).toBeVisible(PATIENT);
});
