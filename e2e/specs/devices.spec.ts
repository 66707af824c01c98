import type { Page } from '@playwright/test';
import { expect, expectSilence, expectSoundPast, playerOf, scanned, soundOf, test } from '../support/test.js';

const player = (page: Page) => page.getByRole('region', { name: 'Player' });

async function playKitchenLight(page: Page): Promise<void> {
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expectSoundPast(page, 1);
}

/** Takes the sound over, as a person does: opens the list of devices and taps this one. */
async function takeOver(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Devices/ })
    .first()
    .click();
  await page
    .getByRole('menuitemradio', { name: /This browser/ })
    .first()
    .click();
}

/** Watches both devices until `until` is true; they must never sound at once. */
async function neverBoth(first: Page, second: Page, until: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const [one, two] = await Promise.all([soundOf(first), soundOf(second)]);
    expect(one && two, 'both devices sound').toBeFalsy();
    if (await until()) return;
  }
}

test('hands over to the phone and back at the same place; never do both sound', async ({ page, phone, server }) => {
  await scanned(server);
  await playKitchenLight(page);

  await phone.goto('');
  await expect(player(phone).getByText(/Playing on/)).toBeVisible();
  await player(phone).getByRole('button', { name: 'Open now playing' }).click();
  const before = (await soundOf(page))?.position ?? 0;
  await takeOver(phone);
  await neverBoth(page, phone, async () => (await soundOf(phone)) !== undefined);
  expect((await soundOf(phone))?.position).toBeGreaterThanOrEqual(before - 0.5);
  await expectSoundPast(phone, before + 1);
  await expectSilence(page);
  await expect(player(page).getByText(/Playing on/)).toBeVisible();

  const there = (await soundOf(phone))?.position ?? 0;
  await takeOver(page);
  await neverBoth(page, phone, async () => (await soundOf(page)) !== undefined);
  await expectSoundPast(page, there + 1);
  await expectSilence(phone);
});

test('pauses when the device that sounds is gone without a word', async ({ page, phone, server }) => {
  await scanned(server);
  await phone.goto('');
  await playKitchenLight(page);
  await expect(player(phone).getByText(/Playing on/)).toBeVisible();
  const crashed = page.waitForEvent('crash');
  void page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await expect.poll(async () => (await playerOf(server)).isInterrupted, { timeout: 20_000 }).toBe(true);
  expect((await playerOf(server)).status).toBe('paused');
  await expect(player(phone).getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  // Whoever presses play now has the sound.
  await player(phone).getByRole('button', { name: 'Play', exact: true }).click();
  await expectSoundPast(phone, 1);
});

test('a restart of the server in the midst of a song is not heard', async ({ page, phone, server }) => {
  await scanned(server);
  await phone.goto('');
  await playKitchenLight(page);
  await server.kill();
  const at = (await soundOf(page))?.position ?? 0;
  await expectSoundPast(page, at + 2);
  await server.up();
  await expect.poll(async () => (await playerOf(server)).status, { timeout: 20_000 }).toBe('playing');
  const sounds = (await soundOf(page))?.position ?? 0;
  expect(sounds).toBeGreaterThan(at + 2);
  await expect
    .poll(async () => Math.abs((await playerOf(server)).positionMs / 1000 - ((await soundOf(page))?.position ?? 0)))
    .toBeLessThan(2);
  await expect(player(phone).getByText(/Playing on/)).toBeVisible({ timeout: 20_000 });
});

test('plays on offline, and is where it sounds when the network is back', async ({ page, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  await page.context().setOffline(true);
  const at = (await soundOf(page))?.position ?? 0;
  await expectSoundPast(page, at + 4);
  await page.context().setOffline(false);
  await expect
    .poll(async () => Math.abs((await playerOf(server)).positionMs / 1000 - ((await soundOf(page))?.position ?? -9)), {
      timeout: 20_000,
    })
    .toBeLessThan(2);
  expect((await playerOf(server)).status).toBe('playing');
});

test('is where it was after the plug was pulled, on another device', async ({ page, phone, server }) => {
  await scanned(server);
  await playKitchenLight(page);
  await expectSoundPast(page, 6);
  const { current } = await playerOf(server);
  await server.kill();
  await page.context().close();
  await server.up();
  await phone.goto('');
  await expect(player(phone).getByText(current?.track.title ?? 'nothing')).toBeVisible();
  const { positionMs } = await playerOf(server);
  expect(positionMs).toBeGreaterThan(1_000);
  await player(phone).getByRole('button', { name: 'Play', exact: true }).click();
  await expectSoundPast(phone, positionMs / 1000);
});
