import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { FakeBandcamp } from '../../backend/test/support/fake-bandcamp/fake-bandcamp.js';
import { shiftsOf, watchShifts } from '../support/layout-shifts.js';
import { listenTo } from '../support/listens.js';
import { withPandora } from '../support/pandora.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const music = scratchFolder('steady-music');
// 450 files are 300 albums; the extremes come on top.
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');

test.beforeAll(() => {
  execFileSync(process.execPath, [MAKE, music, '450', '--singles', '--extremes']);
});

/** Settings are asked for by hooks as well, each time for another. */
const bandcamps: FakeBandcamp[] = [];
test.afterAll(() => Promise.all(bandcamps.map((fake) => fake.stop())));

test.use({
  settings: withPandora(async () => {
    const bandcamp = await new FakeBandcamp().start();
    bandcamps.push(bandcamp);
    return {
      folders: [music],
      sources: {
        bandcamp: { enabled: true, baseUrl: bandcamp.origin, mediaUrl: bandcamp.origin, user: 'ada-lamplight' },
      },
    };
  }),
});

/** The limit of “good” for Cumulative Layout Shift is 0.1; a music player has no advertisement to excuse half of it. */
const MOST_SHIFT = 0.05;

for (const [width, reducedMotion] of [
  [390, 'no-preference'],
  [1440, 'reduce'],
  [2560, 'no-preference'],
] as const) {
  test(`nothing jumps while pages load, ${width} px wide`, async ({ page, server }) => {
    await page.emulateMedia({ reducedMotion });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
    await scanned(server);
    const ask = async (path: string): Promise<{ items: { id: string; name?: string; trackCount: number }[] }> =>
      (await fetch(new URL(`api/v1/${path}`, server.url))).json() as never;
    const albums = (await ask('albums?sort=artist&from=Extremes&limit=10')).items;
    const long = albums.find(({ trackCount }) => trackCount === 200)?.id ?? '';
    const station = (await ask('personal-stations')).items.find(({ name }) => name !== 'QuickMix')?.id;
    const artist = (await ask('artists?sort=tracks&limit=1')).items[0]?.id ?? '';
    const genre = (await ask('genres?sort=albums&limit=1')).items[0]?.id ?? '';
    const remote = (await ask('search?q=harbour')) as unknown as Record<'albums' | 'artists', { id: string }[]>;
    const found = (kind: 'albums' | 'artists'): string => remote[kind].find(({ id }) => id.includes(':'))?.id ?? '';
    await fetch(new URL('api/v1/shelves', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Sixties', query: { decade: 1960 } }),
    });
    await watchShifts(page);
    const report: string[] = [];
    const visit = async (path: string): Promise<void> => {
      await page.goto(path);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      const shifts = await shiftsOf(page);
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      if (process.env.PYXIS_SHIFTS) console.log(`${width} /${path}: ${sum.toFixed(4)}`);
      if (sum >= MOST_SHIFT) report.push(`/${path} ${sum.toFixed(3)}: ${shifts.map(({ what }) => what).join(' | ')}`);
    };
    // Before anything was heard.
    await visit('history');
    await visit('history/statistics');
    await listenTo(server);
    for (const path of [
      '',
      'search',
      'search?q=a',
      'library',
      'albums',
      'albums?sort=year',
      'albums?view=table',
      `album/${albums.find(({ id }) => id !== long)?.id}`,
      `album/${long}`,
      'artists',
      `artist/${artist}`,
      `artist/${artist}?part=tracks`,
      'playlists',
      'favourites',
      'songs',
      'songs?sort=added',
      'genres',
      `genre/${genre}`,
      `genre/${genre}?part=songs`,
      'decades',
      'decade/1960',
      `album/${found('albums')}`,
      `artist/${found('artists')}`,
      'own/bandcamp',
      'kept',
      'device',
      'stations',
      'stations/find',
      `personal-station/${station}`,
      'personal-stations/new',
      'personal-stations/bookmarks',
      'podcasts',
      'podcasts?list=new',
      'podcasts/add',
      'queue',
      'history',
      'history/statistics',
      'history/statistics?window=all',
      'history/import',
      'settings',
      'sources',
    ]) {
      await visit(path);
    }
    expect(report).toEqual([]);
  });
}
