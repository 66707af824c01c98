import type { PyxisServer } from './pyxis-server.js';
import { expect } from './test.js';

/** Listens over the last two months, so that the history has something to draw. */
export async function listenTo(server: PyxisServer): Promise<void> {
  const response = await fetch(new URL('api/v1/tracks?limit=100', server.url));
  const { items } = (await response.json()) as { items: { title: string; artist: string; album: { title: string } }[] };
  const now = Math.floor(Date.now() / 1000);
  const lines = items.flatMap(({ title, artist, album }, index) =>
    [0, 1, 2, 3].map((times) =>
      JSON.stringify({
        listened_at: now - 3600 * (index * 13 + times * 100 + 1),
        track_metadata: { track_name: title, artist_name: artist, release_name: album.title },
      }),
    ),
  );
  const url = new URL('api/v1/history/imports?service=listenbrainz&dryRun=false', server.url);
  const headers = { 'content-type': 'application/octet-stream' };
  const begun = await fetch(url, { method: 'POST', headers, body: lines.join('\n') });
  const { id } = (await begun.json()) as { id: string };
  await expect
    .poll(async () => {
      const view = await fetch(new URL(`api/v1/history/imports/${id}`, server.url));
      return ((await view.json()) as { state: string }).state;
    })
    .toBe('finished');
}
