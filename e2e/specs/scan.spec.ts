import { cpSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const DEMO = resolve(import.meta.dirname, '../../demo');
const music = scratchFolder('music');
cpSync(join(DEMO, 'Tideglass'), join(music, 'Tideglass'), { recursive: true });
writeFileSync(join(music, 'broken.mp3'), 'This is no music.');

test.use({ settings: { folders: [music] } });

test('a folder of real files: progress, what is broken, and what is added while it is watched', async ({
  page,
  server,
}) => {
  await scanned(server);
  await page.goto('settings');
  await expect(page.getByText(music).first()).toBeVisible();
  await expect(page.getByText('broken.mp3').first()).toBeVisible();

  await page.getByRole('button', { name: 'Read every file again' }).click();
  await expect(page.getByRole('main')).toContainText(/3 files|scanning|of 3/i);
  await scanned(server);

  cpSync(join(DEMO, 'Ferrous Lane'), join(music, 'Ferrous Lane'), { recursive: true });
  await page.goto('albums');
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: 'Window Seat' }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});

test('a title is edited where it stands, and reverted', async ({ page, server }) => {
  await scanned(server);
  await page.goto('albums');
  await page.getByRole('link', { name: 'Low Water' }).first().click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Low Water');
  await page
    .getByRole('button', { name: /edit.*title|rename|edit album/i })
    .first()
    .click();
  const field = page.getByRole('textbox', { name: /title/i });
  await field.fill('High Water');
  await field.press('Enter');
  await expect(heading).toContainText('High Water');
  await page.reload();
  await expect(heading).toContainText('High Water');
  await page
    .getByRole('button', { name: /edit.*title|rename|edit album/i })
    .first()
    .click();
  await page.getByRole('button', { name: /revert/i }).click();
  await expect(heading).toContainText('Low Water');
});
