import type { PlaybackApp } from '../playback-app.js';
import type { Client } from './client.js';

/** Gives everything that can have one a heart, looks for it everywhere, and takes it back. */
export async function useHearts(client: Client, pyxis: PlaybackApp): Promise<void> {
  const subjects = [
    `track/${(await client.tracksOf('A'))[0]?.id ?? ''}`,
    `album/${await client.albumCalled('A')}`,
    `artist/${await client.first('/artists', {})}`,
    'show/of-somebody',
  ];
  for (const subject of [...subjects, 'track/fake:77', 'album/fake:1']) {
    await client.send('put', `/hearts/${subject}`, { title: 'Something' });
  }
  for (const kind of ['track', 'album', 'artist', 'show', undefined]) await client.pages('/hearts', { kind });
  await pyxis.tell('/play', { subject: { kind: 'favourites' }, outputId: 'desktop1' });
  await client.get('/hearts/marks', { ids: subjects.map((subject) => subject.replace('/', ':')) });
  for (const path of ['/albums', '/artists', '/tracks']) {
    for (const isHearted of [true, false]) await client.pages(path, { isHearted });
  }
  for (const subject of subjects) await client.send('delete', `/hearts/${subject}`);
}
