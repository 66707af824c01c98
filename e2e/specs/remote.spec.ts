import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { FakeMedia, MediaForms, type MediaForm } from '../../backend/test/support/fake-ytmusic/fake-media.js';
import { FakeYtDlp } from '../../backend/test/support/fake-ytmusic/fake-yt-dlp.js';
import { FakeYtMusic } from '../../backend/test/support/fake-ytmusic/fake-ytmusic.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 60_000 };

/** Of every song's sound. */
const SECONDS = 60;

const folder = mkdtempSync(join(tmpdir(), 'pyxis-remote-'));
const forms = new MediaForms(folder);
const formOf = (songId: string, itag: number): MediaForm | undefined =>
  forms.of(songId, SECONDS).find((form) => form.itag === itag);
const fake = new FakeYtMusic();
const media = new FakeMedia(formOf);
const ytDlp = new FakeYtDlp(folder);
let server: PyxisServer;

test.beforeAll(async () => {
  await Promise.all([fake.start(), media.start()]);
  for (const { songs } of fake.world.albums.slice(0, 2)) for (const song of songs) tell(song.id);
  server = await PyxisServer.start({
    sources: { ytmusic: { enabled: true, apiUrl: fake.origin, mediaUrl: media.origin, ytDlp: ytDlp.program } },
  });
});
test.afterAll(async () => {
  await server.remove();
  await Promise.all([fake.stop(), media.stop()]);
  rmSync(folder, { recursive: true });
});

/** Has the sound of a song found. */
function tell(songId: string): void {
  const expire = String(Math.floor(Date.now() / 1000) + 20_000);
  const query = new URLSearchParams({ id: songId, itag: '251', expire, sig: 'signed' });
  ytDlp.tells(songId, {
    duration: SECONDS,
    format_id: '251',
    ext: 'webm',
    filesize: formOf(songId, 251)?.bytes.length,
    url: `https://rr1---sn-fake.googlevideo.com/videoplayback?${query.toString()}`,
    http_headers: { 'User-Agent': 'Mozilla/5.0 (of a fake)' },
  });
}

const id = ({ id: nativeId } = { id: '' }): string => `ytmusic:${nativeId}`;

async function status(): Promise<string> {
  const answer = await fetch(new URL('api/v1/playback', server.url));
  return ((await answer.json()) as { status: string }).status;
}

/** Plays an album of the source, saves it, takes that back, saves it again and finds it in discovery. */
async function playAndSave(page: Page, album: { readonly id: string; readonly title: string }): Promise<void> {
  await rememberVoices(page);
  const main = page.getByRole('main');
  await page.goto(`album/${id(album)}`);
  await expect(main.getByRole('heading', { level: 1, name: album.title })).toBeVisible(PATIENT);
  await expect(main.getByText('YouTube Music')).toBeVisible();

  await main.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Player' }).getByText(album.title).first()).toBeVisible(PATIENT);
  await expect.poll(status, PATIENT).toBe('playing');

  await main.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`“${album.title}” is in discovery.`)).toBeVisible(PATIENT);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(main.getByRole('button', { name: 'Save', exact: true })).toBeVisible(PATIENT);
  await main.getByRole('button', { name: 'Save', exact: true }).click();
  await main.getByRole('link', { name: 'In discovery' }).click(PATIENT);
  await expect(main.getByRole('button', { name: 'In Discovery: move it' })).toBeVisible(PATIENT);
  await expect(page).not.toHaveURL(/ytmusic/);
  await page.goto('albums?placement=discovery');
  await expect(main.getByRole('link', { name: album.title })).toBeVisible(PATIENT);
}

test('an album of a source is played without being saved, saved, and found in discovery', async ({ browser }) => {
  test.setTimeout(300_000);
  const [harbour] = fake.world.albums;
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await playAndSave(page, harbour ?? { id: '', title: '' });
  await page.context().close();
});

test('the same on a phone, from the page of the artist', async ({ browser }) => {
  test.setTimeout(300_000);
  const [, tide] = fake.world.albums;
  const viewport = { width: 390, height: 844 };
  const page = await (await browser.newContext({ baseURL: server.url, viewport, hasTouch: true })).newPage();
  await page.goto(`artist/${id(tide?.artists[0])}`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1, name: 'Night Ferry' })).toBeVisible(PATIENT);
  await main.getByRole('link', { name: 'Tide Tables' }).click();
  await expect(page).toHaveURL(/album\/ytmusic/);
  await playAndSave(page, tide ?? { id: '', title: '' });
  await page.context().close();
});

test('what may be heard only has no download in its menus', async ({ browser }) => {
  const [harbour] = fake.world.albums;
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await page.goto(`album/${id(harbour)}`, { waitUntil: 'domcontentloaded' });
  for (const name of [`Actions for ${harbour?.title}`, 'Actions for Fog Signal']) {
    await page.getByRole('main').getByRole('button', { name }).first().click(PATIENT);
    await expect(page.getByRole('menuitem', { name: 'Add to queue' })).toBeVisible(PATIENT);
    await expect(page.getByRole('menuitem', { name: /Download/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
  }
  const answer = await fetch(new URL(`stream/album/${id(harbour)}`, server.url));
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('not-given-as-file')]);
  await page.context().close();
});

test('a browser that is to save data asks for the smaller sound, and remembers that', async ({ browser }) => {
  test.setTimeout(300_000);
  const [harbour] = fake.world.albums;
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await rememberVoices(page);
  await page.goto('settings', { waitUntil: 'domcontentloaded' });
  await page
    .getByRole('group', { name: 'Sound of other services' })
    .getByRole('radio', { name: 'Save data' })
    .check(PATIENT);
  await page.goto(`album/${id(harbour)}`, { waitUntil: 'domcontentloaded' });
  const asked = page.waitForRequest(/\/stream\/[^?]+\?quality=saving$/, PATIENT);
  await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).click(PATIENT);
  await asked;
  await expect.poll(status, PATIENT).toBe('playing');
  await page.goto('settings', { waitUntil: 'domcontentloaded' });
  await expect(page.getByRole('radio', { name: 'Save data' })).toBeChecked(PATIENT);
  await page.context().close();
});

test('a playlist of a source is listed to its end, and a radio begins from a song of it', async ({ browser }) => {
  test.setTimeout(300_000);
  const [water] = fake.world.playlists;
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await rememberVoices(page);
  // Its covers lie where nobody answers here.
  await page.goto(`playlist/${id(water)}`, { waitUntil: 'domcontentloaded' });
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1, name: 'On the Water' })).toBeVisible(PATIENT);
  await main.getByRole('button', { name: 'Actions for Fog Signal' }).click();
  await page.getByRole('menuitem', { name: 'Start radio' }).click();
  // Who leaves before the server was told takes it back.
  await expect(page.getByRole('region', { name: 'Player' })).toContainText('Fog Signal', PATIENT);
  await page.goto('queue', { waitUntil: 'domcontentloaded' });
  await expect(page.getByText('From: Radio: Fog Signal.')).toBeVisible(PATIENT);

  await page.goto(`playlist/${id(water)}`, { waitUntil: 'domcontentloaded' });
  await main.getByRole('button', { name: 'Actions for Fog Signal' }).click();
  await page.getByRole('menuitem', { name: 'Choose another version' }).click();
  await expect(main.getByRole('heading', { level: 1, name: 'Versions' })).toBeVisible(PATIENT);
  await expect(main.getByText('Chosen', { exact: true })).toBeVisible(PATIENT);
  await expect(main.getByText('Its source finds no other.')).toBeVisible();
  await page.context().close();
});

test('a song and an artist of a source are saved, and that is taken back', async ({ browser }) => {
  test.setTimeout(300_000);
  const [, , , numbers] = fake.world.albums;
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  const main = page.getByRole('main');
  const isListed = async (path: string, name: string): Promise<boolean> =>
    (await (await fetch(new URL(`api/v1/${path}`, server.url))).text()).includes(name);
  await page.goto(`album/${id(numbers)}`, { waitUntil: 'domcontentloaded' });
  await main.getByRole('button', { name: 'Actions for Twelve Hundred' }).click(PATIENT);
  await page.getByRole('menuitem', { name: 'Save to library' }).click();
  await expect(page.getByText('“Twelve Hundred” is saved, on “Numbers”.')).toBeVisible(PATIENT);
  expect(await isListed('albums?placement=discovery', 'Numbers')).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => isListed('albums?placement=discovery', 'Numbers'), PATIENT).toBe(false);

  await page.goto(`artist/${id(numbers?.artists[0])}`, { waitUntil: 'domcontentloaded' });
  await main.getByRole('button', { name: 'Save', exact: true }).click(PATIENT);
  await expect(page.getByText('“1.2M Kites” is saved.')).toBeVisible(PATIENT);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(main.getByRole('button', { name: 'Save', exact: true })).toBeVisible(PATIENT);
  await page.context().close();
});
