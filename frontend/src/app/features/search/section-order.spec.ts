import { orderSections, SECTIONS } from './section-order';

const NOTHING = { albums: [], artists: [], playlists: [], shows: [], stations: [], episodes: [] };
const some = [{}] as never;

describe('orderSections', () => {
  it('puts what comes at once into the usual order', () => {
    const all = { albums: some, artists: some, playlists: some, shows: some, stations: some, episodes: some };
    expect(orderSections(undefined, 1, all).names).toEqual(SECTIONS);
  });

  it('puts what comes later below what is shown', () => {
    const first = orderSections(undefined, 1, { ...NOTHING, artists: some, episodes: some });
    const second = orderSections(first, 1, {
      ...NOTHING,
      artists: some,
      episodes: some,
      albums: some,
      playlists: some,
    });
    expect(second.names).toEqual(['artists', 'episodes', 'albums', 'playlists']);
  });

  it('begins anew with another search', () => {
    const first = orderSections(undefined, 1, { ...NOTHING, episodes: some });
    expect(orderSections(first, 2, { ...NOTHING, albums: some, episodes: some }).names).toEqual(['albums', 'episodes']);
  });
});
