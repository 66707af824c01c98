import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { TrackLists, type ListedTracks } from './track-lists.js';

describeOnEachEngine('lists of tracks that are longer than wanted', (database) => {
  let pyxis: PlaybackApp;
  let lists: TrackLists;

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
    lists = pyxis.app.get(TrackLists);
  });

  afterEach(() => pyxis.close());

  /** By where they stand among all eight. */
  const places = ({ tracks }: ListedTracks): number[] => tracks.map(({ id }) => pyxis.trackIds.indexOf(id));

  it.each([
    { start: undefined, most: 3, expected: [0, 1, 2], startIndex: 0 },
    { start: 4, most: 3, expected: [4, 5, 6], startIndex: 0 },
    { start: 6, most: 3, expected: [5, 6, 7], startIndex: 1 },
    { start: 7, most: 3, expected: [5, 6, 7], startIndex: 2 },
    { start: 2, most: 7, expected: [1, 2, 3, 4, 5, 6, 7], startIndex: 1 },
  ])('are cut around track $start, to $most', async ({ start, most, expected, startIndex }) => {
    const startId = start === undefined ? undefined : pyxis.trackIds[start];
    const wish = { ownerId: OWNER_ID, most, ...(startId !== undefined && { startId }) };
    for (const list of [
      await lists.ofTracks({ sort: 'title' }, wish),
      await lists.ofAlbums({}, wish),
      await lists.ofArtist(pyxis.artistId, { sort: 'title' }, wish),
    ]) {
      expect(places(list)).toEqual(expected);
      expect(list).toMatchObject({ startIndex, isCut: true });
    }
  });

  it('are whole where they fit, and begin with the first track where they lack the one to begin with', async () => {
    for (const startId of [pyxis.trackIds[5] ?? '', 'nowhere']) {
      const list = await lists.ofAlbum(pyxis.albumIds[1] ?? '', { ownerId: OWNER_ID, most: 4, startId });
      expect(places(list)).toEqual([4, 5, 6, 7]);
      expect(list).toMatchObject({ title: 'B', isCut: false, startIndex: startId === 'nowhere' ? 0 : 1 });
    }
  });
});
