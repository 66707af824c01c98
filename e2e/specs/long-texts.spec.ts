import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { outOfReach } from '../support/reach.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const music = scratchFolder('long-texts');
const MOVEMENT =
  'Symphony No. 9 in D minor, Op. 125: I. Allegro ma non troppo, un poco maestoso (Remastered, Live in Concert)';
const LONG: readonly { title: string; artist: string; album: string; genre: string }[] = [
  { title: MOVEMENT, artist: 'Ludwig van Beethoven; The Philharmonic Orchestra of an Uncommonly Long Name', album: `${MOVEMENT} and other works`, genre: 'Classical' },
  { title: 'A'.repeat(180), artist: 'W'.repeat(120), album: 'M'.repeat(160), genre: 'G'.repeat(90) },
  { title: 'الليل والبحر والقمر '.repeat(9), artist: 'فرقة البحر الطويل جدا '.repeat(4), album: 'حكايات البحر '.repeat(9), genre: 'موسيقى' },
  { title: '夜の海を渡る長い長い旅の物語'.repeat(9), artist: '海の音楽隊'.repeat(9), album: '海の物語'.repeat(20), genre: '音楽' },
]; // prettier-ignore

test.beforeAll(() => {
  for (const [n, { title, artist, album, genre }] of LONG.entries()) {
    const folder = join(music, String(n));
    mkdirSync(folder, { recursive: true });
    for (const track of [1, 2]) {
      const tags = {
        title: track === 1 ? title : `${title} II`,
        artist,
        album,
        genre,
        track: String(track),
        date: '2001',
      };
      const words = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
      const sound = ['-f', 'lavfi', '-i', 'sine=frequency=220:duration=30', '-ac', '1'];
      execFileSync('ffmpeg', ['-v', 'error', ...sound, ...words, join(folder, `${track}.mp3`)]);
    }
  }
});

test.use({ settings: { folders: [music] } });

const PAGES = ['', 'library', 'albums', 'albums?view=table', 'artists', 'queue', 'history', 'history/statistics?window=all', 'settings', 'sources', 'kept']; // prettier-ignore

for (const width of [320, 390]) {
  test(`nothing is wider than the window at any length of any text, ${width} px`, async ({ page, server }) => {
    await page.setViewportSize({ width, height: 800 });
    await scanned(server);
    const read = async (path: string): Promise<{ items: { id: string }[] }> =>
      (await fetch(new URL(`api/v1/${path}`, server.url))).json() as never;
    const albums = (await read('albums?sort=title')).items.map(({ id }) => `album/${id}`);
    const artists = (await read('artists?sort=name')).items.map(({ id }) => `artist/${id}`);
    const report: string[] = [];
    const look = async (where: string): Promise<void> => {
      for (const what of await outOfReach(page)) report.push(`${where}: ${what}`);
    };
    for (const path of [...PAGES, ...albums, ...artists, `search?q=${encodeURIComponent(MOVEMENT.slice(0, 40))}`]) {
      await page.goto(path);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      await look(`/${path}`);
    }
    for (const album of albums) {
      await page.goto(album);
      await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).click();
      await expect(page.getByRole('region', { name: 'Player' })).toBeVisible();
      await look('the small player');
      await page.keyboard.press('f');
      await expect(page.getByRole('button', { name: 'Close now playing' })).toBeVisible();
      await look('now playing');
      for (const part of ['Lyrics', 'Queue']) {
        await page.getByRole('dialog').getByRole('button', { name: part, exact: true }).click();
        await look(`now playing with ${part}`);
      }
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Actions for/ })
        .first()
        .click();
      await expect(page.getByRole('menu')).toBeVisible();
      await look('the menu');
      await page.keyboard.press('Escape');
    }
    expect(report).toEqual([]);
  });
}
