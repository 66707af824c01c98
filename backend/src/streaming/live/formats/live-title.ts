import { identityKey } from '../../../common/index.js';
import { line } from '../../../upstream/index.js';
import type { LivePart, LiveTitle } from '../live-part.js';
import { isSameTitle } from '../same-title.js';
import { decodeEntities } from './text.js';

const MAX_TITLE_LENGTH = 1_000;
/** Between artist and title; the first counts: titles have dashes more often than names. */
const SEPARATOR = / [-–] /;
/** What stations write when they have nothing to say. */
const NO_TITLE =
  /^(?:[\s\p{P}\p{S}]*|unknown(?: (?:artist|title|track))?|n\/a|null|undefined|no (?:artist|title)|untitled)$/iu;
/** Advertisements that are called what they are. */
const SPOT =
  /^(?:ad|ads|advert|advertisement|advert break|commercial|commercial break|spot block (?:start|end)|werbung|(?:(?:start|stop|begin|end)[ _-])?ad[ _-]?break\b.*)$/i;
/** The same, marked behind what is advertised. */
const MARKED_SPOT = /[([](?:ad|ads|advert|advertisement|commercial|werbung|sponsored|spot)[)\]]$/i;
/** How long it has been playing, or plays on. */
const CLOCK = / [[(]\d{1,2}:\d{2}(?::\d{2})?(?: left)?[\])] ?$/i;
/** Addresses, numbers to call and times of day are in no names of artists. */
const NO_NAME = /:\/\/|\bwww\.|^\+?[\d\s.:/()-]+$|@\w/;

/** What the parts of an announcement are held against. */
export interface TitleContext {
  /** What the station calls itself, and what a person calls it: its own name is no artist. */
  readonly stationNames?: readonly string[];
  /** As in `LiveLocation`. */
  readonly charset?: string;
}

/** What a text announces. @returns undefined where it says nothing, or tells of an advertisement */
export function titleOf(text: string, { stationNames }: TitleContext = {}): LiveTitle | undefined {
  const shown = withoutEmptyHalf(text);
  if (NO_TITLE.test(shown) || isSpot(shown)) return undefined;
  const cut = SEPARATOR.exec(shown);
  if (!cut) return { text: shown };
  const artist = shown.slice(0, cut.index).trim();
  const title = shown.slice(cut.index + cut[0].length).trim();
  if (NO_TITLE.test(artist) && NO_TITLE.test(title)) return undefined;
  const isSure = [artist, title].every((part) => isName(part, stationNames));
  return isSure ? { text: shown, artist, title } : { text: shown };
}

/** What a record announces that has artist and title apart. @returns undefined where it says nothing */
export function titleOfParts(
  artist: string | undefined,
  title: string | undefined,
  context: TitleContext = {},
): LiveTitle | undefined {
  const [by, name] = [clean(artist ?? ''), clean(title ?? '')];
  if (NO_TITLE.test(name) || isSpot(name)) return undefined;
  // Without an artist the title may hold both.
  if (NO_TITLE.test(by)) return titleOf(name, context);
  const text = clean(`${by} - ${name}`);
  return isName(by, context.stationNames) ? { text, artist: by, title: name } : { text };
}

/** What is left where artist or title is missing. A long dash without a blank behind it is no separator: it belongs to the text. */
function withoutEmptyHalf(text: string): string {
  const shown = clean(/ – $/.test(text) ? text.slice(0, -3) : text);
  return shown.replace(/^[-–] /, '').replace(/ -$/, '').trim(); // prettier-ignore
}

function isSpot(text: string): boolean {
  return SPOT.test(text) || MARKED_SPOT.test(text);
}

function clean(text: string): string {
  return line(decodeEntities(text).replaceAll(/\s+/g, ' ').replace(CLOCK, ''), MAX_TITLE_LENGTH) ?? '';
}

function isName(text: string, stationNames: readonly string[] = []): boolean {
  if (NO_TITLE.test(text) || NO_NAME.test(text)) return false;
  const key = identityKey(text);
  return stationNames.every((name) => identityKey(name) !== key);
}

/** Tells of a title when it is another than before. */
export class TitleTeller {
  private told: LiveTitle | undefined;
  /** That nobody knows a title is told once, too. */
  private hasTold = false;

  /** @returns one part, or none */
  tell(title: LiveTitle | undefined): LivePart[] {
    if (this.hasTold && isSameTitle(this.told, title)) return [];
    this.told = title;
    this.hasTold = true;
    return [{ kind: 'title', title }];
  }
}
