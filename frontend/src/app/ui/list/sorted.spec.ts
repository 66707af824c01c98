import { orderAfterPress, sortedBy } from './sorted';

describe('the order of a list', () => {
  it('is the one that suits its column, unless the address says another', () => {
    expect(sortedBy('title', '', false).isDescending).toBe(false);
    expect(sortedBy('plays', '', true).isDescending).toBe(true);
    expect(sortedBy('plays', 'asc', true).isDescending).toBe(false);
    expect(sortedBy('title', 'desc', false).isDescending).toBe(true);
  });

  it.each([
    ['title', '', 'plays', true, null],
    ['plays', '', 'plays', true, 'asc'],
    ['plays', 'asc', 'plays', true, null],
    ['title', '', 'title', false, 'desc'],
    ['title', 'desc', 'title', false, null],
  ] as const)(
    'by %s %s, the head of %s turns around or begins anew',
    (id, order, pressed, isDescendingFirst, asked) => {
      const sorted = sortedBy(id, order, id === 'plays');
      expect(orderAfterPress(sorted, pressed, isDescendingFirst)).toBe(asked);
    },
  );
});
