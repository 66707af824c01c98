import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.js';
import { expect, expectSoundPast, playerOf, scanned, soundOf, test } from '../support/test.js';

// Of tracks shorter than a minute half is enough, so this one is longer.
const music = scratchFolder('music');
test.use({ settings: { folders: [music] } });

test.beforeAll(() => {
  const tags = ['title=Long Tone', 'artist=Nobody', 'album=Tones'].flatMap((tag) => ['-metadata', tag]);
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=330:duration=90', '-af', 'volume=0.1'];
  execFileSync('ffmpeg', ['-v', 'error', ...tone, ...tags, join(music, 'long.flac')]);
});

test('a listen is in the history from 30 s on, and not at 29 s; a jump is not heard', async ({ page, server }) => {
  test.setTimeout(120_000);
  await scanned(server);
  const listens = async (): Promise<{ title: string; heardMs: number }[]> => {
    const response = await fetch(new URL('api/v1/history/listens', server.url));
    return ((await response.json()) as { items: { title: string; heardMs: number }[] }).items;
  };
  const bar = page.getByRole('region', { name: 'Player' });
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Tones' }).click();
  await expectSoundPast(page, 0.1);
  await page.keyboard.press('l');
  // Ten seconds were jumped over.
  await expect
    .poll(async () => (await soundOf(page))?.position ?? 0, { timeout: 60_000, intervals: [100] })
    .toBeGreaterThan(38);
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(async () => (await playerOf(server)).status).toBe('paused');
  expect(await listens()).toEqual([]);

  await bar.getByRole('button', { name: 'Play', exact: true }).click();
  await expectSoundPast(page, 41.5);
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(async () => (await listens()).map(({ title }) => title)).toEqual(['Long Tone']);
  const [{ heardMs } = { heardMs: 0 }] = await listens();
  expect(heardMs).toBeGreaterThanOrEqual(30_000);
  expect(heardMs).toBeLessThan(33_000);

  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByRole('main').getByText('Long Tone').first()).toBeVisible();
  // The journal knows only the id of a track: its menu is that of the track all the same.
  const menu = page.getByRole('menu', { name: /^Actions for/ });
  await page.getByRole('main').getByText('Long Tone').first().click({ button: 'right' });
  await expect(menu.getByRole('menuitem', { name: 'Play next' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByRole('button', { name: 'Actions for Long Tone' }).click();
  await menu.getByRole('menuitem', { name: 'Go to album' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tones' })).toBeVisible();
});
