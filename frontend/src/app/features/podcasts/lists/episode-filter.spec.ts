import {
  filterFrom,
  filterOf,
  isFiltered,
  isSame,
  minutesIn,
  paramsOf,
  queryOf,
  toggled,
  wholeOf,
} from './episode-filter';

describe('a filter of episodes', () => {
  const full = filterOf('unheard', {
    group: ['News', 'Stories'],
    show: 'abc',
    q: ' sea ',
    from: '10',
    to: '30',
    order: 'oldest',
    former: 'yes',
  });

  it('is what the server is asked', () => {
    expect(queryOf(full)).toEqual({
      list: 'unheard',
      group: ['News', 'Stories'],
      showId: ['abc'],
      q: 'sea',
      atLeastMinutes: 10,
      atMostMinutes: 30,
      order: 'oldest',
      withUnfollowed: true,
    });
    expect(queryOf(wholeOf('new'))).toEqual({ list: 'new' });
  });

  it('is the address, there and back', () => {
    const address = Object.fromEntries(Object.entries(paramsOf(full)).filter(([, value]) => value !== null));
    expect(filterOf('unheard', address as Record<string, string>)).toEqual(full);
    expect(filterFrom(queryOf(full))).toEqual(full);
    expect(filterFrom({})).toEqual(wholeOf('all'));
  });

  it('takes what makes no sense for nothing', () => {
    expect(filterOf('all', { from: 'soon', to: '-3', order: 'loudest', group: '', q: ' ' })).toEqual(wholeOf('all'));
  });

  it('is the same whatever comes first', () => {
    expect(isSame(full, { ...full, groups: ['Stories', 'News'] })).toBe(true);
    expect(isSame(full, { ...full, words: 'land' })).toBe(false);
  });

  it('leaves something out, or nothing', () => {
    expect(isFiltered({ ...wholeOf('new'), order: 'oldest', withUnfollowed: true })).toBe(false);
    expect(isFiltered({ ...wholeOf('new'), atMostMinutes: 20 })).toBe(true);
  });

  it('has a group or not', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  it.each([
    ['', undefined],
    ['0', undefined],
    ['7.6', 8],
    ['99999', 10_080],
    ['x', undefined],
  ])('reads the length “%s” as %s', (typed, minutes) => expect(minutesIn(typed)).toBe(minutes));
});
