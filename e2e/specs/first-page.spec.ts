import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { listenTo } from '../support/listens.js';
import type { PyxisServer } from '../support/pyxis-server.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const KB = 1_000;
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');
const music = scratchFolder('first-page');

test('the first page is light', ({ page, server }) => expectLight(page, server));

test.describe('with shelves full of covers', () => {
  test.beforeAll(() => {
    execFileSync(process.execPath, [MAKE, music, '450', '--singles']);
  });
  test.use({ settings: { folders: [music] } });

  test('the first page asks for what is seen first', async ({ page, server }) => {
    await scanned(server);
    await listenTo(server);
    await expectLight(page, server);
    await page.keyboard.press('End');
    await expect(page.getByRole('region', { name: 'Newest releases' })).toBeVisible();
  });
});

async function expectLight(page: Page, server: PyxisServer): Promise<void> {
  await scanned(server);
  const client = await page.context().newCDPSession(page);
  const sizes = new Map<string, number>();
  const kinds = new Map<string, { kind: string; url: string }>();
  client.on('Network.responseReceived', ({ requestId, type, response }) =>
    kinds.set(requestId, { kind: type, url: response.url }),
  );
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await client.send('Network.enable');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const all = [...kinds].map(([id, told]) => ({ ...told, bytes: sizes.get(id) ?? 0 }));
  const bytesOf = (kind: string): number =>
    all.filter((one) => one.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0);
  if (process.env.PYXIS_WEIGHTS) console.log(JSON.stringify(all, undefined, 1));
  expect(bytesOf('Font')).toBeLessThanOrEqual(100 * KB);
  const scripts = all.filter(({ kind }) => kind === 'Script').map(({ url }) => url);
  expect(await bytesOverHttp(scripts)).toBeLessThanOrEqual(200 * KB);
  // Placeholders lie in the answers.
  expect(all.filter(({ url }) => !url.startsWith('data:')).length).toBeLessThanOrEqual(40);
}

/** What these are together as browsers take them over plain HTTP, by gzip; on this machine and over HTTPS they take less. */
async function bytesOverHttp(urls: readonly string[]): Promise<number> {
  const sizes = urls.map(async (url) => {
    const response = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
    await response.arrayBuffer();
    const size = Number(response.headers.get('content-length'));
    expect(size, url).toBeGreaterThan(0);
    return size;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
