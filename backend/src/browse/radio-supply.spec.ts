import { describe, expect, it } from 'vitest';
import { forgetBefore, newSupply, tracksAfter, withPage, type RadioSupply, type RadioTrack } from './radio-supply.js';

function song(title: string, artist = 'Somebody', id = `ytmusic:${title}`): RadioTrack {
  return { id, title, artist, artists: [artist] };
}

const songs = (from: number, count: number): RadioTrack[] =>
  Array.from({ length: count }, (_, i) => song(`Number ${from + i}`));
const titles = ({ tracks }: RadioSupply): string[] => tracks.map(({ title }) => title);
const start = newSupply([song('Number 0')], 'Number 0');

describe('a radio', () => {
  it.each([
    ['the same id', song('Number 0')],
    [
      'a video of it, with a length of its own',
      { ...song('Number 0', 'Somebody', 'ytmusic:video'), durationMs: 300_000 },
    ],
    ['a video as it was uploaded', song('Number 0 (Official Video)', 'Somebody', 'ytmusic:upload')],
  ])('does not give %s again among fifty', (_, again) => {
    const supply = withPage(start, { tracks: [again, song('Number 1')], cursor: 'more' });
    expect(titles(supply)).toEqual(['Number 0', 'Number 1']);
  });

  it.each([
    ['the same title by somebody else', song('Number 0', 'Another', 'ytmusic:other')],
    ['a live version', song('Number 0 (Live)', 'Somebody', 'ytmusic:live')],
  ])('gives %s', (_, other) => {
    expect(withPage(start, { tracks: [other], cursor: 'more' }).tracks).toHaveLength(2);
  });

  it('may give a song again after fifty others', () => {
    const supply = withPage(start, { tracks: [...songs(1, 50), song('Number 0')], cursor: 'more' });
    expect(titles(supply).filter((title) => title === 'Number 0')).toHaveLength(2);
  });

  it('goes on from other songs where pages bring nothing new, and is over at last: pages are not asked for ever', () => {
    const circle = songs(0, 25);
    let supply = withPage(start, { tracks: circle, cursor: '1' });
    let pages = 1;
    for (; !supply.isEnded && pages < 100; pages++)
      supply = withPage(supply, { tracks: circle, cursor: String(pages) });
    expect(pages).toBeLessThan(20);
    expect(titles(supply)).toEqual(circle.map(({ title }) => title));
    expect(new Set(supply.starts).size).toBe(4);
  });

  it('goes on from another song where the source has no further page', () => {
    const supply = withPage(start, { tracks: songs(0, 5) });
    expect(supply).toMatchObject({ starts: ['Number 0', 'Number 4'], isEnded: false });
    expect(supply).not.toHaveProperty('cursor');
  });

  it('is over at once where there is nothing but its first song', () => {
    expect(withPage(start, { tracks: [] }).isEnded).toBe(true);
  });

  it('forgets what it gave but for the last fifty, and goes on at the same position', () => {
    const supply = withPage(start, { tracks: songs(1, 199), cursor: 'more' });
    const left = forgetBefore(supply, 120);
    expect([left.from, left.tracks.length]).toEqual([70, 130]);
    expect(tracksAfter(left, 120)).toEqual(tracksAfter(supply, 120));
    expect(tracksAfter(left, 10)).toHaveLength(130);
    expect(forgetBefore(left, 20)).toEqual(left);
  });
});
