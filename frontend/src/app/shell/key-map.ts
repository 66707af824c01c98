/** What a key can ask for. */
export type Command =
  | 'toggle'
  | 'back-10'
  | 'forth-10'
  | 'next'
  | 'previous'
  | 'mute'
  | 'shuffle'
  | 'repeat'
  | 'search'
  | 'shortcuts'
  | 'close'
  | 'queue'
  | 'now-playing'
  | 'go-home'
  | 'go-search'
  | 'go-albums'
  | 'go-artists'
  | 'go-history'
  | 'go-statistics'
  | 'go-settings';

/** The part of a key press that decides. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether the focused element takes letters for itself. */
  isTyping: boolean;
  /** Whether the focused element does something of its own with Space, Enter and arrows. */
  isOnControl: boolean;
}

const KEYS: Record<string, Command> = {
  j: 'back-10',
  l: 'forth-10',
  n: 'next',
  p: 'previous',
  m: 'mute',
  s: 'shuffle',
  r: 'repeat',
  q: 'queue',
  f: 'now-playing',
  h: 'shortcuts',
  '/': 'search',
  '?': 'shortcuts',
};
const FREE_KEYS: Record<string, Command> = { ' ': 'toggle', ArrowLeft: 'back-10', ArrowRight: 'forth-10' };
const GO: Record<string, Command> = {
  h: 'go-home',
  s: 'go-search',
  a: 'go-albums',
  l: 'go-albums',
  r: 'go-artists',
  q: 'queue',
  y: 'go-history',
  t: 'go-statistics',
  ',': 'go-settings',
};

/** The shortcuts as the sheet lists them. */
export const SHORTCUTS: readonly { group: string; rows: readonly { keys: readonly string[]; does: string }[] }[] = [
  {
    group: 'Playing',
    rows: [
      { keys: ['Space'], does: 'Play or pause' },
      { keys: ['J', '←'], does: 'Back 10 seconds' },
      { keys: ['L', '→'], does: 'Forward 10 seconds' },
      { keys: ['N'], does: 'Next track' },
      { keys: ['P'], does: 'Previous track' },
      { keys: ['M'], does: 'Mute' },
      { keys: ['S'], does: 'Shuffle' },
      { keys: ['R'], does: 'Repeat: off, all, one' },
      { keys: ['F'], does: 'Now playing' },
      { keys: ['Q'], does: 'Queue' },
    ],
  },
  {
    group: 'Going',
    rows: [
      { keys: ['/', 'Ctrl K'], does: 'Search' },
      { keys: ['G', 'H'], does: 'Home' },
      { keys: ['G', 'A'], does: 'Albums' },
      { keys: ['G', 'R'], does: 'Artists' },
      { keys: ['G', 'Y'], does: 'History' },
      { keys: ['G', 'T'], does: 'Statistics' },
      { keys: ['G', ','], does: 'Settings' },
      { keys: ['Esc'], does: 'Close what is open' },
      { keys: ['?'], does: 'This sheet' },
    ],
  },
];

/**
 * Keys to commands. "G then …" needs memory of one key, so it is an object; everything else decides by the press alone.
 */
export class KeyMap {
  private isGoing = false;

  /** @returns what is asked for; absent when the key is not ours */
  commandFor(press: KeyPress): Command | undefined {
    const { key } = press;
    const wasGoing = this.isGoing;
    this.isGoing = false;
    if (key === 'Escape') return 'close';
    if ((press.ctrlKey || press.metaKey) && !press.altKey && key.toLowerCase() === 'k') return 'search';
    if (press.isTyping || press.ctrlKey || press.metaKey || press.altKey) return undefined;
    const letter = key.length === 1 ? key.toLowerCase() : key;
    if (wasGoing) return GO[letter];
    if (letter === 'g') {
      this.isGoing = true;
      return undefined;
    }
    return KEYS[letter] ?? (press.isOnControl ? undefined : FREE_KEYS[key]);
  }
}
