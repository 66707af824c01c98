import { withoutArticle } from './article.js';
import { readWork } from './classical.js';
import { EMPTY_TITLES, TEMPO_WORDS } from './empty-titles.js';
import type { KnownPerformers } from './facts.js';
import { joinInitials } from './initials.js';
import { prepareText } from './letters.js';
import { readNumbers } from './numbers.js';
import { isWithin, splitNames, type Name } from './performers.js';
import { phrasesOf, type Phrase } from './phrases.js';
import { readQualifier } from './qualifier.js';
import { REMASTER_WORDS, UPLOAD_ENDINGS } from './upload-words.js';
import { joinWords } from './same-words.js';
import { VERSION_ENDINGS, VERSION_WORDS } from './version-words.js';
import { wordsOf, type Word } from './words.js';

/** What a title says, taken apart. */
export interface TitleReading {
  /** The title proper without what is taken off; numbers, works and forms by value. */
  readonly words: readonly Word[];
  readonly key: string;
  /** The text that `words` were read from, for accents and signs. */
  readonly printed: string;
  readonly versions: readonly string[];
  /** What else names the version: who remixed it, where it was live. */
  readonly versionNames: readonly string[];
  readonly guests: readonly Name[];
  /** After “with”, which may be the title's own word: guests only where the other side knows them too. */
  readonly unsureGuests: readonly Name[];
  /** The film or show that a shop adds: from “Frozen”. */
  readonly origin?: string;
  /** The key of a work whose catalogue number tells which it is. */
  readonly workKey?: string;
  readonly saysNothing: boolean;
}

export interface TitleContext {
  readonly performers: readonly Name[];
  readonly trackNumber?: number | undefined;
  readonly known?: KnownPerformers | undefined;
}

const FILE_ENDING = /\.(?:mp3|flac|m4a|aac|ogg|opus|wav|wma|aiff?|alac)$/iu;
const LEADING_NUMBER = /^(?:\d{1,2}-)?(\d{1,3})(\.? - |[.)] ?| )(?=[^\s\d([])/u;
const FEATURED = /(?<!\d) (?:feat\.|ft\.|featuring) ?(?=\p{L}|\p{N}{2})/iu;
const FEATURED_BARE = / (?:feat|ft) (?=\S)/u;
const CATALOGUED = /^(?:op|bwv|k|hob\p{L}+:|rv|hwv|twv|woo|d|s|l|buxwv|wq|swv|kk|m|sz|bb|trv|fwv)\d/u;

export function readTitle(title: string, context: TitleContext): TitleReading {
  const text = withoutLeadingNumber(prepareText(title).replace(FILE_ENDING, ''), context);
  const phrases = withoutPerformer(phrasesOf(text), context);
  const reading = new Reading(context);
  phrases.forEach((phrase) => reading.add(phrase));
  return reading.finish(text);
}

class Reading {
  private core: Phrase[] = [];
  private readonly versions = new Set<string>();
  private versionNames: string[] = [];
  private guests: Name[] = [];
  private unsureGuests: Name[] = [];
  private origin: string | undefined;

  constructor(private readonly context: TitleContext) {}

  add(phrase: Phrase): void {
    if (phrase.kind === 'text') this.addText(phrase);
    else this.addQualifier(phrase);
  }

  finish(whole: string): TitleReading {
    const taken = withoutNickname(
      this.core.map(({ text, kind }) => (kind === 'bracket' && !isMovement(text) ? `"${text}"` : text)).join(' / '),
    );
    let words = this.takeVersion(withoutEndings(joinInitials(wordsOf(taken), 3)));
    const isWhole = words.length === 0;
    if (isWhole) words = wordsOf(whole);
    const work = readWork(withoutArticle(words));
    const read = readNumbers(readJoiners(work.words));
    const isCatalogued = read.some((word) => CATALOGUED.test(word.text));
    const isKey = (word: Word): boolean => isCatalogued && word.text.startsWith('key:');
    const kept = read.filter((word) => !isKey(word));
    const workKey = read.find(isKey)?.text;
    return {
      words: kept,
      key: joinWords(kept),
      printed: taken === '' ? whole : taken,
      versions: isWhole ? [] : [...this.versions].sort(),
      versionNames: isWhole ? [] : this.versionNames,
      guests: this.guests,
      unsureGuests: this.unsureGuests,
      ...(this.origin === undefined ? {} : { origin: this.origin }),
      ...(workKey === undefined ? {} : { workKey }),
      saysNothing: saysNothing(words, kept, work.isWork),
    };
  }

  /** A version named at the end without a bracket, where no other is named. */
  private takeVersion(words: Word[]): Word[] {
    if (this.versions.size > 0) return words;
    for (const ending of VERSION_ENDINGS) {
      const from = words.length - ending.length;
      if (from > 0 && ending.every((word, at) => words[from + at]!.text === word)) {
        ending.flatMap((word) => VERSION_WORDS.get(word) ?? []).forEach((version) => this.versions.add(version));
        return words.slice(0, from);
      }
    }
    return words;
  }

  private addText({ text }: Phrase): void {
    const [before, featured] = splitFeatured(text, this.context);
    if (featured !== undefined) this.guests.push(...splitNames(featured));
    if (this.core.length > 0) this.addQualifier({ text: before, kind: 'dash' });
    else if (before.trim() !== '') this.core.push({ text: before, kind: 'text' });
  }

  private addQualifier(phrase: Phrase): void {
    const [text, featured] = splitFeatured(phrase.text, this.context);
    if (featured !== undefined) this.guests.push(...splitNames(featured));
    const qualifier = readQualifier(text);
    if (qualifier.kind === 'version') {
      qualifier.versions.forEach((version) => this.versions.add(version));
      this.versionNames.push(...qualifier.names);
    } else if (qualifier.kind === 'guests' && (qualifier.isSure || this.core.length > 0)) {
      const names = splitNames(qualifier.printed);
      const isSure = qualifier.isSure || this.context.known?.isPerformer(qualifier.printed.trim()) === true;
      (isSure ? this.guests : this.unsureGuests).push(...names);
    } else if (qualifier.kind === 'origin' && this.core.length > 0) {
      this.origin = qualifier.words;
    } else if (qualifier.kind !== 'nothing') {
      this.core.push({ ...phrase, text });
    }
  }
}

/** “01 - Title”, “01 Title”, and “7. Title” where it is the seventh track. Movements keep their numbers. */
function withoutLeadingNumber(text: string, { trackNumber }: TitleContext): string {
  const found = LEADING_NUMBER.exec(text);
  if (!found) return text;
  const [whole, digits = '', separator = ''] = found;
  const rest = text.slice(whole.length);
  const isTrack = trackNumber !== undefined && Number(digits) === trackNumber;
  const isNumber =
    /^0\d$/u.test(digits) ||
    (separator.includes('-') && (isTrack || (trackNumber === undefined && digits.length === 2))) ||
    (isTrack && separator !== ' ');
  if (!isNumber || !/^["'\p{L}]/u.test(rest)) return text;
  const words = wordsOf(rest);
  if (words.some((word) => TEMPO_WORDS.has(word.text))) return text;
  const isVersion = readQualifier(rest).kind !== 'title';
  return isVersion ? text : rest;
}

/** The performer's own name repeated before the title, with a dash or a colon after it. */
function withoutPerformer(phrases: Phrase[], { performers }: TitleContext): Phrase[] {
  const isNoise = phrases[0]?.kind === 'bracket' && readQualifier(phrases[0].text).kind === 'nothing';
  const kept = isNoise ? phrases.slice(1) : phrases;
  const [first, second] = kept;
  if (!first || performers.length === 0) return phrases;
  const colon = first.text.indexOf(': ');
  if (colon > 0 && isPerformers(first.text.slice(0, colon), performers)) {
    const text = first.text.slice(colon + 1);
    return readQualifier(text).kind === 'title' ? [{ ...first, text }, ...kept.slice(1)] : phrases;
  }
  if (second?.kind !== 'dash') return phrases;
  const [main, featured] = splitFeatured(first.text, { performers });
  if (!isPerformers(main, performers) || readQualifier(second.text).kind !== 'title') return phrases;
  const guests: Phrase[] = featured === undefined ? [] : [{ text: `feat. ${featured}`, kind: 'bracket' }];
  return [{ text: second.text, kind: 'text' }, ...kept.slice(2), ...guests];
}

function isMovement(text: string): boolean {
  return wordsOf(text).some((word) => TEMPO_WORDS.has(word.text) || /^(?:\d+|[ivx]+)$/u.test(word.text));
}

function isPerformers(text: string, performers: readonly Name[]): boolean {
  const names = splitNames(text);
  return names.length > 0 && isWithin(names, performers);
}

/** A work's nickname in quotes or brackets, before the colon and the movement; catalogue numbers tell the work. */
function withoutNickname(title: string): string {
  const colon = title.lastIndexOf(':');
  const work = title.slice(0, Math.max(colon, 0));
  const isCatalogued = readWork(wordsOf(work)).words.some((word) => CATALOGUED.test(word.text));
  return isCatalogued ? work.replace(/"[^"]*"/gu, ' ') + title.slice(colon) : title;
}

/** Guests printed in the running text. */
function splitFeatured(text: string, { performers, known }: TitleContext): [before: string, guests?: string] {
  const found = FEATURED.exec(text);
  if (found && found.index > 0 && text.slice(0, found.index).trim() !== '') {
    return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  }
  const bare = FEATURED_BARE.exec(text);
  if (!bare || text.slice(0, bare.index).trim() === '') return [text];
  const rest = text.slice(bare.index + bare[0].length);
  const isKnown = known?.isPerformer(rest.trim()) === true || isWithin(splitNames(rest), performers);
  return isKnown ? [text.slice(0, bare.index), rest] : [text];
}

/** Whether something is left that can be a title. */
function isTitle(words: readonly Word[]): boolean {
  return words.some((word) => word.text !== 'the' && word.text !== 'a');
}

/** What uploads add without a bracket, and a remaster, at the end of a title of which something is left. */
function withoutEndings(words: Word[]): Word[] {
  for (const ending of UPLOAD_ENDINGS) {
    const from = words.length - ending.length;
    if (from > 0 && isTitle(words.slice(0, from)) && ending.every((word, at) => words[from + at]!.text === word))
      return withoutEndings(words.slice(0, from));
  }
  const isYear = (word: Word | undefined): boolean => /^(?:19|20)\d\d$/u.test(word?.text ?? '');
  const isRemaster = (word: Word | undefined): boolean => REMASTER_WORDS.has(word?.text ?? '');
  const [before, last] = [words.at(-2), words.at(-1)];
  if (words.length > 2 && ((isYear(before) && isRemaster(last)) || (isRemaster(before) && isYear(last))))
    return words.slice(0, -2);
  if (words.length > 1 && isRemaster(last)) return words.slice(0, -1);
  return words;
}

/** “&”, a “+” between words and the n of “Rock 'n' Roll” are “and”. */
function readJoiners(words: readonly Word[]): Word[] {
  return words.map((word, at) => {
    const isBetween = at > 0 && at < words.length - 1;
    const isJoiner =
      word.text === '&' ||
      (isBetween &&
        (word.text === '+' || (word.text === 'n' && !word.isAbbreviated)) &&
        words[at + 1]!.gap !== 'inside');
    return isJoiner && (isBetween || word.text === '&') ? { ...word, text: 'and' } : word;
  });
}

function saysNothing(words: readonly Word[], read: readonly Word[], isWork: boolean): boolean {
  if (isWork) return false;
  const texts = read.map((word) => word.text).filter((text) => !/^\d+$/u.test(text));
  const bare = texts.filter((text) => !/^\p{L}+\d/u.test(text));
  if (bare.length === 0) return texts.length > 0 && words.length > 1;
  return EMPTY_TITLES.has(bare.join(' ')) || bare.every((text) => TEMPO_WORDS.has(text));
}
