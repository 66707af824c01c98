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
  | 'heart'
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

/** What a single key does, and which; a person may choose another. */
export const SINGLE_KEYS = {
  'back-10': 'j',
  'forth-10': 'l',
  next: 'n',
  previous: 'p',
  'next-chapter': '.',
  'previous-chapter': ',',
  mute: 'm',
  shuffle: 's',
  repeat: 'r',
  heart: 'b',
  'now-playing': 'f',
  queue: 'q',
  search: '/',
  shortcuts: '?',
} as const satisfies Partial<Record<Command, string>>;

export type SingleKeyCommand = keyof typeof SINGLE_KEYS;

/** Keys of commands, as a person has them; none where single keys are switched off. */
export type SingleKeys = Readonly<Record<SingleKeyCommand, string>>;

/** Begins the way to a place, so nothing else can have it. */
export const GO_KEY = 'g';

const FREE_KEYS: Record<string, Command> = { ' ': 'toggle', ArrowLeft: 'back-10', ArrowRight: 'forth-10' };
const NOW_PLAYING_KEYS: Record<string, Command> = { h: 'shortcuts' };
/** After G. */
const GO: Record<string, Command> = Object.fromEntries(
  PLACES.flatMap(({ path, goKeys }) => (goKeys ?? []).map((key) => [key, `/${path}`] as const)),
);

/** A shortcut: keys to be pressed one after the other, and others that do the same. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly orElse?: readonly string[];
  readonly does: string;
  /** What its single key can be changed for. */
  readonly command?: SingleKeyCommand;
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

/** What can be reached by a single key, in the order of the sheet. */
const playing = (): readonly { command: SingleKeyCommand; does: string; orElse?: string }[] => [
  { command: 'back-10', does: $localize`Back 10 seconds`, orElse: '←' },
  { command: 'forth-10', does: $localize`Forward 10 seconds`, orElse: '→' },
  { command: 'next', does: $localize`Next track` },
  { command: 'previous', does: $localize`Previous track` },
  { command: 'next-chapter', does: $localize`Next chapter of an episode` },
  { command: 'previous-chapter', does: $localize`Previous chapter` },
  { command: 'mute', does: $localize`Mute` },
  { command: 'shuffle', does: $localize`Shuffle` },
  { command: 'repeat', does: $localize`Repeat: off, all, one` },
  { command: 'heart', does: $localize`Favourite: what plays` },
  { command: 'now-playing', does: $localize`Now playing` },
  { command: 'queue', does: $localize`Queue beside the page` },
];

/** What `ui/list` does with keys. */
const inAList = (): readonly Shortcut[] => [
  { keys: ['↑'], orElse: ['↓'], does: $localize`Row or card above, below` },
  { keys: ['←'], orElse: ['→'], does: $localize`Along the buttons of a row, or to the next card` },
  { keys: ['Home'], orElse: ['End'], does: $localize`First, last` },
  { keys: ['Shift F10'], does: $localize`Menu` },
  { keys: ['Ctrl Space'], does: $localize`Select` },
  { keys: ['Shift ↓'], does: $localize`Select up to the next` },
  { keys: ['Ctrl A'], does: $localize`Select all` },
];

/** The shortcuts as the sheet lists them. @param keys those of the person; absent: single keys are switched off */
export function shortcutsOf(
  keys: SingleKeys | undefined,
): readonly { readonly group: string; readonly rows: readonly Shortcut[] }[] {
  const single = (command: SingleKeyCommand, does: string, other?: string): Shortcut => {
    const own = keys ? [keys[command].toUpperCase()] : [];
    const [first, ...others] = [...own, ...(other === undefined ? [] : [other])];
    return { keys: first === undefined ? [] : [first], ...(others.length > 0 && { orElse: others }), does, command };
  };
  return [
    {
      group: $localize`Playing`,
      rows: [
        { keys: ['Space'], does: $localize`Play or pause` },
        ...playing().map(({ command, does, orElse }) => single(command, does, orElse)),
      ],
    },
    {
      group: $localize`Going`,
      rows: [
        { keys: ['Ctrl K'], orElse: ['⌘ K'], does: $localize`Commands` },
        single('search', $localize`Search`),
        ...(keys ? PLACES.filter(({ path }) => path !== 'search').flatMap(shortcutTo) : []),
        { keys: ['Esc'], does: $localize`Close what is open` },
        single('shortcuts', keys ? $localize`This sheet; in now playing also H` : $localize`This sheet`),
      ],
    },
    { group: $localize`In a list`, rows: inAList() },
  ];
}

/**
 * Keys to commands. "G then …" needs memory of one key, so it is an object; everything else decides by the press alone.
 */
export class KeyMap {
  private isGoing = false;

  /** @param keys as they are at the moment; undefined: single keys are switched off, since speech may press them */
  constructor(private readonly keys: () => SingleKeys | undefined = () => SINGLE_KEYS) {}

  /** @returns what is asked for; absent when the key is not ours */
  commandFor(press: KeyPress): Command | undefined {
    const { key } = press;
    const wasGoing = this.isGoing;
    this.isGoing = false;
    if (key === 'Escape') return 'close';
    if ((press.ctrlKey || press.metaKey) && !press.altKey && key.toLowerCase() === 'k') return 'palette';
    if (press.isTyping || press.ctrlKey || press.metaKey || press.altKey) return undefined;
    const letter = key.length === 1 ? key.toLowerCase() : key;
    const keys = this.keys();
    if (!keys) return press.isOnControl ? undefined : FREE_KEYS[key];
    if (wasGoing) return GO[letter];
    if (letter === GO_KEY) {
      this.isGoing = true;
      return undefined;
    }
    if (press.isInNowPlaying && NOW_PLAYING_KEYS[letter]) return NOW_PLAYING_KEYS[letter];
    const command = (Object.keys(keys) as SingleKeyCommand[]).find((each) => keys[each] === letter);
    return command ?? (press.isOnControl ? undefined : FREE_KEYS[key]);
  }
}
