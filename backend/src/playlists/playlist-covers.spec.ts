import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestEventSource } from '../../test/support/event-source.js';
import { aTrack } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { TestClock } from '../../test/support/test-clock.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { ArtworkView } from '../artwork/artwork.dto.js';
import { ArtworkModule } from '../artwork/index.js';
import { GivenPictures } from '../artwork/own/given-pictures.js';
import type { CoverChangeView } from '../artwork/own/own-covers.dto.js';
import { Clock } from '../common/index.js';
import type { Revision } from '../events/index.js';
import type { AlbumPage } from '../library/albums.dto.js';
import { LibraryModule } from '../library/index.js';
import { PlaylistsModule } from './playlists.module.js';
import type { DeletedPlaylists, PlaylistPage, PlaylistView } from './playlists.dto.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

describeOnEachEngine('covers of playlists', (database) => {
  let feature: FeatureApp;
  let clock: TestClock;
  let playlist: PlaylistView;

  const start = async (): Promise<FeatureApp> =>
    startFeatureApp(database(), [LibraryModule, ArtworkModule, PlaylistsModule], [{ provide: Clock, useValue: clock }]);

  beforeEach(async () => {
    clock = new TestClock(Date.now());
    feature = await start();
    for (const name of ['Amber', 'Birch']) {
      const artwork = { locator: `/${name}.jpg`, version: '1' };
      feature.files.put(`${name}/1.flac`, aTrack({ title: name, artist: 'Band', albumArtist: 'Band', album: name, artwork })); // prettier-ignore
    }
    await feature.scan();
    playlist = await made('/playlists', { name: 'Walk', tracks: { subject: { kind: 'albums' } } });
  });

  afterEach(() => feature.close());

  async function made<View = PlaylistView>(path: string, body?: object): Promise<View> {
    const answer = await feature.send('post', path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body as View;
  }

  async function give(background: string): Promise<ArtworkView> {
    const content = await sharp({ create: { width: 80, height: 80, channels: 3, background } })
      .png()
      .toBuffer();
    const answer = await feature.upload('/artworks', content);
    expect(answer.status, answer.text).toBe(201);
    return answer.body as ArtworkView;
  }

  async function choose(background: string): Promise<CoverChangeView> {
    const { id: artworkId } = await give(background);
    const answer = await feature.send('put', `/playlists/${playlist.id}/cover`, { artworkId });
    expect(answer.status, answer.text).toBe(200);
    return answer.body as CoverChangeView;
  }

  async function remove(): Promise<CoverChangeView> {
    const answer = await feature.send('delete', `/playlists/${playlist.id}/cover`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as CoverChangeView;
  }

  const view = (id = playlist.id): Promise<PlaylistView> => feature.get(`/playlists/${id}`);
  const tidy = (): Promise<void> => feature.app.get(GivenPictures).tidy();
  const isKept = async (artworkId: string | undefined): Promise<boolean> =>
    (await feature.send('get', `/artworks/${artworkId}`)).status === 200;

  it('are the one picture that was chosen, wherever the playlist is shown', async () => {
    expect(playlist).toMatchObject({ hasOwnCover: false });
    expect(playlist.covers).toHaveLength(2);
    const { artworkId, ...change } = await choose('#aa3311');
    expect(change).toEqual({ kind: 'playlist', id: playlist.id });
    const shown = { hasOwnCover: true, covers: [{ artworkId }] };
    const now = await view();
    expect(now).toMatchObject(shown);
    expect(now.covers[0]?.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect((await feature.get<PlaylistPage>('/playlists')).items).toMatchObject([shown]);
    const { playlists } = await feature.get<{ playlists: object[] }>('/search?q=walk&kinds=playlist');
    expect(playlists).toMatchObject([{ id: playlist.id, artworkId }]);
  });

  it('give way to those of the songs when they are taken away, and come back', async () => {
    const { artworkId: first } = await choose('#aa3311');
    const { artworkId: second } = await choose('#3311aa');
    expect(await remove()).toEqual({ kind: 'playlist', id: playlist.id, formerArtworkId: second });
    expect(await view()).toEqual(playlist);
    // There is nothing left to take away.
    expect(await remove()).toEqual({ kind: 'playlist', id: playlist.id });
    clock.pass(DAY_MS / 2);
    await tidy();
    const back = await feature.send('put', `/playlists/${playlist.id}/cover`, { artworkId: first });
    expect(back.body).toEqual({ kind: 'playlist', id: playlist.id, artworkId: first });
  });

  it('stay while what is in it, its name and the server are others, and go into a copy', async () => {
    const { artworkId } = await choose('#aa3311');
    const [first] = (await feature.get<{ items: { itemId: string }[] }>(`/playlists/${playlist.id}/items`)).items;
    const answer = await feature.send('post', `/playlists/${playlist.id}/items/remove`, { itemIds: [first?.itemId] });
    expect(answer.body).toMatchObject({ playlist: { trackCount: 1, hasOwnCover: true, covers: [{ artworkId }] } });
    await feature.send('patch', `/playlists/${playlist.id}`, { name: 'Zoo' });
    const copy = await made(`/playlists/${playlist.id}/copy`);
    await feature.close();
    feature = await start();
    for (const id of [playlist.id, copy.id]) expect(await view(id)).toMatchObject({ covers: [{ artworkId }] });
  });

  it('stay as long as the playlist can come back, and are let go of after that', async () => {
    const { artworkId } = await choose('#aa3311');
    clock.pass(2 * DAY_MS);
    await tidy();
    expect(await isKept(artworkId)).toBe(true);
    await feature.send('delete', `/playlists/${playlist.id}`);
    const refused = await feature.send('put', `/playlists/${playlist.id}/cover`, { artworkId });
    expect(refused.status).toBe(404);
    expect((await feature.get<DeletedPlaylists>('/playlists/deleted')).items).toMatchObject([
      { covers: [{ artworkId }] },
    ]);
    clock.pass(29 * DAY_MS);
    await tidy();
    const { covers } = await made(`/playlists/${playlist.id}/restore`);
    expect(covers).toMatchObject([{ artworkId }]);
    expect(await isKept(artworkId)).toBe(true);
    await remove();
    await tidy();
    expect(await isKept(artworkId)).toBe(true);
    clock.pass(DAY_MS + 60_000);
    await tidy();
    expect(await isKept(artworkId)).toBe(false);
  });

  it('are told to whoever shows playlists, and are no change of what is in them', async () => {
    await feature.app.listen(0, '127.0.0.1');
    const topics = new TestEventSource<Revision>(`${await feature.app.getUrl()}/api/v1/events?topics=playlists`);
    const { data } = await topics.until(({ event }) => event === 'playlists');
    clock.pass(1_000);
    await choose('#aa3311');
    await topics.until((told) => told.event === 'playlists' && told.data.revision !== data.revision);
    expect(await view()).toMatchObject({ changedAtMs: playlist.changedAtMs });
    topics.close();
  });

  it('are nothing but pictures that were given, on playlists that are there', async () => {
    const { artworkId } = (await feature.get<AlbumPage>('/albums')).items[0]!;
    const { id: given } = await give('#aa3311');
    const answers = [
      await feature.send('put', `/playlists/${playlist.id}/cover`, { artworkId }),
      await feature.send('put', `/playlists/${playlist.id}/cover`, { artworkId: 'nothing' }),
      await feature.send('put', '/playlists/nothing/cover', { artworkId: given }),
      await feature.send('delete', '/playlists/nothing/cover'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await feature.send('put', `/playlists/${playlist.id}/cover`, {})).status).toBe(400);
    expect(await view()).toEqual(playlist);
  });
});
