import { expect, expectSilence, expectSoundPast, scanned, test } from '../support/test.js';

test('everything without a mouse', async ({ page, server }) => {
  await scanned(server);
  await page.goto('');
  // What the tabs of a phone say is not said again beside the rail.
  const places = page.getByRole('navigation', { name: 'Places' });
  await expect(places.getByRole('link', { name: 'Home', exact: true })).toHaveCount(1);
  await expect(places.getByRole('link', { name: 'Library' })).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search everything' })).toBeFocused();
  await page.keyboard.type('low water');
  await expect(page.getByRole('main').getByRole('link', { name: 'Low Water' }).first()).toBeVisible();
  await expect(page).toHaveURL(/q=low(%20|\+)water/);
  // Results may still be coming in: an arrow moves to them as soon as they are there.
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('main').locator('a:focus')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Low Water', exact: true })).toBeVisible();

  const play = page.getByRole('main').getByRole('button', { name: 'Play', exact: true });
  for (let tabs = 0; tabs < 40 && !(await play.evaluate((button) => button === document.activeElement)); tabs++) {
    await page.keyboard.press('Tab');
  }
  await expect(play).toBeFocused();
  await page.keyboard.press('Enter');
  await expectSoundPast(page, 0.5);

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Space');
  await expectSilence(page);
  await page.keyboard.press('Space');
  await expectSoundPast(page, 0.5);
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Player' }).getByRole('link', { name: 'Slack Water' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('anything by its name, in one field', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Command, album, artist, track, podcast or station' });
  const chosen = page.getByRole('listbox', { name: 'What fits' }).getByRole('option', { selected: true });
  const open = async (): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
  };
  await open();
  await page.keyboard.type('slack');
  await expect(chosen).toContainText('Slack Water');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expectSoundPast(page, 0.5);

  await open();
  await page.keyboard.type('paus');
  await expect(chosen).toContainText('Pause');
  await page.keyboard.press('Enter');
  await expectSilence(page);

  // Over the now-playing view, from which it leads away.
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
  await open();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
  await open();
  await page.keyboard.type('artists');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/artists$/);
  await expect(page.getByRole('button', { name: 'Close now playing' })).toHaveCount(0);
});

test('single keys can be changed and switched off, and the player is one key away', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Low Water' }).click();
  const playing = page.getByRole('region', { name: 'Player' }).getByRole('link', { name: 'Slack Water' });
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change the key: Next track' }).click();
  await page.keyboard.press('p');
  await expect(page.getByText('P is taken: previous track.')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('Next track: X.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.press('x');
  await expect(playing).toBeVisible();

  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('q');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands and search' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the player' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Player' }).getByRole('button', { name: /^(Play|Pause)$/ }),
  ).toBeFocused();
});
