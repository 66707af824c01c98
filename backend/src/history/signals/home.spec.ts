import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { Clock } from '../../common/index.js';
import { OWNER_ID } from '../../database/index.js';
import { HistoryModule } from '../history.module.js';
import { Ledger } from '../ledger.js';
import type { AlbumShelfItem, HomeView } from './home.dto.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const ADDED = Date.UTC(2023, 0, 1);

describeOnEachEngine('home', (database) => {
  let feature: FeatureApp;
  let nowMs: number;
  let plays: number;

  beforeEach(async () => {
    nowMs = ADDED;
    plays = 0;
    feature = await startFeatureApp(
      database(),
      [HistoryModule],
      [{ provide: Clock, useValue: { nowMs: () => nowMs } }],
    );
    for (const album of ['Amber', 'Bleach', 'Chrome']) {
      for (const trackNumber of [1, 2, 3]) {
        feature.files.put(
          `${album}/${trackNumber}.flac`,
          aTrack({ title: `${album} ${trackNumber}`, artist: 'Band', albumArtist: 'Band', album, trackNumber }),
        );
      }
    }
    await feature.scan();
    nowMs = ADDED + 400 * DAY_MS;
  });

  afterEach(() => feature.close());

  /** @param title such as `Amber 2` */
  async function listen(title: string, daysAgo: number, contextKind = 'album'): Promise<void> {
    const row = await database().read.get<{ track: string; album: string; name: string }>(
      'SELECT t.id AS track, a.id AS album, a.title AS name FROM track t JOIN album a ON a.key = t.album_key WHERE t.title = ?',
      [title],
    );
    if (!row) throw new Error(`There is no ${title}.`);
    const { track: trackId, album: albumId, name: album } = row;
    const playId = `play ${++plays}`;
    const startedAtMs = nowMs - daysAgo * DAY_MS;
    await database().write(({ sql }) =>
      feature.app.get(Ledger).record(sql, {
        ownerId: OWNER_ID, playId, startedAtMs, heardMs: 60_000, durationMs: 60_000, outcome: 'finished',
        heard: { title, artist: 'Band', album, albumArtist: 'Band', source: 'local', trackId, albumId },
        context: { kind: contextKind }, origin: 'pyxis',
      }),
    ); // prettier-ignore
  }

  async function place(title: string, placement: string): Promise<void> {
    const found = await database().read.get<{ id: string }>('SELECT id FROM album WHERE title = ?', [title]);
    await feature.send('put', `/albums/${found?.id ?? ''}/placement`, { placement });
  }

  const home = (): Promise<HomeView> => feature.get<HomeView>('/home');
  const titles = (shelf: readonly AlbumShelfItem[]): string[] => shelf.map(({ album }) => album.title);

  it('has nothing to say about a library that was not listened to, but what is new and what was neglected', async () => {
    const view = await home();
    expect(view).toMatchObject({ continue: [], hot: [], discovery: [] });
    expect(titles(view.recentlyAdded)).toEqual(['Chrome', 'Bleach', 'Amber']);
    expect(view.recentlyAdded[0]).toMatchObject({ heardTracks: 0, listens: 0, placement: 'collection' });
    expect(view.recentlyAdded[0]).not.toHaveProperty('lastHeardAtMs');
    expect(titles(view.neglected)).toEqual(['Amber', 'Bleach', 'Chrome']);
  });

  it('neglects nothing that is newer than the time it takes', async () => {
    nowMs = ADDED + 179 * DAY_MS;
    expect((await home()).neglected).toEqual([]);
  });

  it('is hot on three listens in thirty days, however the album was placed', async () => {
    for (const daysAgo of [1, 2, 30]) await listen('Amber 1', daysAgo);
    for (const daysAgo of [1, 2, 31]) await listen('Bleach 1', daysAgo);
    for (const daysAgo of [1, 1, 2, 3]) await listen('Chrome 2', daysAgo);
    await place('Chrome', 'dismissed');
    const { hot } = await home();
    expect(hot).toMatchObject([
      { album: { title: 'Chrome' }, listens: 4, recentListens: 4, heardTracks: 1, placement: 'dismissed' },
      { album: { title: 'Amber' }, listens: 3, recentListens: 3, lastHeardAtMs: nowMs - DAY_MS },
    ]);
  });

  it('goes on with what was begun lately, the last one first', async () => {
    await listen('Amber 1', 3);
    await listen('Amber 2', 3);
    await listen('Bleach 3', 2);
    for (const title of ['Chrome 1', 'Chrome 2', 'Chrome 3']) await listen(title, 1);
    const view = await home();
    expect(view.continue).toMatchObject([
      { album: { title: 'Bleach' }, positionLabel: 'heard 1 of 3', heardTracks: 1 },
      { album: { title: 'Amber' }, positionLabel: 'heard 2 of 3', heardTracks: 2 },
    ]);
    const next = await feature.get(`/tracks/${view.continue[1]?.nextTrackId ?? ''}`);
    expect(next).toMatchObject({ title: 'Amber 3' });
  });

  it('does not go on with what was left for long, or heard out of a playlist', async () => {
    await listen('Amber 1', 31);
    await listen('Bleach 1', 1, 'playlist');
    expect((await home()).continue).toEqual([]);
  });

  it('counts what was heard ever beside what was heard since the album was begun', async () => {
    for (const title of ['Amber 1', 'Amber 2', 'Amber 3']) await listen(title, 90);
    await listen('Amber 1', 2);
    expect((await home()).continue).toMatchObject([{ heardTracks: 3, listens: 4, positionLabel: 'heard 1 of 3' }]);
  });

  it('neglects what was left alone for longest first, and only in the collection', async () => {
    await listen('Amber 1', 181);
    await listen('Bleach 1', 179);
    expect(titles((await home()).neglected)).toEqual(['Chrome', 'Amber']);
    await place('Chrome', 'archive');
    expect((await home()).neglected).toMatchObject([{ album: { title: 'Amber' }, heardTracks: 1, listens: 1 }]);
    await place('Amber', 'discovery');
    expect((await home()).neglected).toEqual([]);
  });

  it('shows what waits for a verdict, placed last first, and hides what is out of sight', async () => {
    await place('Amber', 'discovery');
    nowMs += 1;
    await place('Chrome', 'discovery');
    await place('Bleach', 'archive');
    const view = await home();
    expect(titles(view.discovery)).toEqual(['Chrome', 'Amber']);
    expect(titles(view.recentlyAdded)).toEqual(['Chrome', 'Amber']);
  });
});
