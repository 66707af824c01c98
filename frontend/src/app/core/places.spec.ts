import { placeAt, PLACES, placesIn } from './places';

describe('places', () => {
  it('are where their address, and what they hold, says', () => {
    const titles = [
      '/',
      '/albums?sort=year',
      '/album/12',
      '/artist/3#top',
      '/history/statistics',
      '/history/import',
    ].map((address) => placeAt(address)?.title);
    expect(titles).toEqual(['Home', 'Albums', 'Albums', 'Artists', 'Statistics', 'History']);
    expect(placeAt('/nowhere')).toBeUndefined();
  });

  it('fit into the tabs of a phone', () => {
    expect(placesIn('tabs').length).toBeLessThanOrEqual(4);
  });

  it('share no key', () => {
    const keys = PLACES.flatMap(({ goKeys }) => goKeys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
