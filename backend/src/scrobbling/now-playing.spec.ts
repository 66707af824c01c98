import { beforeEach, describe, expect, it } from 'vitest';
import { NowPlaying } from './now-playing.js';

describe('NowPlaying', () => {
  let nowPlaying: NowPlaying;

  beforeEach(() => {
    nowPlaying = new NowPlaying();
  });

  const tell = (kind: 'started' | 'progressed' | 'ended', atMs: number, playId = 'play'): boolean =>
    nowPlaying.isDue({ kind, ownerId: 'owner', playId, atMs });

  it('is due once, when a play has lasted 5 s', () => {
    const told = [0, 200, 4_999, 5_200, 10_200, 15_200].map((atMs, index) =>
      tell(index ? 'progressed' : 'started', atMs),
    );
    expect(told).toEqual([false, false, false, true, false, false]);
  });

  it('is not due for what is skipped through', () => {
    tell('started', 0);
    expect(tell('ended', 6_000)).toBe(false);
    tell('started', 6_000, 'next');
    expect(tell('progressed', 8_000, 'next')).toBe(false);
  });

  it('is due again 5 s after a long pause, and not after a short one', () => {
    tell('started', 0);
    expect(tell('progressed', 5_000)).toBe(true);
    expect(tell('progressed', 100_000)).toBe(false);
    expect(tell('progressed', 400_000)).toBe(false);
    expect(tell('progressed', 405_000)).toBe(true);
  });

  it('is due for a play whose beginning it has not seen', () => {
    expect([tell('progressed', 0), tell('progressed', 5_000)]).toEqual([false, true]);
  });
});
