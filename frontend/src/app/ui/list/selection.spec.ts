import { TestBed } from '@angular/core/testing';
import { MOST_SELECTED, type Selectable, Selection } from './selection';

const song = (id: string): Selectable => ({ kind: 'track', id, title: id });

describe('a selection', () => {
  it('keeps the order in which it was made, of one list at a time', () => {
    const selection = TestBed.inject(Selection);
    const [here, there] = [{}, {}];
    selection.toggle(here, song('b'));
    selection.add(here, [song('a'), song('b')]);
    expect(selection.items().map(({ id }) => id)).toEqual(['b', 'a']);
    selection.toggle(here, song('b'));
    expect(selection.has(song('b'))).toBe(false);
    selection.toggle(there, song('c'));
    expect(selection.items().map(({ id }) => id)).toEqual(['c']);
    selection.clear(here);
    expect(selection.count()).toBe(1);
    selection.clear();
    expect(selection.count()).toBe(0);
  });

  it('holds no more than can be done something with at once', () => {
    const selection = TestBed.inject(Selection);
    selection.add(
      {},
      Array.from({ length: MOST_SELECTED + 5 }, (_, at) => song(String(at))),
    );
    expect(selection.count()).toBe(MOST_SELECTED);
  });
});
