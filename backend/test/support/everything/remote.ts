import { expect } from 'vitest';
import { AlbumSaver } from '../../../src/browse/album-saver.js';
import { Radios } from '../../../src/browse/index.js';
import { SnapshotRetention } from '../../../src/catalogue/snapshot-retention.js';
import { SourceItems, TrackDirectory } from '../../../src/catalogue/index.js';
import { Database } from '../../../src/database/index.js';
import { SourcesOff } from '../../../src/library/sources-off.js';
import { SourceRegistry } from '../../../src/sources/index.js';
import type { AlbumView } from '../../../src/library/library.dto.js';
import type { YtMusicParts } from '../fake-ytmusic/ytmusic-parts.js';
import type { PlaybackApp } from '../playback-app.js';
import type { Client } from './client.js';

const PATIENT = { timeout: 60_000 };
const OUTPUT = 'desktop1';
const DOWN = { status: 503, body: '' };

/** Opens, plays and saves what only a source has, and takes some of it back. */
export async function useRemote(client: Client, pyxis: PlaybackApp, parts: YtMusicParts): Promise<void> {
  const [harbour, tide] = parts.fake.world.albums;
  const id = ({ id: nativeId } = { id: '' }): string => `ytmusic:${nativeId}`;
  const artistId = id(harbour?.artists[0]);
  await client.get(`/remote/artists/${artistId}`);
  await client.get(`/remote/playlists/${id(parts.fake.world.playlists[0])}`);
  await openOwnLists(client, parts);
  await client.send('put', `/remote/tracks/${id(harbour?.songs[1])}/saved`);
  await client.send('put', `/remote/tracks/${id(harbour?.songs[2])}/saved`);
  for (const song of [2, 1]) await client.send('delete', `/remote/tracks/${id(harbour?.songs[song])}/saved`);
  const { libraryId } = await saved(client, id(harbour));
  await client.send('put', `/remote/albums/${id(harbour)}/saved`);
  await client.send('delete', `/remote/albums/${id(harbour)}/saved`);
  await client.send('put', `/remote/albums/${id(harbour)}/saved`);
  const { discs } = await client.get<AlbumView>(`/albums/${libraryId}`);
  const track = discs[0]?.tracks[0]?.id ?? '';
  await pyxis.app.get(TrackDirectory).learnGain(track, -4);
  const off = new SourcesOff(pyxis.app.get(Database), new SourceRegistry([]));
  await off.tracks(pyxis.app.get(Database).read, [1]);
  await off.albums(pyxis.app.get(Database).read, [1]);
  await client.get(`/remote/tracks/${track}/versions`);
  await client.send('put', `/remote/tracks/${track}/version`, { versionId: id(tide?.songs[0]) });
  await saveArtists(client, pyxis, parts);
  await client.get(`/remote/artists/${artistId}`);
  await pyxis.tell('/play', { subject: { kind: 'radio', id: track }, outputId: OUTPUT });
  await pyxis.app.get(Radios).settled();
  await pyxis.tell('/next');
  await pyxis.app.get(Radios).settled();
  await pyxis.app.get(Radios).more('nobody', 2 ** 31 - 1, 0, 1);
  const old = { source: 'ytmusic', kind: 'album', nativeId: 'old', value: {}, fetchedAtMs: 0, expiresAtMs: 0 } as const;
  await pyxis.app.get(Database).write(({ sql }) => pyxis.app.get(SourceItems).keep(sql, [old]));
  await pyxis.app.get(SnapshotRetention).run();
}

const MADE = 'PLmadebyada000000000000000000000001';

/** @returns cookies of somebody who likes some songs, and has made a list of them */
export function signInTo({ fake: { accounts, songs } }: YtMusicParts): string {
  const key = 'key-of-the-browser';
  const playlists = [{ id: MADE, title: 'Made', owner: 'Ada', songs }];
  accounts.all.set(key, [{ name: 'Ada', handle: '@ada', likes: songs, playlists, albums: [] }]);
  return `SAPISID=${key}`;
}

/** Own lists: one that is whole, and one that ends early. */
async function openOwnLists(client: Client, { fake }: YtMusicParts): Promise<void> {
  const open = async (path: string, cursor?: string): Promise<void> => {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const { nextCursor } = await client.get<{ nextCursor?: string }>(path + query);
    if (nextCursor !== undefined) await open(path, nextCursor);
  };
  await open(`/remote/playlists/ytmusic:${MADE}`);
  fake.ownListsEndAfter = 100;
  await open('/remote/playlists/ytmusic:LM');
}

async function saved(client: Client, albumId: string): Promise<{ libraryId: string }> {
  await client.send('put', `/remote/albums/${albumId}/saved`);
  return client.get(`/remote/albums/${albumId}`);
}

/** Also while the source is down, which is then tried again. */
async function saveArtists(client: Client, pyxis: PlaybackApp, parts: YtMusicParts): Promise<void> {
  const [ferry, , kites] = parts.fake.world.artists;
  const save = (nativeId = ''): Promise<void> => client.send('put', `/remote/artists/ytmusic:${nativeId}/saved`);
  await save(kites?.id);
  await client.send('delete', `/remote/artists/ytmusic:${kites?.id ?? ''}/saved`);
  await save(kites?.id);
  await pyxis.app.get(AlbumSaver).settled();
  parts.fake.lastingFault = DOWN;
  await save(ferry?.id);
  const failures = (): Promise<{ failures: number } | undefined> =>
    pyxis.app.get(Database).read.get('SELECT max(failures) AS failures FROM album_to_save');
  await expect.poll(failures, PATIENT).toEqual({ failures: 1 });
  parts.fake.lastingFault = undefined;
}
