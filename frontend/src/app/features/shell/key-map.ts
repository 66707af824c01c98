import { type Place, type PlacePath, PLACES } from '../../core/places';

/** What a key can ask for. */
export type Command =
  | 'toggle'
  | 'back-10'
  | 'forth-10'
  | 'next'
  | 'previous'
  | 'next-chapter'
  | 'previous-chapter'
  | 'mute'
  | 'shuffle'
  | 'repeat'
  | 'search'
  | 'palette'
  | 'shortcuts'
  | 'close'
  | 'queue'
  | 'now-playing'
  | PlaceAddress;

/** Goes there: a slash and the path of the place. */
export type PlaceAddress = `/${PlacePath}`;

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
  /** Whether the now-playing view has the window to itself. */
  isInNowPlaying: boolean;
}

const KEYS: Record<string, Command> = {
  j: 'back-10',
  l: 'forth-10',
  n: 'next',
  p: 'previous',
  '.': 'next-chapter',
  ',': 'previous-chapter',
  m: 'mute',
  s: 'shuffle',
  r: 'repeat',
  q: 'queue',
  f: 'now-playing',
  '/': 'search',
  '?': 'shortcuts',
};
const FREE_KEYS: Record<string, Command> = { ' ': 'toggle', ArrowLeft: 'back-10', ArrowRight: 'forth-10' };
const NOW_PLAYING_KEYS: Record<string, Command> = { h: 'shortcuts' };
/** After G. */
const GO: Record<string, Command> = Object.fromEntries(
  PLACES.flatMap(({ path, goKeys }) => (goKeys ?? []).map((key) => [key, `/${path}`] as const)),
);

/** A shortcut: keys to be pressed one after the other, and others that do the same. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly orElse?: readonly string[];
  readonly does: string;
}

/** The keys of a place, as they are told: its own, else G and another. */
export function keysOf({ key, goKeys }: Place): readonly string[] | undefined {
  const told = goKeys?.[0];
  if (key) return [key];
  return told === undefined ? undefined : ['G', told.toUpperCase()];
}

function shortcutTo(place: Place): Shortcut[] {
  const keys = keysOf(place);
  const orElse = place.key ? keysOf({ ...place, key: undefined }) : undefined;
  return keys ? [{ keys, ...(orElse && { orElse }), does: place.title }] : [];
}

/** The shortcuts as the sheet lists them. */
export const SHORTCUTS: readonly { group: string; rows: readonly Shortcut[] }[] = [
  {
    group: 'Playing',
    rows: [
      { keys: ['Space'], does: 'Play or pause' },
      { keys: ['J'], orElse: ['←'], does: 'Back 10 seconds' },
      { keys: ['L'], orElse: ['→'], does: 'Forward 10 seconds' },
      { keys: ['N'], does: 'Next track' },
      { keys: ['P'], does: 'Previous track' },
      { keys: ['.'], does: 'Next chapter of an episode' },
      { keys: [','], does: 'Previous chapter' },
      { keys: ['M'], does: 'Mute' },
      { keys: ['S'], does: 'Shuffle' },
      { keys: ['R'], does: 'Repeat: off, all, one' },
      { keys: ['F'], does: 'Now playing' },
      { keys: ['Q'], does: 'Queue beside the page' },
    ],
  },
  {
    group: 'Going',
    rows: [
      { keys: ['Ctrl K'], orElse: ['⌘ K'], does: 'Commands' },
      ...PLACES.flatMap(shortcutTo),
      { keys: ['Esc'], does: 'Close what is open' },
      { keys: ['?'], does: 'This sheet; in now playing also H' },
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
    if ((press.ctrlKey || press.metaKey) && !press.altKey && key.toLowerCase() === 'k') return 'palette';
    if (press.isTyping || press.ctrlKey || press.metaKey || press.altKey) return undefined;
    const letter = key.length === 1 ? key.toLowerCase() : key;
    if (wasGoing) return GO[letter];
    if (letter === 'g') {
      this.isGoing = true;
      return undefined;
    }
    if (press.isInNowPlaying && NOW_PLAYING_KEYS[letter]) return NOW_PLAYING_KEYS[letter];
    return KEYS[letter] ?? (press.isOnControl ? undefined : FREE_KEYS[key]);
  }
}
