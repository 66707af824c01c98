import { addressOf, queryOf, readFilter } from './song-filters';

describe('filters of songs', () => {
  it('are read off the address, without what it made up', () => {
    const params = { q: ' tide ', decade: '1990', format: 'shellac', heard: 'no', sort: 'plays', genre: undefined };
    expect(readFilter(params)).toEqual({ q: 'tide', decade: '1990', heard: 'no' });
  });

  it('combine into what the server takes', () => {
    expect(
      queryOf({ q: 'tide', decade: '1990', heard: 'no', place: 'archive', heart: 'yes', added: '31', artist: 'r1' }),
    ).toEqual({
      q: 'tide',
      artistId: 'r1',
      fromYear: 1990,
      toYear: 1999,
      placement: 'archive',
      isHearted: true,
      heard: 'no',
      addedWithinDays: 31,
    });
    expect(queryOf({})).toEqual({});
  });

  it('lead back to the address that they came from', () => {
    const filter = {
      q: 'tide',
      decade: '1990',
      heard: 'no',
      place: 'archive',
      heart: 'no',
      added: '31',
      artist: 'r1',
      format: 'mp3',
    };
    expect(addressOf(queryOf(filter))).toEqual(filter);
    expect(addressOf({ sort: 'plays', order: 'desc' })).toEqual({ sort: 'plays' });
    expect(addressOf({ sort: 'title', order: 'desc' })).toEqual({ order: 'desc' });
  });
});
