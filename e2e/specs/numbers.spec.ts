import { expect, scanned, test } from '../support/test.js';

interface Album {
  readonly id: string;
  readonly title: string;
  readonly artists: { readonly id: string }[];
  readonly discs: { readonly tracks: { readonly title: string; readonly artist: string }[] }[];
}

for (const width of [390, 1440]) {
  test(`how often music was heard stands beside it, ${width} px wide`, async ({ page, server }) => {
    await scanned(server);
    const ask = async <Body>(path: string): Promise<Body> =>
      (await (await fetch(new URL(`api/v1/${path}`, server.url))).json()) as Body;
    const { items } = await ask<{ items: { id: string; title: string }[] }>('albums');
    const seat = await ask<Album>(`albums/${items.find(({ title }) => title === 'Window Seat')?.id}`);
    const [song] = seat.discs[0]?.tracks ?? [];
    const lines = [1, 2, 3, 4].map((day) =>
      JSON.stringify({
        listened_at: Math.floor(Date.now() / 1000) - day * 86_400,
        track_metadata: { track_name: song?.title, artist_name: song?.artist, release_name: seat.title },
      }),
    );
    const imported = await fetch(new URL('api/v1/history/imports?service=listenbrainz&dryRun=false', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: lines.join('\n'),
    });
    expect(imported.ok).toBe(true);
    await page.setViewportSize({ width, height: 900 });
    const row = page.locator('px-track-row', { hasText: song?.title ?? '?' }).first();
    const isWhole = async (): Promise<boolean> =>
      row.evaluate((element) => element.scrollWidth <= element.clientWidth && element.clientHeight < 80);

    for (const path of [
      `album/${seat.id}`,
      `artist/${seat.artists[0]?.id}?part=tracks`,
      'search?q=' + encodeURIComponent(song?.title ?? ''),
    ]) {
      await page.goto(path);
      await expect(row.getByText('4 plays').filter({ visible: true }), path).toHaveCount(1);
      expect(await isWhole(), path).toBe(true);
    }

    await page.goto('albums?view=table&sort=plays');
    const first = page.getByRole('row').nth(1);
    await expect(first).toContainText('Window Seat');
    const plays = first.getByRole('cell', { name: '4', exact: true });
    await expect(plays).toBeVisible();
    // The line below the most is as long as its cell is wide.
    const part = await plays.evaluate((cell) => parseFloat(getComputedStyle(cell, '::after').width) / cell.clientWidth);
    expect(part).toBeCloseTo(1, 2);
    if (width < 700) return;
    await page.getByRole('columnheader', { name: 'Plays' }).getByRole('button').click();
    await expect(page).toHaveURL(/order=asc/);
    await expect(page.getByRole('row').last()).toContainText('Window Seat');
    await page.getByRole('columnheader', { name: 'Artist' }).getByRole('button').click();
    await expect(page).toHaveURL(/sort=artist/);
    await expect(page).not.toHaveURL(/order=/);
    await expect(
      page.getByRole('row', { name: /Window Seat/ }).getByRole('cell', { name: '4', exact: true }),
    ).toBeVisible();
  });
}
