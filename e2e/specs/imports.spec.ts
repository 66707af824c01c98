import { expect, scanned, test } from '../support/test.js';

interface Named {
  readonly artist: string;
  readonly title: string;
}

/** A file of ListenBrainz with one listen. */
function listenOf({ artist, title }: Named, name: string, hoursAgo: number) {
  const listen = {
    listened_at: Math.floor(Date.now() / 1000) - hoursAgo * 3600,
    track_metadata: { artist_name: artist, track_name: title },
  };
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(listen)) };
}

test('several files are tried and added in one go, and told of wherever one comes back', async ({ page, server }) => {
  await scanned(server);
  const response = await fetch(new URL('api/v1/tracks?limit=1', server.url));
  const [known] = ((await response.json()) as { items: Named[] }).items;
  if (!known) throw new Error('There is no track.');
  const stranger = { artist: 'Nobody Whom Anybody Knows', title: 'Song' };

  await page.goto('history/import');
  const main = page.getByRole('main');
  const files = [listenOf(known, 'first.jsonl', 5), listenOf(stranger, 'second.jsonl', 10)];
  await main.locator('input[type=file]').setInputFiles(files);
  await expect(main.getByText('2 files')).toBeVisible();
  await main.getByRole('button', { name: 'See what would be added' }).click();
  await expect(main.getByRole('heading', { name: '2 listens would be added.' })).toBeVisible();
  await main.getByText('Why some found no track').click();
  await expect(main.getByText('1 listen: nobody of that name is in your library')).toBeVisible();
  await expect(main.getByText(stranger.artist)).toBeVisible();

  await main.getByRole('button', { name: 'Add 2 listens' }).click();
  await page.getByRole('link', { name: 'Albums' }).first().click();
  await expect(page).toHaveURL(/albums/);
  await page.goBack();
  await expect(main.getByRole('heading', { name: '2 listens are in your history now.' })).toBeVisible();
  const earlier = page.getByRole('region', { name: 'Earlier imports' });
  for (const name of ['first.jsonl', 'second.jsonl']) await expect(earlier.getByText(name)).toBeVisible();

  await page.reload();
  await expect(main.getByRole('heading', { name: '1 listen is in your history now.' })).toBeVisible();
  await main.locator('input[type=file]').setInputFiles([listenOf(known, 'third.jsonl', 20)]);
  await main.getByRole('button', { name: 'See what would be added' }).click();
  await main.getByRole('button', { name: 'Add 1 listen', exact: true }).click();
  await expect(earlier.getByText('third.jsonl')).toBeVisible();
});

test('a file that takes long to be sent says how much of it has gone, and can be stopped', async ({ page, server }) => {
  await scanned(server);
  await page.goto('history/import');
  const main = page.getByRole('main');
  const line = `${listenOf({ artist: 'Tideglass', title: 'Low Water' }, '', 1).buffer.toString()}\n`;
  const buffer = Buffer.from(line.repeat(20_000));
  await main.locator('input[type=file]').setInputFiles({ name: 'long.jsonl', mimeType: 'application/json', buffer });
  const session = await page.context().newCDPSession(page);
  const uploadThroughput = buffer.length / 30;
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput }); // prettier-ignore
  await main.getByRole('button', { name: 'See what would be added' }).click();
  const sent = main.getByRole('progressbar', { name: 'How much has been sent' });
  await expect.poll(() => sent.evaluate((bar: HTMLProgressElement) => bar.position)).toBeGreaterThan(0);
  expect(await sent.evaluate((bar: HTMLProgressElement) => bar.position)).toBeLessThan(1);
  await main.getByRole('button', { name: 'Stop' }).click();
  await expect(sent).toBeHidden();
  await expect(main.getByRole('button', { name: 'See what would be added' })).toBeEnabled();
  await expect(main.getByRole('alert')).toBeHidden();
});
