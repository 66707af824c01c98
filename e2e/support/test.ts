import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { PyxisServer, type ServerSettings } from './pyxis-server.js';

interface Fixtures {
  /** How the server of a test is set up: `test.use({ settings: … })`. */
  settings: ServerSettings;
  server: PyxisServer;
}

/** A test with a server of its own, whose pages may complain of nothing in the console. */
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
});

/** The page's music: where it is, and whether it moves. */
export async function audioState(page: Page): Promise<{ currentTime: number; paused: boolean; src: string }> {
  return page.evaluate(() => {
    const playing = [...document.querySelectorAll('audio')].find((audio) => !audio.paused && audio.src !== '');
    const audio = playing ?? document.querySelector<HTMLAudioElement>('audio[src]');
    return { currentTime: audio?.currentTime ?? 0, paused: audio?.paused ?? true, src: audio?.src ?? '' };
  });
}

/** Waits until sound has advanced past `seconds` in what plays now. */
export async function expectPlayingPast(page: Page, seconds: number): Promise<void> {
  await expect
    .poll(async () => {
      const { currentTime, paused } = await audioState(page);
      return !paused && currentTime > seconds;
    })
    .toBe(true);
}

/** No violation of WCAG 2.2 A and AA that axe can see. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

export { expect };
