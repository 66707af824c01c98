import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressIn, type AlbumTrack } from './continuing.js';
import { daysBefore } from './days.js';
import { hottest, type RecentListens } from './hot.js';
import { mostNeglected, type LeftAlone } from './neglected.js';

const NOW = Date.UTC(2024, 5, 15, 12);

const recent = fc.record({
  albumKey: fc.nat(1000),
  albumId: fc.string({ minLength: 1, maxLength: 3 }),
  listens: fc.integer({ min: 1, max: 6 }),
  lastHeardAtMs: fc.integer({ min: NOW - 3, max: NOW }),
});

describe('hot', () => {
  const album = (albumId: string, listens: number, lastHeardAtMs = NOW): RecentListens => ({
    albumKey: 1, albumId, listens, lastHeardAtMs,
  }); // prettier-ignore
  const ids = (albums: readonly RecentListens[]): string => albums.map(({ albumId }) => albumId).join(' ');

  it('takes three listens, not two', () => {
    expect(ids(hottest([album('two', 2), album('three', 3)], 3))).toBe('three');
  });

  it('goes by count, then by recency, then by id', () => {
    const albums = [album('b', 3), album('old', 3, NOW - 1), album('most', 9, NOW - 2), album('a', 3)];
    expect(ids(hottest(albums, 3))).toBe('most a b old');
  });

  it('does not depend on the order in which albums come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(recent, { selector: ({ albumId }) => albumId }), (albums) => {
        expect(hottest(albums.toReversed(), 3)).toEqual(hottest(albums, 3));
      }),
    );
  });

  it('never shows what is not hot, and leaves nothing out that is', () => {
    fc.assert(
      fc.property(fc.array(recent), (albums) => {
        expect(new Set(hottest(albums, 3))).toEqual(new Set(albums.filter(({ listens }) => listens >= 3)));
      }),
    );
  });
});

describe('neglected', () => {
  const since = daysBefore(NOW, 180);
  const keys = (albums: readonly LeftAlone[]): number[] => mostNeglected(albums, since).map(({ albumKey }) => albumKey);

  it('is what was heard, or added and never heard, before the window, left alone for longest first', () => {
    expect(
      keys([
        { albumKey: 1, addedAtMs: since - 9, lastHeardAtMs: since - 1 },
        { albumKey: 2, addedAtMs: since - 5 },
        { albumKey: 3, addedAtMs: since - 9, lastHeardAtMs: since - 8 },
      ]),
    ).toEqual([3, 2, 1]);
  });

  it('is not what was heard within the window', () => {
    expect(keys([{ albumKey: 1, addedAtMs: 0, lastHeardAtMs: since }])).toEqual([]);
  });

  it('is not what was added within the window, though it was heard before elsewhere', () => {
    expect(keys([{ albumKey: 1, addedAtMs: since }])).toEqual([]);
    expect(keys([{ albumKey: 1, addedAtMs: since, lastHeardAtMs: since - 1 }])).toEqual([]);
  });
});

describe('going on with an album', () => {
  const tracks: AlbumTrack[] = ['one', 'two', 'three', 'four'].map((id, i) => ({ id, recordingKey: i + 1 }));

  it.each<[string, number[], number, string]>([
    ['goes on after what was heard last', [1, 2], 2, 'three'],
    ['goes on where the gap is when the end was heard', [1, 2, 4], 3, 'three'],
    ['goes on after a favourite that was heard again', [1, 2, 1, 2, 3], 3, 'four'],
    ['begins anew with the first track', [1, 2, 3, 4, 1], 1, 'two'],
    ['begins with the first listen where the first track was not heard', [3, 2], 2, 'four'],
    ['does not mind recordings that are on it no more', [99, 1, 98], 1, 'two'],
    ['skips what was heard already', [1, 3, 2], 3, 'four'],
  ])('%s', (_, heard, heardTracks, nextTrackId) => {
    expect(progressIn(tracks, heard)).toEqual({ heardTracks, nextTrackId });
  });

  it.each<[string, number[]]>([
    ['nothing of it was heard', []],
    ['all of it was heard', [1, 2, 3, 4]],
    ['all of it was heard in another order', [1, 4, 3, 2]],
    ['all of it was heard, and some again', [1, 2, 3, 4, 3]],
  ])('does not when %s', (_, heard) => {
    expect(progressIn(tracks, heard)).toBeUndefined();
  });

  it('takes a recording that is on it twice as heard at both places', () => {
    const twice = [...tracks, { id: 'again', recordingKey: 2 }];
    expect(progressIn(twice, [1, 2])).toEqual({ heardTracks: 3, nextTrackId: 'three' });
    expect(progressIn(twice, [1, 2, 3, 4])).toBeUndefined();
  });

  it('always gives a track that was not heard since it was begun, and a count below that of all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 }), (heard) => {
        const progress = progressIn(tracks, heard);
        const since = new Set(heard.slice(Math.max(0, heard.lastIndexOf(1))).filter((key) => key <= 4));
        if (!progress) expect([0, 4]).toContain(since.size);
        else {
          expect(progress.heardTracks).toBe(since.size);
          expect(since.has(tracks.findIndex(({ id }) => id === progress.nextTrackId) + 1)).toBe(false);
        }
      }),
    );
  });
});
