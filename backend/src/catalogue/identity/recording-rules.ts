import { BoundedCache } from '../../common/index.js';
import type { Finding, KnownPerformers, RecordingFacts } from './facts.js';
import { different, doubtful, same } from './finding.js';
import { areDisjoint, areEqual, areUnequal, idOf, isrcOf, sharedSource } from './ids.js';
import { isNobody, isWithin, readCredit, samePerformers, sharedKeys, type Credit, type Name } from './performers.js';
import { albumTitleKey, sameAlbumTitle } from './release-rules.js';
import { boundedKey } from './same-words.js';
import { readTitle, type TitleReading } from './title.js';
import { partsDisagree, sameTitle, sameVersion, sameVersionNames } from './title-comparison.js';

/** Takes of one title by one performer that differ by more are two recordings. */
export const SAME_LENGTH_MS = 3_000;
/** One code with lengths that differ by more: one of the two codes is wrong. */
const SAME_CODE_LENGTH_MS = 10_000;

interface RecordingReading {
  readonly title: TitleReading;
  readonly credit: Credit;
}

/** A title is compared with many, and many with one: reading it takes most of the time. */
const READINGS = new BoundedCache<string, RecordingReading>(1_000);

/**
 * Whether two recordings are one. The rules in order (a person's verdict comes before all of them and is not looked
 * at here): MusicBrainz ids, codes, names with performer and length.
 */
export function sameRecording(left: RecordingFacts, right: RecordingFacts, known?: KnownPerformers): Finding {
  const ids = [idOf(left.mbRecordingId), idOf(right.mbRecordingId)] as const;
  if (areEqual(...ids)) return same('recording-mbid', `MusicBrainz recording ${ids[0]!}`);
  const [a, b] = [readRecording(left, known), readRecording(right, known)];
  const forbidden = forbiddenBy(left, right);
  const byName = compareNames(left, right, a, b, known);
  if (forbidden !== undefined) {
    return byName.outcome === 'different'
      ? different(forbidden, 'different MusicBrainz ids')
      : doubtful(forbidden, 'different MusicBrainz ids, yet equal in name, performer and length');
  }
  return compareCodes(left, right, a, b) ?? byName;
}

/** What a recording is called. */
type Named = Pick<RecordingFacts, 'title' | 'artist' | 'artists'>;

/** Credits are few beside titles, and each is compared with many. */
const CREDITS = new BoundedCache<string, readonly string[]>(2_000);
/** Of a title in which guests may be named. */
const MAY_NAME_GUESTS = /[^\p{L}\p{N}\p{M} '’.,!?]|\b(?:feat|ft|featuring|with)\b/iu;

/** Whether two may be one by name, at a hundredth of the cost: where this says no, `sameRecording` needs an equal id or code. */
export function mayBeSame(left: Named, right: Named): boolean {
  if (MAY_NAME_GUESTS.test(left.title) || MAY_NAME_GUESTS.test(right.title)) return true;
  const keys = keysOfCredit(left);
  return keysOfCredit(right).some((key) => keys.includes(key));
}

function keysOfCredit({ artist, artists = [] }: Named): readonly string[] {
  const printed = [artist, ...artists].join('\n');
  let keys = CREDITS.get(printed);
  if (!keys) CREDITS.set(printed, (keys = sharedKeys(artist, artists)));
  return keys;
}

/**
 * The key by which recordings that may be one by name are found: the title proper with numbers, parts and works by
 * value, the words that name its version, and the album where the title says nothing. Not in it: the performer
 * (printed in too many ways), lengths, ids. At most 200 signs and an album's as many.
 */
export function recordingIdentity(facts: RecordingFacts): string {
  const { title } = readRecording(facts);
  const version = title.versions.length === 0 ? '' : ` (${title.versions.join(' ')})`;
  const album = title.saysNothing ? ` [${facts.album === undefined ? '' : albumTitleKey(facts.album)}]` : '';
  return boundedKey(`${title.key}${version}${album}`);
}

/** Whether the title alone tells nothing: Intro, Untitled, Track 3. */
export function titleSaysNothing(facts: RecordingFacts): boolean {
  return readRecording(facts).title.saysNothing;
}

function readRecording(facts: RecordingFacts, known?: KnownPerformers): RecordingReading {
  // What is known may change with time; what is printed reads the same for ever.
  if (known) return read(facts, known);
  const { title, artist, artists = [], trackNumber = '' } = facts;
  const printed = [title, artist, trackNumber, ...artists].join('\n');
  let reading = READINGS.get(printed);
  if (!reading) READINGS.set(printed, (reading = read(facts)));
  return reading;
}

function read(facts: RecordingFacts, known?: KnownPerformers): RecordingReading {
  const credit = readCredit(facts.artist, facts.artists);
  const performers = [...credit.mains, ...credit.guests];
  return { credit, title: readTitle(facts.title, { performers, trackNumber: facts.trackNumber, known }) };
}

function forbiddenBy(left: RecordingFacts, right: RecordingFacts): string | undefined {
  if (areUnequal(idOf(left.mbRecordingId), idOf(right.mbRecordingId))) return 'other-recording-mbid';
  if (areDisjoint(left.mbArtistIds, right.mbArtistIds)) return 'other-artist-mbid';
  return undefined;
}

/** Equal codes join, unless part, version or length disagree: movements share codes, and codes are sometimes wrong. */
function compareCodes(
  left: RecordingFacts,
  right: RecordingFacts,
  a: RecordingReading,
  b: RecordingReading,
): Finding | undefined {
  const isrc = isrcOf(left.isrc);
  const source = sharedSource(left.sourceIds, right.sourceIds);
  const isCode = areEqual(isrc, isrcOf(right.isrc));
  if (!isCode && source === undefined) return undefined;
  const evidence = isCode ? `ISRC ${isrc!}` : `one id at ${source!}`;
  if (partsDisagree(a.title, b.title)) return different('code-part', `${evidence}, but other parts or numbers`);
  if (!sameVersion(a.title, b.title)) return different('code-version', `${evidence}, but other versions`);
  if (lengthsDiffer(left, right, SAME_CODE_LENGTH_MS))
    return different('code-length', `${evidence}, but other lengths`);
  return same(isCode ? 'isrc' : 'source-id', evidence);
}

function compareNames(
  left: RecordingFacts,
  right: RecordingFacts,
  a: RecordingReading,
  b: RecordingReading,
  known: KnownPerformers | undefined,
): Finding {
  if (!sameTitle(a.title, b.title)) return different('title', 'other titles');
  if (isNobody(a.credit) || isNobody(b.credit)) return different('no-performer', 'the performer is not known');
  if (!samePerformers(allOf(a), allOf(b), known)) return comparePartly(a, b);
  if (!guestsAgree(a, b)) return doubtful('guest', 'a title with words after “with”, which may be a guest');
  if (lengthsDiffer(left, right, SAME_LENGTH_MS)) return different('length', 'other lengths');
  if (!sameVersion(a.title, b.title)) return different('version', 'other versions');
  if (!sameVersionNames(a.title, b.title)) {
    const isNamed = a.title.versionNames.length > 0 && b.title.versionNames.length > 0;
    return isNamed
      ? different('version-name', 'versions of other names')
      : doubtful('version-name', 'a version with and without a name');
  }
  if (a.title.saysNothing && !sameAlbum(left, right)) {
    const isUnknown = left.album === undefined || right.album === undefined;
    return isUnknown
      ? doubtful('empty-title', 'a title that says nothing, without an album')
      : different('album', 'a title that says nothing, on other albums');
  }
  if (a.title.saysNothing && areOtherTracks(left.trackIds, right.trackIds)) {
    return different('other-track', 'a title that says nothing, of other tracks of one album');
  }
  return same('name', 'title, performer, version and length agree');
}

/** The guests of the title are guests of the recording. */
function allOf({ credit, title }: RecordingReading): Credit {
  const guests = [...credit.guests, ...title.guests, ...title.unsureGuests];
  const mains = credit.mains.filter((name) => !isWithin([name], title.guests));
  return { ...credit, mains: mains.length > 0 ? mains : credit.mains, guests };
}

/** What stands after “with” is a guest whom the other side names in any way. */
function guestsAgree(a: RecordingReading, b: RecordingReading): boolean {
  const named = ({ credit, title }: RecordingReading): readonly Name[] => [
    ...credit.mains,
    ...credit.guests,
    ...title.guests,
    ...title.unsureGuests,
  ];
  const knows = (one: RecordingReading, other: RecordingReading): boolean =>
    isWithin(one.title.unsureGuests, named(other)) || isWithin(one.title.unsureGuests, one.credit.mains);
  return knows(a, b) && knows(b, a);
}

/** One main performer of several agrees: somebody may be left out, or it may be another recording. */
function comparePartly(a: RecordingReading, b: RecordingReading): Finding {
  const isPart = isWithin(a.credit.mains, b.credit.mains) || isWithin(b.credit.mains, a.credit.mains);
  return isPart && sameVersion(a.title, b.title) && sameVersionNames(a.title, b.title)
    ? doubtful('performer', 'some of the performers are the same')
    : different('performer', 'other performers');
}

function lengthsDiffer(left: RecordingFacts, right: RecordingFacts, byMs: number): boolean {
  return (
    left.durationMs !== undefined &&
    right.durationMs !== undefined &&
    Math.abs(left.durationMs - right.durationMs) > byMs
  );
}

function sameAlbum(left: RecordingFacts, right: RecordingFacts): boolean {
  if (left.album === undefined || right.album === undefined) return false;
  if (areUnequal(idOf(left.mbReleaseGroupId), idOf(right.mbReleaseGroupId))) return false;
  const isOtherPlace =
    areOther(left.trackNumber, right.trackNumber) && !areOther(left.discNumber ?? 1, right.discNumber ?? 1);
  return !isOtherPlace && sameAlbumTitle(left.album, right.album);
}

/** Both are known where one gives its ids, the library or a source, and none of them is on both sides. */
function areOtherTracks(left: readonly string[] = [], right: readonly string[] = []): boolean {
  const giver = (id: string): string => id.slice(0, Math.max(0, id.indexOf(':')));
  const isOfOne = left.some((id) => right.some((other) => giver(other) === giver(id)));
  return isOfOne && !left.some((id) => right.includes(id));
}

function areOther(left: number | undefined, right: number | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}
