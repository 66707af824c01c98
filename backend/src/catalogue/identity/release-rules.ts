import type { Finding, KnownPerformers, ReleaseFacts } from './facts.js';
import { different, doubtful, same } from './finding.js';
import { areDisjoint, areEqual, areUnequal, idOf, sharedSource } from './ids.js';
import { accentsDisagree, prepareText } from './letters.js';
import { readNumbers } from './numbers.js';
import { withoutArticle } from './article.js';
import { readWork } from './classical.js';
import { creditKey, endSignsDisagree, isNobody, readCredit, sameMains, type Credit } from './performers.js';
import { phrasesOf } from './phrases.js';
import { EDITION_HEADS, EDITION_WORDS, EMPTY_ALBUM_TITLES, FORM_COMPANIONS, RELEASE_FORMS } from './release-words.js';
import { boundedKey, joinWords, sameWords } from './same-words.js';
import { VERSION_WORDS } from './version-words.js';
import { phraseOf, wordsOf, type Word } from './words.js';

interface AlbumReading {
  readonly words: readonly Word[];
  readonly key: string;
  readonly printed: string;
  /** Single, EP, live, soundtrack, and words of a version, sorted. */
  readonly forms: string;
}

/** Whether two releases are editions of one album. */
export function sameRelease(left: ReleaseFacts, right: ReleaseFacts, known?: KnownPerformers): Finding {
  const [groups, releases] = [
    [idOf(left.mbReleaseGroupId), idOf(right.mbReleaseGroupId)],
    [idOf(left.mbReleaseId), idOf(right.mbReleaseId)],
  ] as const;
  if (areEqual(...releases)) return same('release-mbid', `MusicBrainz release ${releases[0]!}`);
  if (areEqual(...groups)) return same('release-group-mbid', `MusicBrainz release group ${groups[0]!}`);
  const byName = compareNames(left, right, known);
  const forbidden = areUnequal(...groups)
    ? 'other-release-group-mbid'
    : areDisjoint(left.mbArtistIds, right.mbArtistIds)
      ? 'other-artist-mbid'
      : undefined;
  if (forbidden !== undefined) {
    return byName.outcome === 'different'
      ? different(forbidden, 'different MusicBrainz ids')
      : doubtful(forbidden, 'different MusicBrainz ids, yet equal in title and performer');
  }
  return compareCodes(left, right) ?? byName;
}

/**
 * The key by which editions of one album are found: the title without words of an edition, its form (single, EP,
 * live, soundtrack), and the signs of its performers' names in alphabetical order.
 */
export function releaseIdentity(facts: ReleaseFacts): string {
  return boundedKey(`${albumTitleKey(facts.title)} / ${creditKey(readCredit(facts.artist, facts.artists).mains)}`);
}

export function albumTitleKey(title: string): string {
  const { key, forms } = readAlbum(title);
  return boundedKey(forms === '' ? key : `${key} (${forms})`);
}

export function sameAlbumTitle(left: string, right: string): boolean {
  const [a, b] = [readAlbum(left), readAlbum(right)];
  return (
    a.forms === b.forms &&
    sameWords(a.words, b.words) &&
    !accentsDisagree(a.printed, b.printed) &&
    !endSignsDisagree(a.printed, b.printed)
  );
}

function compareCodes(left: ReleaseFacts, right: ReleaseFacts): Finding | undefined {
  const barcode = codeOf(left.barcode);
  const source = sharedSource(left.sourceIds, right.sourceIds);
  const isCode = areEqual(barcode, codeOf(right.barcode));
  if (!isCode && source === undefined) return undefined;
  const evidence = isCode ? `barcode ${barcode!}` : `one id at ${source!}`;
  const [a, b] = [readAlbum(left.title), readAlbum(right.title)];
  if (numbersOf(a) !== numbersOf(b)) return different('code-part', `${evidence}, but other volumes or numbers`);
  return same(isCode ? 'barcode' : 'source-id', evidence);
}

function compareNames(left: ReleaseFacts, right: ReleaseFacts, known: KnownPerformers | undefined): Finding {
  const [a, b] = [readCredit(left.artist, left.artists), readCredit(right.artist, right.artists)];
  if (!sameAlbumTitle(left.title, right.title)) return different('title', 'other titles');
  if (!sameMains(a, b, known)) return different('performer', 'other performers');
  if (left.year !== undefined && right.year !== undefined && left.year !== right.year && isAmbiguous(left.title, a)) {
    return doubtful('year', 'a title that many albums have, of other years');
  }
  if (isNobody(a) && isAmbiguous(left.title, a)) return doubtful('title', 'a title that many collections have');
  return same('name', 'title and performer agree');
}

/** Greatest hits, and albums called after their performer, who may have made several. */
function isAmbiguous(title: string, credit: Credit): boolean {
  const { words, key } = readAlbum(title);
  return (
    EMPTY_ALBUM_TITLES.has(words.map((word) => word.text).join(' ')) ||
    key === credit.mains.map((name) => name.key).join('') ||
    creditKey(credit.mains) === creditKey(readCredit(title).mains)
  );
}

function readAlbum(title: string): AlbumReading {
  const kept: string[] = [];
  const forms = new Set<string>();
  for (const phrase of phrasesOf(title.slice(0, 1_000).replace(/: (?=original |music from )/iu, ' - '))) {
    const words = phraseOf(phrase.text)
      .split(' ')
      .filter((word) => word !== '');
    const form = formOf(words);
    if (phrase.kind === 'text' || kept.length === 0) kept.push(phrase.text);
    else if (form !== undefined) form.forEach((word) => forms.add(word));
    else if (!isEdition(words)) kept.push(phrase.text);
  }
  const printed = kept.join(' / ') || prepareText(title);
  const words = endingForm(wordsOf(printed), forms);
  const read = readNumbers(readWork(withoutArticle(words)).words.map((word, at) => readAnd(word, at, words)));
  const final = read.length > 0 ? read : wordsOf(title);
  // A score is a soundtrack that is no songs.
  if (forms.has('score')) forms.delete('soundtrack');
  return { words: final, key: joinWords(final), printed, forms: [...forms].sort().join(' ') };
}

function readAnd(word: Word, at: number, words: readonly Word[]): Word {
  return word.text === '&' || (word.text === '+' && at > 0 && at < words.length - 1) ? { ...word, text: 'and' } : word;
}

/** “Frozen EP” and “Frozen - EP”, “Frozen OST”: a form at the end without a bracket. */
function endingForm(words: Word[], forms: Set<string>): Word[] {
  const last = words.at(-1);
  const form =
    last && /^(?:ep|ost|single)$/u.test(last.text) && words.length > 1 ? RELEASE_FORMS.get(last.text) : undefined;
  if (form === undefined) return words;
  forms.add(form);
  return words.slice(0, -1);
}

/** The forms that all the words of a bracket name, or undefined. */
function formOf(words: readonly string[]): string[] | undefined {
  const forms = words.flatMap((word) => RELEASE_FORMS.get(word) ?? VERSION_WORDS.get(word) ?? []);
  const isForm = words.every(
    (word) =>
      RELEASE_FORMS.has(word) || VERSION_WORDS.has(word) || FORM_COMPANIONS.has(word) || EDITION_WORDS.has(word),
  );
  const named = forms.filter((form) => !['original', 'extended', 'clean'].includes(form));
  return isForm && named.length > 0 ? named : undefined;
}

function isEdition(words: readonly string[]): boolean {
  const isWord = (word: string): boolean => EDITION_WORDS.has(word) || /^\d{1,4}(?:st|nd|rd|th)?$/u.test(word);
  return words.every(isWord) && words.some((word) => EDITION_HEADS.has(word));
}

function codeOf(barcode: string | undefined): string | undefined {
  const digits = barcode?.replace(/\D/gu, '').replace(/^0+/u, '') ?? '';
  return digits.length >= 7 ? digits : undefined;
}

function numbersOf({ words }: AlbumReading): string {
  return words
    .map((word) => word.text)
    .filter((text) => /\d/u.test(text))
    .join(' ');
}
