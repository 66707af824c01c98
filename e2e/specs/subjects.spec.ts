import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PyxisServer } from '../support/pyxis-server.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, expectSoundPast, scanned, test, titlesInQueue } from '../support/test.js';

const ARTIST = 'Prolific';
/** More than a page of a list has. */
const MANY = 246;
const ON_ALBUM = 20;

const music = scratchFolder('subjects');
test.use({ settings: { folders: [music] } });
test.beforeAll(() => makeMusic());

test('all tracks of an artist are queued, in the order of the page', async ({ page, server }) => {
  await scanned(server);
  await openArtist(page);
  await page.getByRole('main').getByRole('button', { name: 'Play all' }).click();
  await expectSoundPast(page, 0.3);
  expect(await titlesInQueue(server)).toEqual(await titlesOf(server));
});

test('a click on the third row of a list plays that list from there', async ({ page, server }) => {
  await scanned(server);
  await openArtist(page);
  await page.getByRole('button', { name: `Tracks ${MANY}` }).click();
  const titles = await titlesOf(server);
  await page.getByRole('main').getByText(titles[2]!, { exact: true }).dblclick();
  await expectSoundPast(page, 0.3);
  expect(await titlesInQueue(server)).toEqual(titles);
  const { index } = await get<{ index: number }>(server, 'playback');
  expect(index).toBe(2);
});

test('everything is shuffled without an end, also after the server was killed', async ({ page, server }) => {
  await scanned(server);
  await page.goto('');
  await page.getByRole('button', { name: 'Shuffle everything' }).click();
  await expectSoundPast(page, 0.3);
  await page.goto('queue');
  await expect(page.getByText('From: Everything, shuffled')).toBeVisible();
  const first = await titlesInQueue(server);
  expect(first).toHaveLength(100);

  await page.getByRole('list', { name: 'Queue' }).hover();
  await page.mouse.wheel(0, 100_000);
  const last = page.getByRole('list', { name: 'Queue' }).getByRole('listitem').last();
  await last.locator('button.jump').click();
  await expect.poll(async () => (await titlesInQueue(server)).length).toBe(200);
  const more = await titlesInQueue(server);
  expect(more.slice(0, 100)).toEqual(first);
  expect(new Set(more).size).toBe(200);

  await server.kill();
  await server.up();
  expect(await titlesInQueue(server)).toEqual(more);
  const { origin } = await get<{ origin?: { kind: string } }>(server, 'playback');
  expect(origin?.kind).toBe('everything');
});

async function openArtist(page: Page): Promise<void> {
  await page.goto('artists');
  await page.getByRole('main').getByRole('link', { name: ARTIST }).click();
  await expect(page.getByRole('heading', { level: 1, name: ARTIST })).toBeVisible();
}

/** All tracks there are, as lists show them. */
async function titlesOf(server: PyxisServer): Promise<string[]> {
  const titles: string[] = [];
  for (let cursor = ''; ;) {
    const { items, nextCursor } = await get<{ items: { title: string }[]; nextCursor?: string }>(
      server,
      `tracks?limit=200${cursor}`,
    );
    titles.push(...items.map(({ title }) => title));
    if (nextCursor === undefined) return titles;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
}

async function get<Answer>(server: PyxisServer, path: string): Promise<Answer> {
  return (await (await fetch(new URL(`api/v1/${path}`, server.url))).json()) as Answer;
}

/** Albums of one artist, whose titles are in another order than their tracks. */
function makeMusic(): void {
  const template = join(music, 'template');
  const sine = ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=220:duration=20', '-ar', '44100', '-ac', '1'];
  execFileSync('ffmpeg', [...sine, '-c:a', 'libmp3lame', '-id3v2_version', '0', '-b:a', '32k', '-f', 'mp3', template]);
  const sound = readFileSync(template);
  for (let number = 0; number < MANY; number++) {
    const album = `Volume ${1 + Math.floor(number / ON_ALBUM)}`;
    const tag = id3({
      TIT2: `Song ${(number * 89) % MANY}`,
      TPE1: ARTIST,
      TPE2: ARTIST,
      TALB: album,
      TRCK: String(1 + (number % ON_ALBUM)),
    });
    // The rest of the first frame, behind the fields of LAME, is unused: here the files differ.
    sound.write(String(number).padStart(9, '0'), sound.indexOf('LAME', 0, 'latin1') + 40, 'latin1');
    mkdirSync(join(music, album), { recursive: true });
    writeFileSync(join(music, album, `${number}.mp3`), Buffer.concat([tag, sound]));
  }
}

/** A tag of ID3v2.4 with these frames of text; each is short, so that its length is one byte. */
function id3(texts: Readonly<Record<string, string>>): Buffer {
  const frames = Object.entries(texts).map(([name, text]) => {
    const body = Buffer.from(`\x03${text}`);
    return Buffer.concat([Buffer.from(name), Buffer.from([0, 0, 0, body.length, 0, 0]), body]);
  });
  const body = Buffer.concat(frames);
  const size = Buffer.from([0, 0, body.length >> 7, body.length & 127]);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0]), size, body]);
}
