import type { TrackView } from '../api/types';
import {
  currentItem,
  EMPTY_QUEUE,
  followingIndex,
  precedingIndex,
  type Queue,
  queueOf,
  restoredOrder,
  shuffled,
  withLast,
  withNext,
  without,
  withTrack,
} from './queue';

const aTrack = (title: string): TrackView => ({
  id: title,
  title,
  artist: 'Someone',
  artists: [],
  album: { id: 'album', title: 'Album' },
  durationMs: 60_000,
  hasLyrics: false,
  isMissing: false,
  addedAtMs: 0,
});
const tracks = (titles: string): TrackView[] => Array.from(titles, (title) => aTrack(title));
const titles = (queue: Queue): string => queue.items.map((item) => item.track.title).join('');
const current = (queue: Queue): string | undefined => currentItem(queue)?.track.title;

describe('queue', () => {
  it('begins at the asked track and stays inside the list', () => {
    expect(current(queueOf(tracks('abc'), 1))).toBe('b');
    expect(current(queueOf(tracks('abc'), 9))).toBe('c');
    expect(queueOf([], 0)).toEqual(EMPTY_QUEUE);
  });

  it('gives the same track an id of its own each time it stands in the queue', () => {
    const queue = withLast(queueOf(tracks('a'), 0), tracks('a'));
    expect(new Set(queue.items.map((item) => item.itemId)).size).toBe(2);
  });

  it('shuffles around the current track, keeps all, and restores the order', () => {
    const queue = queueOf(tracks('abcdef'), 2);
    const mixed = shuffled(queue, () => 0);
    expect(current(mixed)).toBe('c');
    expect(mixed.index).toBe(0);
    expect(Array.from(titles(mixed)).sort().join('')).toBe('abcdef');
    expect(titles(mixed)).not.toBe('cabdef');
    const restored = restoredOrder(mixed);
    expect(titles(restored)).toBe('abcdef');
    expect(current(restored)).toBe('c');
    expect(restored.unshuffled).toBeUndefined();
  });

  it('puts what was added while shuffled at the end of the restored order', () => {
    const mixed = withNext(
      shuffled(queueOf(tracks('abc'), 0), () => 0),
      tracks('x'),
    );
    expect(titles(mixed)[1]).toBe('x');
    expect(titles(restoredOrder(mixed))).toBe('abcx');
  });

  it('adds behind the current track and at the end', () => {
    const queue = queueOf(tracks('abc'), 0);
    expect(titles(withNext(queue, tracks('xy')))).toBe('axybc');
    expect(titles(withLast(queue, tracks('xy')))).toBe('abcxy');
  });

  it('keeps the current track when another is taken out, and moves on when it is that one', () => {
    const queue = queueOf(tracks('abc'), 1);
    const id = (place: number): string => queue.items[place]?.itemId ?? '';
    expect(current(without(queue, id(0)))).toBe('b');
    expect(current(without(queue, id(2)))).toBe('b');
    expect(current(without(queue, id(1)))).toBe('c');
    expect(without(queue, 'unknown')).toBe(queue);
    const last = queueOf(tracks('a'), 0);
    expect(without(last, last.items[0]?.itemId ?? '')).toEqual(EMPTY_QUEUE);
  });

  it('repeats as told, but a person who asks for the next gets it', () => {
    const end = queueOf(tracks('abc'), 2);
    expect(followingIndex(end, 'off', false)).toBe(-1);
    expect(followingIndex(end, 'all', false)).toBe(0);
    expect(followingIndex(end, 'one', false)).toBe(2);
    expect(followingIndex(end, 'one', true)).toBe(0);
    expect(precedingIndex(queueOf(tracks('abc'), 0), 'off')).toBe(0);
    expect(precedingIndex(queueOf(tracks('abc'), 0), 'all')).toBe(2);
  });

  it('shows a new title wherever the track stands', () => {
    const queue = queueOf(tracks('aba'), 0);
    expect(titles(withTrack(queue, { ...aTrack('a'), title: 'z' }))).toBe('zbz');
  });
});
