import type { Page } from '@playwright/test';
import { DemoPodcasts } from '../../backend/test/fake-upstreams/demo-podcasts.js';
import { selectTwoEpisodes } from '../support/episodes.js';
import { listenTo } from '../support/listens.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, scanned, test, titlesInQueue } from '../support/test.js';

const PATIENT = { timeout: 120_000 };

async function inBar(page: Page, button: string): Promise<void> {
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: button }).click();
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden();
}

test('songs of the queue are moved and taken out together, by the mouse and by keys', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Window Seat' }).click();
  await page.goto('queue');
  const rows = page.getByRole('list', { name: 'Queue' }).getByRole('listitem');
  await expect(rows.nth(2)).toBeVisible();
  const [first = '', second = '', ...rest] = await titlesInQueue(server);
  const last = rest.at(-1) ?? '';
  await rows
    .last()
    .locator('.time')
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('1 selected')).toBeVisible();
  await inBar(page, 'Move to next');
  await expect.poll(() => titlesInQueue(server)).toEqual([first, last, second, ...rest.slice(0, -1)]);

  // Where something is selected, a click selects and plays nothing.
  await rows.nth(1).getByRole('checkbox').click({ force: true });
  await rows.nth(2).locator('.jump').click();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await rows.nth(1).locator('.jump').focus();
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 selected')).toBeVisible();
  await inBar(page, 'Take out of the queue');
  await expect.poll(() => titlesInQueue(server)).toEqual([first, ...rest.slice(0, -1)]);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => titlesInQueue(server)).toEqual([first, last, second, ...rest.slice(0, -1)]);
});

test('what was heard is queued together, and Ctrl and a click on an album opens a tab', async ({ page, server }) => {
  await scanned(server);
  await listenTo(server);
  await page.goto('history');
  const rows = page.locator('px-journal-list li');
  await rows.first().getByRole('checkbox').click({ force: true });
  await rows
    .nth(3)
    .locator('.outcome')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  await inBar(page, 'Add to queue');
  await expect.poll(async () => (await titlesInQueue(server)).length).toBe(4);

  await page.goto('albums');
  const opened = page.context().waitForEvent('page');
  await page
    .locator('px-album-card')
    .first()
    .locator('a.title')
    .click({ modifiers: ['ControlOrMeta'] });
  await expect.poll(async () => (await opened).url()).toContain('/album/');
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden();
});

test('episodes are marked together, and found ones of every kind are selected side by side', async ({ browser }) => {
  test.setTimeout(300_000);
  const podcasts = await new DemoPodcasts().start();
  const server = await PyxisServer.start({ sources: { podcast: { localAddresses: [podcasts.origin] } } });
  try {
    const page = await (await browser.newContext({ baseURL: server.url })).newPage();
    await page.goto('podcasts/add');
    await page.getByPlaceholder('Address of a feed or page, or words').fill(podcasts.addresses[0] ?? '');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Bearings', exact: true })).toBeVisible(PATIENT);
    await page.goto('podcasts?list=unheard');
    const rows = await selectTwoEpisodes(page);
    const before = await rows.count();
    await inBar(page, 'Mark as played');
    await expect(page.getByText('2 episodes marked as played.')).toBeVisible();
    await expect(rows).toHaveCount(before - 2);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(rows).toHaveCount(before);

    await page.goto('search?q=bearings');
    await page.locator('.square-picks .pick').first().click({ force: true });
    await expect(page.getByText('1 selected')).toBeVisible();
    await page.locator('section.rows .pick').first().click({ force: true });
    await expect(page.getByText('2 selected')).toBeVisible();
  } finally {
    await server.remove();
    await podcasts.stop();
  }
});
