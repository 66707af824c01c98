import type { Page } from '@playwright/test';
import type { PyxisServer } from '../support/pyxis-server.js';
import { expect, scanned, test } from '../support/test.js';

const PAGES = [
  '',
  'search',
  'search?q=light',
  'library',
  'albums',
  'artists',
  'favourites',
  'playlists',
  'songs',
  'genres',
  'decades',
  'stations',
  'stations/find',
  'podcasts',
  'podcasts/add',
  'kept',
  'device',
  'queue',
  'history',
  'history/statistics',
  'history/import',
  'sources',
  'settings',
  'nowhere',
] as const;

/** Names, formats and units are the same in every language. */
const EVERYWHERE = new Set(
  `pyxis listenbrainz last fm spotify pandora soundcloud bandcamp youtube music musicbrainz radio browser subsonic opml
  exportify soundiiz tunemymusic csv jspf xspf m3u m3u8 pls json jsonl zip rss replaygain deutsch english
  flac mp3 aac opus ogg vorbis wav pcm alac kbps khz hz kb mb gb db min http https localhost ffmpeg dlp yt xml lrc ctrl alt
  shift esc enter tab ms wi fi hls chrome windows linux wma paths path`.split(/\s+/),
);

/** What is read and heard of a page that the language of the app did not turn around, without what came from the server. */
async function unturned(page: Page, given: ReadonlySet<string>): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.localName === 'script' || node.localName === 'noscript' || node.localName === 'style') continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description']) {
          found.push(node.getAttribute(name) ?? '');
        }
      } else if (!/^(?:script|noscript|style|kbd)$/.test(node.parentElement?.localName ?? '')) {
        found.push(node.textContent ?? '');
      }
    }
    return found;
  });
  const words = texts.flatMap((text) => withoutTurned(text).match(/[a-z]{3,}/gi) ?? []);
  return [...new Set(words)].filter((word) => !given.has(word.toLowerCase()) && !EVERYWHERE.has(word.toLowerCase()));
}

/** What is not between the marks that turn words around. */
function withoutTurned(text: string): string {
  const [before = '', ...rest] = text.split('\u202e');
  return [before, ...rest.map((part) => part.slice(part.indexOf('\u202c') + 1))].join(' ');
}

/**
 * Gathers the words of all songs and of every answer of the API; `read` says when those that have come are among them.
 * An answer of which a busy browser keeps no copy cannot be read: what music is called is asked for by itself.
 */
async function wordsGiven(
  page: Page,
  server: PyxisServer,
): Promise<{ given: ReadonlySet<string>; read: () => Promise<unknown> }> {
  const given = new Set<string>();
  const coming = new Set<Promise<void>>();
  const take = (value: unknown): void => {
    if (typeof value === 'string') for (const word of value.match(/[a-z]{3,}/gi) ?? []) given.add(word.toLowerCase());
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return;
    // The event streams have no end that could be waited for.
    if (response.headers()['content-type']?.includes('json') !== true) return;
    const taken: Promise<void> = response
      .json()
      .then(take)
      // The page was left before the answer was whole: nothing of it is shown.
      .catch(() => undefined)
      .finally(() => coming.delete(taken));
    coming.add(taken);
  });
  const songs = await fetch(new URL('api/v1/tracks?limit=200', server.url));
  take(await songs.json());
  return { given, read: () => Promise.all(coming) };
}

test.describe('in a browser that asks for German', () => {
  test.use({ locale: 'de-AT' });

  test('the app speaks it, and another language where that is chosen', async ({ page, server }) => {
    await scanned(server);
    await page.goto('albums');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page.getByRole('heading', { level: 1, name: 'Alben' })).toBeVisible();
    await expect(page).toHaveTitle(/Alben/);

    await page.goto('settings');
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('日本語');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    await expect(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible();
    await page.goto('albums');
    await expect(page.getByRole('heading', { level: 1, name: 'アルバム' })).toBeVisible();

    await page.goto('settings');
    await page.getByRole('combobox', { name: '言語' }).selectOption('English');
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test.describe('in German, with a source that has no account', () => {
  test.use({ locale: 'de-AT', settings: { sources: { pandora: { enabled: true } } } });

  test('what the server says is said in German, too', async ({ page }) => {
    await page.goto('album/of-nowhere');
    await expect(page.getByText('Dieses Album ist nicht mehr in der Bibliothek.')).toBeVisible();

    await page.goto('sources');
    const pandora = page.locator('px-source-card', { hasText: 'Pandora' });
    await expect(pandora).toContainText('Pyxis hat bei Pandora kein Konto zum Hören.');
    await expect(pandora).toContainText('das Passwort des Kontos dort');
  });
});

for (const width of [390, 1440]) {
  test.describe(`from right to left, ${width} px wide`, () => {
    test.use({ viewport: { width, height: width < 700 ? 844 : 900 }, hasTouch: width < 700 });

    test('no text is left out, and nothing is wider than the window', async ({ page, server }) => {
      test.setTimeout(240_000);
      await scanned(server);
      const { given, read } = await wordsGiven(page, server);
      await page.addInitScript(() => localStorage.setItem('pyxis.language', '"ar-XB"'));
      const first = async (list: string): Promise<string> => {
        const response = await fetch(new URL(`api/v1/${list}`, server.url));
        return ((await response.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
      };
      for (const path of [...PAGES, `album/${await first('albums')}`, `artist/${await first('artists')}`]) {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
        await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        // Soft: one run tells of every page. What comes late, on a machine with much to do, is waited for.
        const told = async (): Promise<string[]> => {
          await read();
          return unturned(page, given);
        };
        await expect.configure({ soft: true }).poll(told, path).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, path).toBeLessThanOrEqual(0);
      }
    });
  });
}

test('from right to left arrows lead where they point, and menus open to the side where there is room', async ({
  page,
  server,
}) => {
  await scanned(server);
  await page.addInitScript(() => localStorage.setItem('pyxis.language', '"ar-XB"'));
  await page.goto('albums');
  const cards = page.locator('px-album-card');
  const focused = page.locator('px-album-card:has(:focus)');
  await cards.nth(0).getByRole('link').first().focus();
  const [first, second] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
  expect(second?.x).toBeLessThan(first?.x ?? 0);
  await page.keyboard.press('ArrowLeft');
  expect(await focused.boundingBox()).toEqual(second);
  await page.keyboard.press('ArrowRight');
  expect(await focused.boundingBox()).toEqual(first);

  await page.goto('songs');
  const button = page.getByRole('row').nth(1).getByRole('button').last();
  await button.click();
  const [from, menu] = [await button.boundingBox(), await page.getByRole('menu').boundingBox()];
  expect(menu?.x).toBeCloseTo(from?.x ?? 0, 0);
});

test('a name that is read from the right begins where its neighbours begin', async ({ page, server }) => {
  const name = 'קפה של בוקר';
  await fetch(new URL('api/v1/playlists', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  await page.goto('playlists');
  const indent = (element: Element): number => {
    const text = document.createRange();
    text.selectNodeContents(element);
    return text.getBoundingClientRect().left - element.getBoundingClientRect().left;
  };
  const card = page.getByRole('main').getByRole('link', { name });
  expect(Math.abs(await card.evaluate(indent))).toBeLessThan(2);
  await card.click();
  expect(Math.abs(await page.getByRole('heading', { level: 1, name }).evaluate(indent))).toBeLessThan(2);
});
