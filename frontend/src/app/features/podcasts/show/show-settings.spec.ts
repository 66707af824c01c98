import { numberIn, wordsIn } from './show-settings';

describe('settings of a show, as they are typed', () => {
  it.each([
    ['30', 30],
    [' 12.6 ', 13],
    ['-5', 0],
    ['99999', 3600],
    ['', null],
    ['ten', null],
  ])('takes “%s” for %s seconds', (typed, expected) => expect(numberIn(typed, 0, 3600)).toBe(expected));

  it('parts words by commas', () => {
    expect(wordsIn(' rerun, best of ,, rerun')).toEqual(['rerun', 'best of']);
    expect(wordsIn(' , ')).toEqual([]);
  });
});
