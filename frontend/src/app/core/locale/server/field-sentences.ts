import { countOf, textOf } from './facts';
import type { Facts, Sentences } from './server-words';

const noWebAddress = (): Sentences => [$localize`This is no address of the web: it begins with http:// or https://.`];

/** What the server has against what somebody entered, or chose. The names of constraints are those of class-validator. */
export const FIELD_SENTENCES = {
  // What no form of this app lets anybody send: the server's own words stand behind it, for whoever reports that.
  'invalid-request': ({ field, detail }: Facts): Sentences => [
    $localize`The server does not accept this.`,
    [textOf(field), textOf(detail)].filter((part) => part !== '').join(': ') || undefined,
  ],
  'invalid-request/blank': (): Sentences => [$localize`Write something: this must not be blank.`],
  'invalid-request/isLength': ({ least, most }: Facts): Sentences => [
    $localize`Between ${countOf(least)}:least: and ${countOf(most)}:most: characters are allowed here.`,
  ],
  'invalid-request/maxLength': ({ most }: Facts): Sentences => [
    $localize`This is too long: at most ${countOf(most)}:most: characters are allowed.`,
  ],
  'invalid-request/isInt': (): Sentences => [$localize`A whole number is needed here.`],
  'invalid-request/isNumber': (): Sentences => [$localize`A number is needed here.`],
  'invalid-request/min': ({ least }: Facts): Sentences => [
    $localize`This number is too small: ${countOf(least)}:least: is the least that is allowed.`,
  ],
  'invalid-request/max': ({ most }: Facts): Sentences => [
    $localize`This number is too large: ${countOf(most)}:most: is the most that is allowed.`,
  ],
  'invalid-request/isDay': (): Sentences => [$localize`There is no such day.`],
  'invalid-request/ends-before-it-begins': (): Sentences => [$localize`The last day is before the first.`],
  'invalid-request/isUrl': noWebAddress,
  'invalid-request/no-web-address': noWebAddress,
  'invalid-request/unknown-charset': (): Sentences => [$localize`No such set of letters is known; iso-8859-2 is one.`],
  'invalid-request/no-addresses': (): Sentences => [
    $localize`There are no addresses in it.`,
    $localize`M3U, PLS, XSPF and OPML are read.`,
  ],
  'invalid-request/no-subscriptions': (): Sentences => [
    $localize`This is no OPML file that can be read.`,
    $localize`Export it anew from the other program.`,
  ],
  'invalid-request/no-songs': (): Sentences => [
    $localize`It names no song.`,
    $localize`M3U, CSV, JSPF and lines of “Artist - Title” are read.`,
  ],
  'invalid-request/too-many-songs': ({ most }: Facts): Sentences => [
    $localize`It has more than ${countOf(most)}:most: songs.`,
    $localize`Import it in parts.`,
  ],
  'invalid-request/file-too-large': (): Sentences => [$localize`This file is too large for an import.`],
  'invalid-request/no-radio': (): Sentences => [
    $localize`No source that has this song tells what goes well with it.`,
    $localize`Begin a radio from a song of YouTube Music.`,
  ],
} as const;
