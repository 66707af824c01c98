import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import type { AlbumPage } from './albums.dto.js';
import type { AlbumSummary } from './library.dto.js';
import { LibraryModule } from './library.module.js';
import { LibrarySearch } from './library-search.js';

describeOnEachEngine('the list of albums', (database) => {
  let feature: FeatureApp;

  beforeEach(async () => {
    feature = await startFeatureApp(database(), [LibraryModule]);
    for (const album of ['Amber', 'Bleach', 'Chrome']) {
      feature.files.put(
        `${album}.flac`,
        aTrack({ title: `Song of ${album}`, album, artist: 'Band', albumArtist: 'Band' }),
      );
    }
    await feature.scan();
  });

  afterEach(() => feature.close());

  it('has albums by how often and when last they were heard, those that never were at the other end', async () => {
    await database().write(async ({ sql }) => {
      for (const [title, listens, lastAtMs] of [
        ['Bleach', 4, 1_000],
        ['Chrome', 2, 2_000],
      ] as const) {
        await sql.run(
          `INSERT INTO tally (owner_id, kind, subject_key, listens, heard_ms, first_started_at_ms, first_day, last_started_at_ms)
           SELECT ?, 'release', release_key, ?, 0, 0, 0, ? FROM album WHERE title = ?`,
          [OWNER_ID, listens, lastAtMs, title],
        );
      }
    });
    const albums = async (query: string, limit = 1): Promise<AlbumSummary[]> => {
      const items: AlbumSummary[] = [];
      for (let cursor = ''; ;) {
        const page = await feature.get<AlbumPage>(`/albums?limit=${limit}&${query}${cursor}`);
        items.push(...page.items);
        if (page.nextCursor === undefined) return items;
        cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
      }
    };
    const named = async (query: string): Promise<string[]> => (await albums(query)).map(({ title }) => title);
    const byPlays = await albums('sort=plays');
    expect(byPlays.map(({ title, plays, lastHeardAtMs }) => [title, plays, lastHeardAtMs])).toEqual([
      ['Bleach', 4, 1_000],
      ['Chrome', 2, 2_000],
      ['Amber', 0, undefined],
    ]);
    expect(await named('sort=plays&order=asc')).toEqual(['Amber', 'Chrome', 'Bleach']);
    expect(await named('sort=heard')).toEqual(['Chrome', 'Bleach', 'Amber']);
    expect(await named('sort=heard&order=asc')).toEqual(['Amber', 'Bleach', 'Chrome']);
    expect((await albums('sort=title')).map(({ plays }) => plays)).toEqual([undefined, undefined, undefined]);
    expect((await albums('sort=title&plays=yes')).map(({ plays }) => plays)).toEqual([0, 4, 2]);
    expect(await feature.get('/albums/outline?sort=plays')).toEqual({ count: 3, every: 100, cursors: [], letters: [] });
  });

  it('and what is found by words say how often each was heard', async () => {
    await database().write(({ sql }) =>
      sql.run(
        `INSERT INTO tally (owner_id, kind, subject_key, listens, heard_ms, first_started_at_ms, first_day, last_started_at_ms)
         SELECT ?, 'recording', recording_key, 5, 0, 0, 0, 3000 FROM track WHERE title = 'Song of Chrome'`,
        [OWNER_ID],
      ),
    );
    const { tracks } = await feature.app.get(LibrarySearch).find({ query: 'song', limit: 5, ownerId: OWNER_ID });
    const plays = tracks.map(({ view }) => [view.title, view.plays, view.lastHeardAtMs]);
    expect(plays.sort()).toEqual([
      ['Song of Amber', 0, undefined],
      ['Song of Bleach', 0, undefined],
      ['Song of Chrome', 5, 3000],
    ]);
  });
});
