import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { PyxisServer, type ServerSettings } from './pyxis-server.js';

interface Fixtures {
  /** How the server of a test is set up: `test.use({ settings: … })`. */
  settings: ServerSettings;
  server: PyxisServer;
  /** A second device beside `page`: another browser, the size of a phone. */
  phone: Page;
}

declare global {
  interface Window {
    /** Every audio element that was ever told to play, in the page or not. */
    pyxisVoices?: Set<HTMLMediaElement>;
  }
}

/** A test with a server of its own, whose pages may complain of nothing but what a test brings about. */
export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  server: async ({ settings }, use, info) => {
    const server = await PyxisServer.start(settings);
    await use(server);
    await server.remove();
    if (info.status !== info.expectedStatus) await info.attach('server log', { body: server.log });
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  page: async ({ page }, use) => {
    const complaints = await watched(page);
    await use(page);
    expect(complaints).toEqual([]);
  },
  phone: async ({ browser, server }, use) => {
    const page = await newDevice(browser, server.url);
    const complaints = await watched(page);
    await use(page);
    await page.context().close();
    expect(complaints).toEqual([]);
  },
});

/** A page of another browser, which shares nothing with the first but the server. */
async function newDevice(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    serviceWorkers: 'block',
  });
  return context.newPage();
}

/** @returns what the page complains of, filled as it does */
async function watched(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await rememberVoices(page);
  return complaints;
}

/** Before its pages are loaded: lets `soundOf` find what plays in them. */
export async function rememberVoices(pages: Page | BrowserContext): Promise<void> {
  await pages.addInitScript(() => {
    const voices = (window.pyxisVoices = new Set<HTMLMediaElement>());
    HTMLMediaElement.prototype.play = new Proxy(Reflect.get(HTMLMediaElement.prototype, 'play'), {
      apply(play, voice: HTMLMediaElement, args: []) {
        voices.add(voice);
        return Reflect.apply(play, voice, args);
      },
    });
  });
}

interface PlayerState {
  readonly revision: number;
  readonly index: number;
  readonly status: 'playing' | 'paused' | 'stopped';
  readonly positionMs: number;
  readonly isInterrupted: boolean;
  readonly outputs: readonly { readonly isPresent: boolean }[];
  readonly current?: { readonly track: { readonly id: string; readonly title: string; readonly durationMs: number } };
}

interface Sound {
  /** Seconds of the element: those of the track, until it has gone on to another by itself. */
  readonly position: number;
  readonly src: string;
}

/** What sounds right now; undefined when nothing does. */
export async function soundOf(page: Page): Promise<Sound | undefined> {
  return page.evaluate(() => {
    const voice = [...(window.pyxisVoices ?? [])].find(
      (audio) => !audio.paused && !audio.ended && audio.readyState > 2,
    );
    return voice && { position: voice.currentTime, src: voice.src };
  });
}

/** Waits until what sounds has got past `seconds`: sound that moves, not a button that says so. */
export async function expectSoundPast(page: Page, seconds: number): Promise<void> {
  await expect.poll(async () => (await soundOf(page))?.position ?? -1, { timeout: 20_000 }).toBeGreaterThan(seconds);
}

export async function expectSilence(page: Page): Promise<void> {
  await expect.poll(() => soundOf(page)).toBeUndefined();
}

/** How the server says the player is. */
export async function playerOf(server: PyxisServer): Promise<PlayerState> {
  return (await (await fetch(new URL('api/v1/playback', server.url))).json()) as PlayerState;
}

/** What is queued, in the order in which it plays. */
export async function titlesInQueue(server: PyxisServer): Promise<string[]> {
  const response = await fetch(new URL('api/v1/playback/queue', server.url));
  const { items } = (await response.json()) as { items: { track: { title: string } }[] };
  return items.map(({ track }) => track.title);
}

/** Waits until the newest scan has ended well. */
export async function scanned(server: PyxisServer): Promise<void> {
  await expect
    .poll(async () => {
      const response = await fetch(new URL('api/v1/scans?limit=1', server.url));
      const { items } = (await response.json()) as { items: { state: string }[] };
      return items[0]?.state;
    })
    .toBe('finished');
}

/** No violation of WCAG 2.2 A and AA, or of good practice, that axe can see. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

export { expect };
