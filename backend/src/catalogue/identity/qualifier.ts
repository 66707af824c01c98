import {
  REMASTER_COMPANIONS,
  REMASTER_WORDS,
  SOUNDTRACK_WORDS,
  UPLOAD_COMPANIONS,
  UPLOAD_PHRASES,
  UPLOAD_WORDS,
} from './upload-words.js';
import { SMALL_WORDS, VERSION_PHRASES, VERSION_WORDS, WORDS_FOR_VERSION } from './version-words.js';
import { wordsOf } from './words.js';

/** What a bracket, or the words after a dash, say. */
export type Qualifier =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'version'; readonly versions: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: 'guests'; readonly printed: string; readonly isSure: boolean }
  | { readonly kind: 'origin'; readonly words: string }
  | { readonly kind: 'title' };

const YEAR = /^(?:19|20)\d\d$/u;
const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)?$/u;
const GUESTS = /^ *(?:feat\.?|ft\.?|featuring|con la partecipazione di) +(?=\S)/iu;
const PRODUCED = /^ *prod(?:\.|uced)? (?:by )?(?=\S)/iu;
const WITH = /^ *(?:with|w\/) *(?=\S)/iu;
const ORIGIN =
  /^ *(?:from|taken from|aus|tiré de|de la película|from the|theme from|extrait de|dal film|из фильма|из к\/ф|из кинофильма) /iu;
/** Without quotes, what a song is said to be from is a film only beside these; “(From Italy)” is the title's own. */
const STORY_WORDS = new Set([
  'soundtrack',
  'film',
  'movie',
  'picture',
  'series',
  'vault',
  'game',
  'show',
  'musical',
  'netflix',
  'pelicula',
  'фильма',
  'кинофильма',
]);
/** “(With Strings)” names a version, not a guest. */
const NO_GUESTS = new Set([
  'strings',
  'orchestra',
  'intro',
  'outro',
  'choir',
  'band',
  'piano',
  'you',
  'me',
  'love',
  'lyrics',
  'symphony',
  'rap',
  'vocals',
  'u',
  'a',
  'the',
  'my',
  'your',
  'no',
]);

export function readQualifier(text: string): Qualifier {
  if (PRODUCED.test(text)) return { kind: 'nothing' };
  const featuring = GUESTS.exec(text);
  if (featuring) return { kind: 'guests', printed: text.slice(featuring[0].length), isSure: true };
  const words = joinPhrases(wordsOf(text).map((word) => word.text));
  if (words.length === 0) return { kind: 'nothing' };
  if (isUpload(words) || isSoundtrack(words)) return { kind: 'nothing' };
  if (words.some((word) => REMASTER_WORDS.has(word))) return readRemaster(words);
  if (
    ORIGIN.test(text) &&
    (text.includes('"') || words.some((word) => STORY_WORDS.has(word))) &&
    !words.some((word) => WORDS_FOR_VERSION.has(word))
  )
    return { kind: 'origin', words: words.join(' ') };
  const version = readVersion(words);
  if (version) return version;
  const withGuests = WITH.exec(text);
  if (withGuests && !NO_GUESTS.has(words[1] ?? ''))
    return { kind: 'guests', printed: text.slice(withGuests[0].length), isSure: false };
  return { kind: 'title' };
}

function isUpload(words: readonly string[]): boolean {
  if (UPLOAD_PHRASES.has(words.join(' '))) return true;
  const all = words.every((word) => UPLOAD_WORDS.has(word) || UPLOAD_COMPANIONS.has(word) || YEAR.test(word));
  return all && words.some((word) => UPLOAD_WORDS.has(word));
}

/** That a song is on a soundtrack makes it no other recording. */
function isSoundtrack(words: readonly string[]): boolean {
  return (
    words.every((word) => SOUNDTRACK_WORDS.has(word)) &&
    words.some((word) => word === 'soundtrack' || word === 'motion')
  );
}

function readRemaster(words: readonly string[]): Qualifier {
  const rest = words.filter(
    (word) => !REMASTER_WORDS.has(word) && !REMASTER_COMPANIONS.has(word) && !YEAR.test(word) && !ORDINAL.test(word),
  );
  if (rest.length === 0) return { kind: 'nothing' };
  return readVersion(rest) ?? { kind: 'version', versions: ['remaster'], names: rest };
}

/** Words that name a version, sorted, and the rest of its name in order; undefined where none does. */
function readVersion(words: readonly string[]): Qualifier | undefined {
  const versions = new Set(words.flatMap((word) => VERSION_WORDS.get(word) ?? []));
  const isVersion = words.some((word) => WORDS_FOR_VERSION.has(word));
  if (versions.size === 0 && !isVersion) return undefined;
  const names = words.filter(
    (word) =>
      !VERSION_WORDS.has(word) && !WORDS_FOR_VERSION.has(word) && !SMALL_WORDS.has(word) && !UPLOAD_WORDS.has(word),
  );
  return { kind: 'version', versions: versions.size === 0 ? ['version'] : [...versions].sort(), names };
}

function joinPhrases(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const phrase = VERSION_PHRASES.get(`${words[at]!} ${words[at + 1] ?? ''}`);
    joined.push(phrase ?? words[at]!);
    if (phrase !== undefined) at++;
  }
  return joined;
}
