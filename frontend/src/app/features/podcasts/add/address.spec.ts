import { feedChoices, isAddress } from './address';

describe('what is typed to add a podcast', () => {
  it.each([
    ['https://show.example/feed.xml', true],
    ['feed://show.example/feed', true],
    ['pcast:show.example', true],
    [' show.example ', true],
    ['nas.local:8080/feeds?id=3', true],
    ['night ferry', false],
    ['What.Is this', false],
    ['history', false],
    ['Vol. 2', false],
    ['', false],
  ])('“%s” is an address: %s', (typed, expected) => expect(isAddress(typed)).toBe(expected));

  it('is one of the feeds of a page, where the page has several', () => {
    const feeds = [
      { address: 'https://a.example/1', title: 'One' },
      { address: 'https://a.example/2' },
      { title: 'x' },
      7,
    ];
    expect(feedChoices(feeds)).toEqual([
      { address: 'https://a.example/1', title: 'One' },
      { address: 'https://a.example/2' },
    ]);
    expect(feedChoices(undefined)).toEqual([]);
  });
});
