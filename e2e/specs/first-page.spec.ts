import { expect, scanned, test } from '../support/test.js';

const KB = 1_000;

test('the first page is light', async ({ page, server }) => {
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
  expect(bytesOf('Script')).toBeLessThanOrEqual(200 * KB);
  expect(all.length).toBeLessThanOrEqual(40);
});
