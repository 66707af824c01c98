import type { KnownPerformers } from './facts.js';
import { joinInitials } from './initials.js';
import { accentsDisagree, prepareText } from './letters.js';
import { boundedKey, joinWords, sameWords } from './same-words.js';
import { wordsOf, type Word } from './words.js';

/** One name of a credit, without a leading article. */
export interface Name {
  readonly printed: string;
  readonly words: readonly Word[];
  readonly key: string;
}

/** Who is credited. A name with “and” in it may be one performer: whether it is two is asked when it matters. */
export interface Credit {
  readonly mains: readonly Name[];
  readonly guests: readonly Name[];
  /** Whether a service gave several main performers one by one. */
  readonly isGivenApart: boolean;
}

/** What joins names. `x` and words only between blanks: AC/DC, +44 and Malcolm X are names. */
const JOINER = / ?[,;&] ?| (?:and|with|vs\.?|versus|x|×|\+|\/|und|et|y|и|con|mit|avec) /iu;
const FEATURED = / [([]?(?:feat\.|ft\.|featuring) +(?=\S)/iu;
/** Without its dot only in small letters or in a bracket: “Feat” begins and ends names. */
const FEATURED_BARE = / (?:feat|ft) +(?=\S)| [([](?:[Ff]eat|[Ff]t|w\/|with) +(?=\S)/u;
const INVERTED_ARTICLE = /^([^,]+), (the|los|las|les|die|der)$/iu;
const UPLOADER = /(?: - topic| ?vevo| - official| official)$/iu;
const ARTICLES = new Set(['the']);
/** Printed or left out between the words of a name. */
const JOINING_WORDS = new Set(['and', '&', '+', 'n', 'x', 'vs', 'the']);

/** Names that say nobody. */
const NOBODY = new Set([
  '',
  'unknown',
  'unknownartist',
  'unbekannt',
  'unbekannterinterpret',
  'noartist',
  'inconnu',
  'desconocido',
  'неизвестныйисполнитель',
  'неизвестен',
  'various',
  'variousartists',
  'va',
  'verschiedene',
  'verschiedeneinterpreten',
  'разныеисполнители',
  'artistesdivers',
  'variosartistas',
  'ヴァリアスアーティスト',
  'オムニバス',
]);

export function readCredit(printed: string, artists?: readonly string[]): Credit {
  const [main, guests] = splitFeatured(prepareText(printed));
  const given = artists?.filter((name) => name.trim() !== '') ?? [];
  const guestNames = splitNames(guests);
  const mains =
    given.length > 0 ? given.flatMap((name) => splitNames(splitFeatured(prepareText(name))[0])) : splitNames(main);
  const isGuest = (name: Name): boolean => guestNames.some((guest) => sameName(guest, name));
  const withoutGuests = mains.filter((name) => !isGuest(name));
  return {
    mains: withoutGuests.length > 0 ? withoutGuests : mains,
    guests: guestNames,
    isGivenApart: given.length > 1,
  };
}

/** The printed text of the main performers, without the guests; the whole where nothing else is left. */
export function mainCredit(printed: string): string {
  const [main, guests] = splitFeatured(prepareText(printed));
  return guests === '' ? printed : main.trim() || printed;
}

/**
 * Under which names the performers of a printed text may be known: as it stands, without the guests, each name by itself,
 * and all of them joined in other ways.
 */
export function possibleNames(printed: string): string[] {
  const main = mainCredit(printed);
  const names = splitNames(main).map((name) => name.printed);
  const joined = names.length > 1 ? [' & ', ', ', ' and '].map((joint) => names.join(joint)) : [];
  return [...new Set([printed, main, ...names, ...joined])];
}

/** The printed text of the main performers, and that of the guests. */
function splitFeatured(text: string): [main: string, guests: string] {
  const found = FEATURED.exec(text) ?? FEATURED_BARE.exec(text);
  if (!found || found.index === 0) return [text, ''];
  return [text.slice(0, found.index), text.slice(found.index + found[0].length).replace(/[)\]]/gu, ' ')];
}

/** Every name there may be in a text, cut at whatever could join two. */
export function splitNames(text: string): Name[] {
  const name = withoutUploader(prepareText(text));
  const inverted = INVERTED_ARTICLE.exec(name);
  return (inverted ? [`${inverted[2]!} ${inverted[1]!}`] : name.split(JOINER))
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(nameOf)
    .filter(({ key }) => key !== '');
}

function nameOf(printed: string): Name {
  const all = joinInitials(wordsOf(printed), 2);
  const bare = ARTICLES.has(all[0]?.text ?? '') && all.some(({ text }) => !ARTICLES.has(text)) ? all.slice(1) : all;
  const kept = bare.filter((word, at) => at === 0 || at === bare.length - 1 || !JOINING_WORDS.has(word.text));
  const words = kept.length > 0 ? kept : bare;
  return { printed, words, key: joinWords(words) };
}

function withoutUploader(name: string): string {
  const bare = name.replace(UPLOADER, '');
  return bare.trim() === '' ? name : spaceCapitals(bare, bare !== name && name.toLowerCase().endsWith('vevo'));
}

/** “TaylorSwiftVEVO” is Taylor Swift. */
function spaceCapitals(name: string, isChannel: boolean): string {
  return isChannel && !name.includes(' ') ? name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') : name;
}

/** The signs of the names in alphabetical order: equal for every order and way of joining them. */
export function creditKey(names: readonly Name[]): string {
  const letters = Array.from(names.map((name) => name.key).join('')).sort();
  return boundedKey(letters.join(''));
}

/** Keys of which two credits of the same performers share one: of the main ones together, and of everybody. */
export function sharedKeys(printed: string, artists?: readonly string[]): readonly string[] {
  const { mains, guests } = readCredit(printed, artists);
  return [creditKey(mains), ...mains.map(({ key }) => key), ...guests.map(({ key }) => key)];
}

export function isNobody({ mains }: Credit): boolean {
  return mains.length === 0 || NOBODY.has(mains.map((name) => name.key).join(''));
}

export function sameName(left: Name, right: Name): boolean {
  return (
    left.key === right.key &&
    sameWords(left.words, right.words) &&
    !accentsDisagree(left.printed, right.printed) &&
    !endSignsDisagree(left.printed, right.printed) &&
    !initialsDisagree(left.printed, right.printed)
  );
}

/** “M.I.A.” is MIA, not Mia. */
export function initialsDisagree(left: string, right: string): boolean {
  const [a, b] = [isDotted(left), isDotted(right)];
  return a !== b && /^\p{Lu}\p{Ll}+$/u.test(a ? right : left);
}

function isDotted(text: string): boolean {
  return /^(?:\p{L}\.){2,}\p{L}?$/u.test(text);
}

/** “Why?” and “Why!” are two; either may be printed “Why”. */
export function endSignsDisagree(left: string, right: string): boolean {
  const [a, b] = [endSigns(left), endSigns(right)];
  return a !== '' && b !== '' && a !== b;
}

function endSigns(text: string): string {
  const characters = Array.from(text.trimEnd());
  const last = characters.findLastIndex((character) => character !== '!' && character !== '?');
  return [...new Set(characters.slice(last + 1))].sort().join('');
}

/** Same names in the same order, or in any when it is known that they are several. */
export function sameMains(left: Credit, right: Credit, known: KnownPerformers | undefined): boolean {
  if (sameSequence(left.mains, right.mains)) return true;
  return sameSet(left.mains, right.mains) && (areSeveral(left, known) || areSeveral(right, known));
}

/** Same performers where one prints as a guest whom the other prints beside the main one, or leaves guests out. */
export function samePerformers(left: Credit, right: Credit, known: KnownPerformers | undefined): boolean {
  if (guestsDisagree(left, right)) return false;
  if (sameMains(left, right, known)) return true;
  if (left.guests.length + right.guests.length === 0) return false;
  return isWithin(left.mains, everyone(right)) && isWithin(right.mains, everyone(left));
}

/** Two guest lists of which neither holds the other: two recordings. */
function guestsDisagree(left: Credit, right: Credit): boolean {
  if (left.guests.length === 0 || right.guests.length === 0) return false;
  return !isWithin(left.guests, everyone(right)) && !isWithin(right.guests, everyone(left));
}

function everyone({ mains, guests }: Credit): readonly Name[] {
  return [...mains, ...guests];
}

export function isWithin(some: readonly Name[], all: readonly Name[]): boolean {
  return some.every((name) => all.some((other) => sameName(name, other)));
}

function sameSet(left: readonly Name[], right: readonly Name[]): boolean {
  return left.length === right.length && isWithin(left, right) && isWithin(right, left);
}

function sameSequence(left: readonly Name[], right: readonly Name[]): boolean {
  const whole = (names: readonly Name[]): Word[] => names.flatMap((name) => name.words);
  const printed = (names: readonly Name[]): string => names.map((name) => name.printed).join(' ');
  return (
    sameWords(whole(left), whole(right)) &&
    (left.length !== right.length || left.every((name, at) => sameName(name, right[at]!) || left.length > 1)) &&
    !accentsDisagree(printed(left), printed(right))
  );
}

function areSeveral({ mains, isGivenApart }: Credit, known: KnownPerformers | undefined): boolean {
  return isGivenApart || (known !== undefined && mains.every((name) => known.isPerformer(name.printed)));
}
