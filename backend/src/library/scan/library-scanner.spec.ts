import { beforeEach, expect, it, vi } from 'vitest';
import { SystemClock } from '../../common/index.js';
import type { Database } from '../../database/index.js';
import { SourceRegistry } from '../../sources/index.js';
import { aTrack, FakeCollection } from '../../../test/support/fake-collection.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { LibraryScanner, type ScanOptions } from './library-scanner.js';
import { ScanProgress } from './scan-progress.js';

const CORRUPT = { code: 'corrupt', detail: 'Its frames do not fit.' } as const;

describeOnEachEngine('LibraryScanner', (database) => {
  let files: FakeCollection;

  beforeEach(() => {
    files = new FakeCollection();
  });

  async function scan(options: Partial<ScanOptions> = {}): Promise<ScanProgress> {
    const scanner = new LibraryScanner(database(), new SourceRegistry([files]), new SystemClock());
    const progress = new ScanProgress();
    await scanner.scan({ signal: new AbortController().signal, ...options }, progress);
    return progress;
  }

  const tracks = (): Promise<TrackFacts[]> =>
    database().read.all<TrackFacts>(
      `SELECT t.id, t.title, t.is_missing AS missing, a.id AS "albumId", a.title AS album FROM track t
       JOIN album a ON a.key = t.album_key ORDER BY t.key`,
    );
  const albums = (): Promise<AlbumFacts[]> =>
    database().read.all<AlbumFacts>(
      'SELECT id, title, artist, sort_year AS year, track_count AS count, is_missing AS missing FROM album ORDER BY key',
    );
  const present = async (): Promise<string[]> =>
    (await tracks()).filter(({ missing }) => !missing).map(({ title }) => title);

  const homogenic = (title: string, trackNumber: number) =>
    aTrack({
      title,
      trackNumber,
      artist: 'Björk',
      album: 'Homogenic',
      albumArtist: 'Björk',
      originalDate: '1997-09-22',
    });

  it('takes in albums with their tracks, artists, genres and counts', async () => {
    files.put('bjork/homogenic/01.flac', { ...homogenic('Hunter', 1), genres: ['Electronic', 'Art Pop'] });
    files.put('bjork/homogenic/02.flac', { ...homogenic('Jóga', 2), genres: ['Electronic'] });
    const { added, itemsDone, itemsTotal } = await scan();
    expect({ added, itemsDone, itemsTotal }).toEqual({ added: 2, itemsDone: 2, itemsTotal: 2 });
    expect(await albums()).toEqual([
      { id: expect.stringMatching(/^\w{14}$/) as string, title: 'Homogenic', artist: 'Björk', year: 1997, count: 2, missing: no(database()) },
    ]); // prettier-ignore
    const counted = await database().read.all(
      `SELECT name, album_count AS albums, track_count AS tracks FROM genre ORDER BY name`,
    );
    expect(counted).toEqual([
      { name: 'Art Pop', albums: 1, tracks: 1 },
      { name: 'Electronic', albums: 1, tracks: 2 },
    ]);
    expect(
      await database().read.all(
        'SELECT name, album_count AS albums, appears_on_count AS appears, track_count AS tracks FROM artist',
      ),
    ).toEqual([{ name: 'Björk', albums: 1, appears: 0, tracks: 2 }]);
  });

  it('starts no thread to write a small library', async () => {
    const onThread = vi.fn();
    process.on('worker', onThread);
    files.put('a/01.flac', homogenic('Hunter', 1));
    await scan();
    process.off('worker', onThread);
    expect(await present()).toEqual(['Hunter']);
    expect(onThread).not.toHaveBeenCalled();
  });

  it('opens nothing and changes nothing the second time', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.break('a/02.flac', CORRUPT);
    await scan();
    const before = await tracks();
    files.opened.length = 0;
    const { added, updated, moved, missing, itemsDone } = await scan();
    expect(files.opened).toEqual([]);
    expect({ added, updated, moved, missing, itemsDone }).toEqual({
      added: 0, updated: 0, moved: 0, missing: 0, itemsDone: 2,
    }); // prettier-ignore
    expect(await tracks()).toEqual(before);
  });

  it('opens only what is new in a folder that changed', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.break('a/02.flac', CORRUPT);
    await scan();
    files.opened.length = 0;
    files.put('a/03.flac', homogenic('Bachelorette', 4));
    await scan();
    expect(files.opened).toEqual(['/music/a/03.flac']);
    expect(await albums()).toMatchObject([{ title: 'Homogenic', count: 2 }]);
    expect(await database().read.all('SELECT locator FROM scan_fault')).toEqual([{ locator: '/music/a/02.flac' }]);
  });

  it('marks what has gone as missing, and finds the same rows when it comes back', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('a/02.flac', homogenic('Jóga', 2));
    files.put('b/01.flac', aTrack({ title: 'Glory Box', artist: 'Portishead', album: 'Dummy' }));
    await scan();
    const before = await tracks();
    files.remove('a/02.flac');
    files.remove('b/01.flac');
    expect((await scan()).missing).toBe(2);
    expect(await present()).toEqual(['Hunter']);
    expect(await albums()).toMatchObject([
      { title: 'Homogenic', count: 1, missing: no(database()) },
      { title: 'Dummy', count: 0, missing: yes(database()) },
    ]);
    files.put('a/02.flac', homogenic('Jóga', 2));
    files.put('b/01.flac', aTrack({ title: 'Glory Box', artist: 'Portishead', album: 'Dummy' }));
    await scan();
    expect(await tracks()).toEqual(before);
  });

  it.each(['all of it', 'a folder of it'])('marks nothing as missing where %s cannot be read', async (part) => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('b/01.flac', aTrack({ title: 'Glory Box', album: 'Dummy' }));
    await scan();
    files.unreadable.add(part === 'all of it' ? '/music/' : '/music/b/');
    expect((await scan()).missing).toBe(0);
    expect(await present()).toEqual(['Hunter', 'Glory Box']);
    files.unreadable.clear();
    files.remove('b/01.flac');
    expect((await scan()).missing).toBe(1);
  });

  it('keeps the rows of an album whose folder was renamed', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('a/02.flac', homogenic('Jóga', 2));
    await scan();
    const before = await tracks();
    files.move('a/01.flac', 'renamed/1 Hunter.flac');
    files.move('a/02.flac', 'renamed/2 Jóga.flac');
    const { moved, added, missing } = await scan();
    expect({ moved, added, missing }).toEqual({ moved: 2, added: 0, missing: 0 });
    expect(await tracks()).toEqual(before);
  });

  it('keeps the rows of tracks that move within a folder', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('a/02.flac', homogenic('Jóga', 2));
    await scan();
    const before = await tracks();
    files.move('a/01.flac', 'a/01 Hunter.flac');
    const { moved, added, missing } = await scan();
    expect({ moved, added, missing }).toEqual({ moved: 1, added: 0, missing: 0 });
    expect(await tracks()).toEqual(before);
  });

  it('keeps the row of a track that moves from one folder into another', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('a/02.flac', homogenic('Jóga', 2));
    files.put('b/01.flac', aTrack({ title: 'Glory Box', album: 'Dummy' }));
    await scan();
    const before = await tracks();
    files.move('a/02.flac', 'b/02.flac');
    const { moved, added, missing } = await scan();
    expect({ moved, added, missing }).toEqual({ moved: 1, added: 0, missing: 0 });
    expect(await tracks()).toEqual(before);
  });

  it('takes a copy for another track, and the moved one for itself', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    await scan();
    const [original] = await tracks();
    files.put('mix/01.flac', { ...homogenic('Hunter', 1), album: 'Mixtape', albumArtist: 'Me' });
    expect((await scan()).added).toBe(1);
    expect(await present()).toEqual(['Hunter', 'Hunter']);
    files.move('a/01.flac', 'b/01.flac');
    await scan();
    expect((await tracks())[0]).toEqual(original);
    expect(await tracks()).toHaveLength(2);
  });

  it('keeps album and tracks when their tags are corrected', async () => {
    files.put('a/01.flac', { ...homogenic('Huntr', 1), album: 'Homogenik' });
    files.put('a/02.flac', { ...homogenic('Jóga', 2), album: 'Homogenik' });
    await scan();
    const before = await tracks();
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('a/02.flac', homogenic('Jóga', 2));
    const { updated, added, missing } = await scan();
    expect({ updated, added, missing }).toEqual({ updated: 2, added: 0, missing: 0 });
    expect(await tracks()).toEqual(before.map((track, i) => ({ ...track, album: 'Homogenic', title: ['Hunter', 'Jóga'][i] })));
    expect(await albums()).toHaveLength(1);
  }); // prettier-ignore

  it('joins the discs of an album from their folders', async () => {
    const wall = (title: string, discNumber: number) =>
      aTrack({ title, artist: 'Pink Floyd', album: 'The Wall', albumArtist: 'Pink Floyd', discNumber, trackNumber: 1 });
    files.put('wall/CD1/01.flac', wall('In the Flesh?', 1));
    files.put('wall/CD2/01.flac', wall('Hey You', 2));
    await scan();
    expect(await albums()).toMatchObject([{ title: 'The Wall', count: 2 }]);
  });

  it('makes a compilation of several artists under one title without an album artist', async () => {
    files.put('hits/CD1/01.flac', aTrack({ title: 'One', artist: 'A', album: 'Hits' }));
    files.put('hits/CD1/02.flac', aTrack({ title: 'Two', artist: 'B', album: 'Hits' }));
    files.put('hits/CD2/01.flac', aTrack({ title: 'Three', artist: 'C', album: 'Hits' }));
    files.put('hits/CD2/02.flac', aTrack({ title: 'Four', artist: 'D', album: 'Hits' }));
    await scan();
    expect(await albums()).toMatchObject([{ title: 'Hits', artist: 'Various Artists', count: 4 }]);
  });

  it('puts what names no album on one named after its folder', async () => {
    files.put('Loose ends/x.mp3', aTrack({ title: 'X', artist: 'A' }));
    await scan();
    expect(await albums()).toMatchObject([{ title: 'Loose ends', artist: 'A', count: 1 }]);
  });

  it('tells broken files, and forgets them when they are repaired or gone', async () => {
    const faults = () => database().read.all('SELECT locator, code FROM scan_fault ORDER BY locator');
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.break('a/02.flac', CORRUPT);
    files.break('b/03.flac', CORRUPT);
    expect((await scan()).broken).toBe(2);
    expect(await faults()).toEqual([
      { locator: '/music/a/02.flac', code: 'corrupt' },
      { locator: '/music/b/03.flac', code: 'corrupt' },
    ]);
    files.put('a/02.flac', homogenic('Jóga', 2));
    files.remove('b/03.flac');
    await scan();
    expect(await faults()).toEqual([]);
    expect(await present()).toEqual(['Hunter', 'Jóga']);
  });

  it('holds a track that became unreadable as missing until it is well again', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    await scan();
    const before = await tracks();
    files.break('a/01.flac', CORRUPT);
    await scan();
    expect(await present()).toEqual([]);
    files.put('a/01.flac', homogenic('Hunter', 1));
    await scan();
    expect(await tracks()).toEqual(before);
  });

  it('keeps what it has written when it is cancelled, and takes up there', async () => {
    for (let album = 1; album <= 4; album++) {
      for (let track = 1; track <= 150; track++) {
        files.put(`${album}/${track}.flac`, aTrack({ title: `T${album}-${track}`, album: `A${album}`, albumArtist: 'X' }));
      }
    }
    const cancelling = new AbortController();
    files.beforeUnit = (key) => {
      if (key === '/music/4/') cancelling.abort();
    };
    await scan({ signal: cancelling.signal });
    const written = (await tracks()).length;
    expect(written).toBeGreaterThanOrEqual(300);
    files.beforeUnit = () => undefined;
    files.opened.length = 0;
    await scan({ isAfterInterruption: true });
    expect(files.opened).toHaveLength(600 - written);
    expect(await database().read.get('SELECT track_count AS tracks, album_count AS albums FROM artist WHERE name = ?', ['X'])).toEqual({ tracks: 600, albums: 4 });
  }); // prettier-ignore

  it('reads everything again on demand without making anything anew', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    await scan();
    const before = await tracks();
    files.opened.length = 0;
    await scan({ rereadAll: true });
    expect(files.opened).toEqual(['/music/a/01.flac']);
    expect(await tracks()).toEqual(before);
  });

  it('looks only at the units it is told of', async () => {
    files.put('a/01.flac', homogenic('Hunter', 1));
    files.put('b/01.flac', aTrack({ title: 'Glory Box', album: 'Dummy' }));
    await scan();
    files.put('a/02.flac', homogenic('Jóga', 2));
    files.remove('b/01.flac');
    files.opened.length = 0;
    const { missing } = await scan({ only: new Map([['local', ['/music/a/']]]) });
    expect(files.opened).toEqual(['/music/a/02.flac']);
    expect(missing).toBe(0);
    expect(await present()).toEqual(['Hunter', 'Glory Box', 'Jóga']);
  });

  it('writes a picture once for all who share it, and drops it when nobody does', async () => {
    const cover = (version: string) => ({ locator: '/music/a/cover.jpg', version });
    files.put('a/01.flac', { ...homogenic('Hunter', 1), artwork: cover('1') });
    files.put('a/02.flac', { ...homogenic('Jóga', 2), artwork: cover('1') });
    await scan();
    const before = await database().read.all<{ id: string }>('SELECT id FROM artwork');
    expect(before).toHaveLength(1);
    files.put('a/01.flac', { ...homogenic('Hunter', 1), artwork: cover('2') });
    files.put('a/02.flac', { ...homogenic('Jóga', 2), artwork: cover('2') });
    await scan();
    const after = await database().read.all<{ id: string }>('SELECT id FROM artwork');
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
  });

  it('leaves other sources their turn when one fails', async () => {
    const broken = new FakeCollection('/broken/');
    broken.put('a/01.flac', aTrack({ title: 'Lost' }));
    broken.beforeUnit = () => Promise.reject(new Error('The reader fell over.'));
    Object.defineProperty(broken, 'id', { value: 'other' });
    files.put('a/01.flac', homogenic('Hunter', 1));
    const scanner = new LibraryScanner(database(), new SourceRegistry([broken, files]), new SystemClock());
    await expect(scanner.scan({ signal: new AbortController().signal }, new ScanProgress())).rejects.toThrow(
      'fell over',
    );
    expect(await present()).toEqual(['Hunter']);
  });
});

interface TrackFacts {
  readonly id: string;
  readonly title: string;
  readonly missing: number | boolean;
  readonly albumId: string;
  readonly album: string;
}

interface AlbumFacts {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly year: number;
  readonly count: number;
  readonly missing: number | boolean;
}

const no = ({ engine }: Database): boolean | number => (engine === 'sqlite' ? 0 : false);
const yes = ({ engine }: Database): boolean | number => (engine === 'sqlite' ? 1 : true);
