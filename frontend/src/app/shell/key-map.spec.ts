import { KeyMap, type KeyPress } from './key-map';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTyping: false,
  isOnControl: false,
  ...more,
});

describe('KeyMap', () => {
  it('knows the keys of the player in either case', () => {
    const map = new KeyMap();
    expect(map.commandFor(press(' '))).toBe('toggle');
    expect(map.commandFor(press('N'))).toBe('next');
    expect(map.commandFor(press('ArrowLeft'))).toBe('back-10');
    expect(map.commandFor(press('?'))).toBe('shortcuts');
    expect(map.commandFor(press('x'))).toBeUndefined();
  });

  it('leaves letters to whoever types, but not Escape and Ctrl-K', () => {
    const map = new KeyMap();
    for (const key of [' ', 'n', '/', '?', 'm']) {
      expect(map.commandFor(press(key, { isTyping: true }))).toBeUndefined();
    }
    expect(map.commandFor(press('Escape', { isTyping: true }))).toBe('close');
    expect(map.commandFor(press('k', { isTyping: true, metaKey: true }))).toBe('search');
  });

  it('leaves Space and arrows to the focused control', () => {
    const map = new KeyMap();
    expect(map.commandFor(press(' ', { isOnControl: true }))).toBeUndefined();
    expect(map.commandFor(press('ArrowRight', { isOnControl: true }))).toBeUndefined();
    expect(map.commandFor(press('n', { isOnControl: true }))).toBe('next');
  });

  it('leaves shortcuts of the browser alone', () => {
    const map = new KeyMap();
    expect(map.commandFor(press('r', { ctrlKey: true }))).toBeUndefined();
    expect(map.commandFor(press('ArrowLeft', { altKey: true }))).toBeUndefined();
  });

  it('goes with G and a second key, and forgets G after any other', () => {
    const map = new KeyMap();
    expect(map.commandFor(press('g'))).toBeUndefined();
    expect(map.commandFor(press('s'))).toBe('go-search');
    map.commandFor(press('g'));
    expect(map.commandFor(press('y'))).toBe('go-history');
    expect(map.commandFor(press('s'))).toBe('shuffle');
    map.commandFor(press('g'));
    expect(map.commandFor(press('x'))).toBeUndefined();
    expect(map.commandFor(press('s'))).toBe('shuffle');
  });
});
