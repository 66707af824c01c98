import { TestBed } from '@angular/core/testing';
import { oneOf, Preferences, someOf, yesOrNo } from './preferences';

const COLOUR = oneOf('test.colour', ['grey', 'red', 'blue']);
const FRUITS = someOf('test.fruits', ['apple', 'pear', 'plum'], ['pear']);
const LOUD = yesOrNo('test.loud');

describe('Preferences', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.restoreAllMocks());

  const open = (): Preferences => TestBed.inject(Preferences);

  it('give what holds before anybody chose', () => {
    expect(open().of(COLOUR).value()).toBe('grey');
    expect(open().of(FRUITS).value()).toEqual(['pear']);
    expect(open().of(LOUD).value()).toBe(false);
  });

  it('keep a choice for the next visit, and show it to everybody who asks for it', () => {
    const seen = open().of(COLOUR).value;
    open().of(COLOUR).choose('blue');
    open().of(FRUITS).choose(['plum', 'apple']);
    expect(seen()).toBe('blue');
    TestBed.resetTestingModule();
    expect(open().of(COLOUR).value()).toBe('blue');
    expect(open().of(FRUITS).value()).toEqual(['apple', 'plum']);
  });

  it('read what was kept before there was one store', () => {
    localStorage.setItem(COLOUR.key, 'red');
    localStorage.setItem(LOUD.key, 'yes');
    expect(open().of(COLOUR).value()).toBe('red');
    expect(open().of(LOUD).value()).toBe(true);
  });

  it.each(['green', '{"colour":"red"}', 'null', '[', '7'])('take %s for no choice', (kept) => {
    for (const { key } of [COLOUR, FRUITS, LOUD]) localStorage.setItem(key, kept);
    expect(open().of(COLOUR).value()).toBe('grey');
    expect(open().of(FRUITS).value()).toEqual(['pear']);
    expect(open().of(LOUD).value()).toBe(false);
  });

  it('follow what is chosen in another tab', () => {
    const { value } = open().of(COLOUR);
    localStorage.setItem(COLOUR.key, '"red"');
    window.dispatchEvent(new StorageEvent('storage', { key: COLOUR.key }));
    expect(value()).toBe('red');
  });

  it('hold until the tab is closed where the browser keeps nothing', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    open().of(COLOUR).choose('red');
    expect(open().of(COLOUR).value()).toBe('red');
  });
});
