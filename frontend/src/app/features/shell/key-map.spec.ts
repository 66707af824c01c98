import { KeyMap, type KeyPress, shortcutsOf, SINGLE_KEYS } from './key-map';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTyping: false,
  isOnControl: false,
  isInNowPlaying: false,
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
    expect(map.commandFor(press('k', { isTyping: true, metaKey: true }))).toBe('palette');
    expect(map.commandFor(press('K', { isTyping: true, ctrlKey: true }))).toBe('palette');
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

  it('shows the shortcuts with H in now playing only', () => {
    const map = new KeyMap();
    expect(map.commandFor(press('h'))).toBeUndefined();
    expect(map.commandFor(press('H', { isInNowPlaying: true }))).toBe('shortcuts');
    expect(map.commandFor(press('h', { isInNowPlaying: true, isTyping: true }))).toBeUndefined();
  });

  it.each([
    ['h', '/'],
    ['s', '/search'],
    ['l', '/albums'],
    ['r', '/artists'],
    ['q', '/queue'],
    [',', '/settings'],
  ])('goes with G and %s', (key, command) => {
    const map = new KeyMap();
    map.commandFor(press('G'));
    expect(map.commandFor(press(key, { isInNowPlaying: true }))).toBe(command);
  });

  it('does what the sheet says', () => {
    // What lists do with keys they know themselves.
    const groups = shortcutsOf(SINGLE_KEYS).filter(({ group }) => group !== 'In a list');
    for (const { keys, orElse } of groups.flatMap(({ rows }) => rows)) {
      for (const sequence of [keys, ...(orElse ? [orElse] : [])]) {
        const map = new KeyMap();
        const commands = sequence.map((name) => {
          const [modifier, letter] = name.split(' ');
          const key = { Space: ' ', '←': 'ArrowLeft', '→': 'ArrowRight', Esc: 'Escape' }[name] ?? letter ?? name;
          return map.commandFor(press(key, { ctrlKey: modifier === 'Ctrl', metaKey: modifier === '⌘' }));
        });
        expect(commands.at(-1)).toBeDefined();
      }
    }
  });

  it('goes with G and a second key, and forgets G after any other', () => {
    const map = new KeyMap();
    expect(map.commandFor(press('g'))).toBeUndefined();
    expect(map.commandFor(press('s'))).toBe('/search');
    map.commandFor(press('g'));
    expect(map.commandFor(press('y'))).toBe('/history');
    expect(map.commandFor(press('s'))).toBe('shuffle');
    map.commandFor(press('g'));
    expect(map.commandFor(press('x'))).toBeUndefined();
    expect(map.commandFor(press('s'))).toBe('shuffle');
  });

  it('does with other keys what they were chosen for, and nothing with the former ones', () => {
    const map = new KeyMap(() => ({ ...SINGLE_KEYS, next: 'x' }));
    expect(map.commandFor(press('x'))).toBe('next');
    expect(map.commandFor(press('n'))).toBeUndefined();
  });

  it('does nothing with signs where they are switched off, and everything else', () => {
    const map = new KeyMap(() => undefined);
    for (const key of ['n', '/', '?', 'g', 'h']) {
      expect(map.commandFor(press(key, { isInNowPlaying: true }))).toBeUndefined();
    }
    expect(map.commandFor(press(' '))).toBe('toggle');
    expect(map.commandFor(press('k', { ctrlKey: true }))).toBe('palette');
    expect(shortcutsOf(undefined).flatMap(({ rows }) => rows.flatMap(({ keys }) => keys))).toEqual(
      expect.arrayContaining(['Space', '←', 'Ctrl K', 'Esc']),
    );
  });
});
