import type { FoundAlbum } from '../core/api/types';
import { Drawn } from '../core/testing/drawn';
import { aTrack } from '../player/testing/fixtures';
import { NotedPlayer } from '../player/testing/noted-player';
import { AlbumCard } from './album-card';
import { ArtistCard } from './artist-card';
import { PlaylistCard } from './playlist-card';
import { provideActions } from './subjects/provide-actions';

const ALBUM: FoundAlbum = {
  id: 'low-water',
  title: 'Low Water',
  artist: 'Tideglass & Anna Brel',
  artists: [
    { id: 'tideglass', name: 'Tideglass' },
    { id: 'brel', name: 'Anna Brel' },
  ],
  isMissing: false,
} as FoundAlbum;

describe('the card of an album', () => {
  let player: NotedPlayer;
  const draw = (album: Partial<FoundAlbum>, more: object = {}): Promise<Drawn<AlbumCard>> =>
    Drawn.of(AlbumCard, { album: { ...ALBUM, ...album }, ...more }, [player.provider, ...provideActions()]);

  beforeEach(() => (player = new NotedPlayer()));

  it('leads to the album and to each of its artists', async () => {
    const card = await draw({});
    const links = [...card.element.querySelectorAll('a')].map((link) => [link.textContent.trim(), link.pathname]);
    expect(links).toEqual([
      ['Low Water', '/album/low-water'],
      ['Tideglass', '/artist/tideglass'],
      ['Anna Brel', '/artist/brel'],
    ]);
  });

  it('plays the album, from its beginning or from a track', async () => {
    await (await draw({})).press('Play Low Water');
    expect(player.told).toEqual([['play', { kind: 'album', id: 'low-water', title: 'Low Water' }, undefined]]);
  });

  it('begins where it is told to', async () => {
    await (await draw({}, { startsAt: 'ebb' })).press('Play Low Water');
    expect(player.told[0]?.[2]).toBe('ebb');
  });

  it('stops and goes on where the album plays already', async () => {
    const card = await draw({});
    player.current.set(aTrack('Ebb', { album: { id: 'low-water', title: 'Low Water' } }));
    player.isPlaying.set(true);
    await card.settle();
    await card.press('Pause Low Water');
    expect(player.told).toEqual([['toggle']]);
  });

  it.each([
    [{}, 'Missing'],
    [{ offSourceId: 'ytmusic' }, 'Source off'],
  ])('says of what cannot be played why, and has no button to play it: %o', async (more, word) => {
    const card = await draw({ isMissing: true, ...more });
    expect(card.text('.picture > .badge')).toBe(word);
    expect(card.element.querySelector('px-card-play')).toBeNull();
  });

  it('shows the year in place of the artist where all are of one', async () => {
    const card = await draw({ year: 1998 }, { line: 'year' });
    expect(card.text('.by')).toBe('1998');
    await card.set({ album: ALBUM });
    expect(card.text('.by')).toBe('Year unknown');
  });

  it('marks what was looked for in the title', async () => {
    const card = await draw({}, { query: 'wat' });
    expect(card.text('.title mark')).toBe('Wat');
    expect(card.text('.title')).toBe('Low Water');
  });

  it('keeps a title that reads from right to left apart from the artist', async () => {
    const card = await draw({ title: 'بحر' });
    expect(card.element.querySelector<HTMLElement>('.title')?.dir).toBe('auto');
  });
});

describe('the card of an artist', () => {
  const draw = (artist: object): Promise<Drawn<ArtistCard>> =>
    Drawn.of(ArtistCard, { artist: { id: 'brel', name: 'Anna Brel', ...artist } }, [
      new NotedPlayer().provider,
      ...provideActions(),
    ]);

  it.each([
    [{ albumCount: 3, appearsOnCount: 2, trackCount: 30 }, '3 albums'],
    [{ albumCount: 1, appearsOnCount: 0, trackCount: 9 }, '1 album'],
    [{ albumCount: 0, appearsOnCount: 2, trackCount: 2 }, 'On 2 albums'],
    [{ albumCount: 0, appearsOnCount: 0, trackCount: 1 }, '1 track'],
  ])('says how much there is: %o', async (counts, words) => {
    expect((await draw(counts)).text('.by')).toBe(words);
  });

  it('says the source of one that no library has, which counts nothing', async () => {
    const card = await draw({ sourceId: 'bandcamp' });
    expect(card.element.querySelector('.by px-source-badge')).not.toBeNull();
    expect(card.text('.by')).not.toContain('track');
  });
});

describe('the card of a playlist of a source', () => {
  const draw = (playlist: object): Promise<Drawn<PlaylistCard>> =>
    Drawn.of(PlaylistCard, { playlist: { id: 'ytmusic:PL1', title: 'Walk', sourceId: 'ytmusic', ...playlist } }, [
      new NotedPlayer().provider,
      ...provideActions(),
    ]);

  it.each([
    [{ owner: 'Ada', trackCount: 4 }, 'Ada'],
    [{ trackCount: 4 }, '4 tracks'],
    [{}, 'Playlist'],
  ])('says whose it is, or how much is in it: %o', async (more, words) => {
    const card = await draw(more);
    expect(card.text('.by')).toBe(words);
    expect(card.element.querySelector('a')?.pathname).toBe('/playlist/ytmusic:PL1');
  });
});
