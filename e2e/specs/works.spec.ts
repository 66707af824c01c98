import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.js';
import { expect, expectAccessible, scanned, test } from '../support/test.js';

const music = scratchFolder('works-music');
const QUARTET = 'String Quartet No. 2 in A minor';
const COMMON = {
  ALBUM: 'Chamber Works',
  ALBUMARTIST: 'Harbour Quartet',
  ARTIST: 'Harbour Quartet',
  COMPOSER: 'Ada Lind',
};
const TRACKS: readonly Readonly<Record<string, string>>[] = [
  { TITLE: 'Prelude' },
  { TITLE: `${QUARTET}: I. Allegro`, WORK: QUARTET, MOVEMENTNAME: 'Allegro', MOVEMENT: '1', MOVEMENTTOTAL: '2' },
  { TITLE: `${QUARTET}: II. Largo`, WORK: QUARTET, MOVEMENTNAME: 'Largo', MOVEMENT: '2', MOVEMENTTOTAL: '2', PERFORMER: 'Ida Berg (viola)' },
]; // prettier-ignore

test.beforeAll(() => {
  for (const [at, own] of TRACKS.entries()) {
    const tags = Object.entries({ ...COMMON, ...own, TRACKNUMBER: String(at + 1) });
    execFileSync('ffmpeg', [
      '-v', 'error', '-f', 'lavfi', '-i', `sine=frequency=${220 + 110 * at}:duration=60`,
      ...tags.flatMap(([name, value]) => ['-metadata', `${name}=${value}`]), join(music, `${at + 1}.flac`),
    ]); // prettier-ignore
  }
});

test.use({ settings: { folders: [music] } });

test('movements stand below their work, whose composer lists it with its recordings', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('link', { name: 'Chamber Works' }).first().click();
  await expect(page.getByRole('heading', { name: QUARTET, level: 3 })).toBeVisible();
  const movements = page.getByRole('list', { name: QUARTET });
  await expect(movements.getByText('II. Largo', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.locator('.work').getByRole('link', { name: 'Ada Lind' }).click();
  await page.getByRole('button', { name: /^Works/ }).click();
  await page.getByRole('link', { name: QUARTET }).click();
  await expect(page.getByRole('list', { name: QUARTET }).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await page.goBack();
  await expect(page.getByRole('link', { name: QUARTET })).toBeVisible();
});

test('who did what on the track that plays is in its menu', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('link', { name: 'Chamber Works' }).first().click();
  await page.getByRole('button', { name: `Play ${QUARTET}: II. Largo` }).click();
  await page.keyboard.press('f');
  const stage = page.getByRole('dialog', { name: 'Now playing' });
  await stage
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Credits' }).click();
  const dialog = page.getByRole('dialog', { name: 'Credits' });
  await expect(dialog.getByText('II. Largo (2 of 2)')).toBeVisible();
  await expect(dialog.getByText('viola')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('link', { name: 'Ida Berg' }).click();
  await expect(page.getByRole('heading', { name: 'Ida Berg', level: 1 })).toBeVisible();
});

test('songs of an album are selected together, whichever work they are of', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('link', { name: 'Chamber Works' }).first().click();
  const row = (title: string) => page.getByRole('listitem').filter({ hasText: title }).locator('.length');
  await row('Prelude').click({ modifiers: ['ControlOrMeta'] });
  await row('II. Largo').click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Add to queue' }).click();
  await expect(page.getByText('2 selected')).toBeHidden();
});
