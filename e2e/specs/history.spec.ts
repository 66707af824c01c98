import { expect, expectSoundPast, playerOf, scanned, soundOf, test } from '../support/test.js';

test('a listen is in the history from 30 s on, and not at 29 s', async ({ page, server }) => {
  test.setTimeout(120_000);
  await scanned(server);
  const listens = async (): Promise<{ title: string; heardMs: number }[]> => {
    const response = await fetch(new URL('api/v1/history/listens', server.url));
    return ((await response.json()) as { items: { title: string; heardMs: number }[] }).items;
  };
  await page.goto('albums');
  await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
  const bar = page.getByRole('region', { name: 'Player' });
  await expectSoundPast(page, 0.1);
  await expect
    .poll(async () => (await soundOf(page))?.position ?? 0, { timeout: 60_000, intervals: [100] })
    .toBeGreaterThan(28.2);
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(async () => (await playerOf(server)).status).toBe('paused');
  expect(await listens()).toEqual([]);

  await bar.getByRole('button', { name: 'Play', exact: true }).click();
  await expectSoundPast(page, 31);
  await bar.getByRole('button', { name: 'Pause' }).click();
  const { current } = await playerOf(server);
  await expect.poll(async () => (await listens()).map(({ title }) => title)).toEqual([current?.track.title]);
  await page.goto('history');
  await expect(
    page
      .getByRole('main')
      .getByText(current?.track.title ?? 'nothing')
      .first(),
  ).toBeVisible();
});
