import { Database } from '../../../src/database/index.js';
import { Keeper } from '../../../src/keeping/keeper.js';
import { PlayableSubjects } from '../../../src/playback/index.js';
import { KeptCopies } from '../../../src/streaming/remote/kept-copies.js';
import type { PlaybackApp } from '../playback-app.js';
import type { Client } from './client.js';

/** Has what lies elsewhere kept at home by its place and by name, looks at it, and lets it go. */
export async function keepAtHome(client: Client, pyxis: PlaybackApp): Promise<void> {
  const keeper = pyxis.app.get(Keeper, { strict: false });
  const album = await client.albumCalled('Pair');
  await pyxis.app.get(Database).write(async ({ sql }) => {
    await sql.run('UPDATE album SET is_held = ? WHERE id = ?', [false, album]);
    await sql.run(
      `UPDATE track_source SET source = 'fake', locator = '77', unit_key = NULL
       WHERE track_key IN (SELECT t.key FROM track t JOIN album a ON a.key = t.album_key WHERE a.id = ?)`,
      [album],
    );
  });
  for (const placement of ['discovery', 'collection'])
    await client.send('put', `/albums/${album}/placement`, { placement });
  await keeper.settle();
  offerPlaylist(pyxis);
  await client.send('put', '/kept/items/fake:list', { kind: 'playlist' });
  await client.send('put', `/kept/items/${album}`, { kind: 'album' });
  await keeper.settle();
  const [own = ''] = (await client.tracksOf('Pair')).map(({ id }) => id);
  await pyxis.tell('/play', { trackIds: ['fake:77', own], outputId: 'desktop1' });
  await client.pages('/kept');
  for (const path of ['offline', 'state', 'marks', `items/${album}`, 'items/fake:list'])
    await client.get(`/kept/${path}`);
  await client.get('/sources/fake/holdings');
  await client.send('delete', '/kept/items/fake:list/audio');
  await client.send('delete', `/kept/items/${album}`);
  await client.send('delete', '/kept/unpinned');
  await keeper.settle();
  // As when a source says by the next start that nothing of it may stay.
  await pyxis.app.get(KeptCopies, { strict: false }).ofSource('fake', 1);
}

/** As a source that is browsed has them. */
function offerPlaylist({ app }: PlaybackApp): void {
  app.get(PlayableSubjects, { strict: false }).registerList({
    kind: 'playlist',
    tracks: () =>
      Promise.resolve({
        tracks: [{ id: 'fake:77' }],
        startIndex: 0,
        isCut: false,
        context: { kind: 'playlist', title: 'A list' },
      }),
  });
}
