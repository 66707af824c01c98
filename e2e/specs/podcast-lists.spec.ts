import { DemoPodcasts } from '../../backend/test/fake-upstreams/demo-podcasts.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, expectAccessible, playerOf, test, titlesInQueue } from '../support/test.js';

const PATIENT = { timeout: 60_000 };

test('episodes of a group and one show besides become a list with a name, which plays; search finds shows and stations', async ({
  browser,
}) => {
  const podcasts = await new DemoPodcasts().start();
  const server = await PyxisServer.start({ sources: { podcast: { localAddresses: [podcasts.origin] } } });
  const post = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(new URL(`api/v1/${path}`, server.url), { method: 'POST', headers, body: JSON.stringify(body) }); // prettier-ignore
    expect(answer.ok).toBe(true);
  };
  try {
    const [bearings = '', logbook = ''] = podcasts.addresses;
    await post('podcasts/shows', { address: bearings, group: 'Sea' });
    await post('podcasts/shows', { address: logbook });
    await post('stations', { url: 'http://radio.example/live', name: 'Bear Island Radio', isUnheard: true });
    const page = await (await browser.newContext({ baseURL: server.url })).newPage();
    await page.goto('podcasts?list=unheard');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('button', { name: 'Sea', exact: true }).click();
    await expect(page).toHaveURL(/group=Sea/);
    await expect(page.getByRole('link', { name: /^Bearings, number/ }).first()).toBeVisible(PATIENT);
    await expect(page.getByRole('link', { name: /^The Logbook, part/ })).toHaveCount(0);
    await page.getByPlaceholder('Add a show').fill('log');
    await page.getByRole('button', { name: 'Add The Logbook' }).click();
    await expect(page.getByRole('link', { name: /^The Logbook, part/ }).first()).toBeVisible(PATIENT);
    await page.getByLabel('Order').selectOption('Oldest first');
    await expectAccessible(page);
    await page.getByPlaceholder('Name of a list').fill('At sea');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'At sea' })).toHaveAttribute('aria-current', 'page');
    await page.getByRole('link', { name: 'Shows', exact: true }).click();
    await page.getByRole('link', { name: 'At sea' }).click();
    await page.getByRole('button', { name: 'Play all' }).click();
    await expect.poll(async () => (await playerOf(server)).status, PATIENT).toBe('playing');
    const titles = await titlesInQueue(server);
    expect(titles.filter((title) => title.startsWith('Bearings')).length).toBeGreaterThan(1);
    expect(titles.filter((title) => title.startsWith('The Logbook')).length).toBeGreaterThan(1);

    await page.getByRole('searchbox', { name: 'Search everything' }).fill('bear');
    for (const name of ['Podcasts', 'Stations', 'Episodes']) {
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible(PATIENT);
    }
    await expectAccessible(page);
    await page.getByRole('searchbox').press('Enter');
    await expect(page).toHaveURL(/\/podcast\//);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('bear isl');
    await expect(page.getByRole('option', { selected: true })).toContainText('Bear Island Radio');

    // A phone has no room for all lists beside each other: the one that is open is among those that are seen.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('podcasts?list=all');
    await expect(page.getByRole('link', { name: 'All', exact: true })).toBeInViewport(PATIENT);
  } finally {
    await server.remove();
    await podcasts.stop();
  }
});
