import { setImmediate } from 'node:timers/promises';
import {
  formerIdentity,
  mainCredit,
  samePerformer,
  sameRecording,
  sameRelease,
  type Finding,
  type RecordingFacts,
} from '../../catalogue/index.js';
import type { Sql } from '../../sql/index.js';
import { cluster, type Relation } from './clusters.js';
import { HeardNames, type HeardName, type LibraryTrack, type NamedRef } from './heard-names.js';

/** Something that holds names of several things, and which of them are to leave it. */
export interface NameParting {
  readonly key: number;
  /** Each becomes something of its own: names as printed, and the ids that go with them. */
  readonly leaving: readonly { readonly names: readonly string[]; readonly refs: readonly NamedRef[] }[];
  readonly staying: readonly string[];
  /** Ids of which nothing tells whose they are; they are forgotten, and learnt again with the next listen. */
  readonly lost: readonly NamedRef[];
}

export interface RecordingParting {
  readonly key: number;
  readonly leaving: readonly { readonly names: readonly HeardName[]; readonly tracks: readonly LibraryTrack[] }[];
  readonly staying: readonly HeardName[];
}

export interface RegroupPlan {
  readonly performers: readonly NameParting[];
  readonly releases: readonly NameParting[];
  readonly recordings: readonly RecordingParting[];
  /** Names that were joined and that no rule tells apart: they stay one. */
  readonly unclear: readonly HeardName[];
}

/** A name that two of these were joined by formerly, and by what they would be compared now. */
type Compared = readonly [name: string, ids: { readonly mbid?: string }];

/**
 * Finds what the name rule of version 0.1.0 joined and the present rules do not. What ids joined stays together: names
 * that the former rule told apart can only have come together by an id. Nothing is changed.
 */
export async function planRegroup(sql: Sql): Promise<RegroupPlan> {
  const names = new HeardNames(sql);
  const performers = await partPerformers(names);
  const releases = await partReleases(sql, names);
  const recordings: RecordingParting[] = [];
  const unclear: HeardName[] = [];
  const placeOf = placesOf(performers);
  for await (const [from, to] of names.recordingRanges()) {
    const [heard, tracks] = [await names.ofRecordings(from, to), await names.tracksOf(from, to)];
    const tracksBy = Map.groupBy(tracks, ({ recordingKey }) => recordingKey);
    for (const [key, all] of Map.groupBy(heard, ({ recordingKey }) => recordingKey)) {
      if (all.length === 1) continue;
      const found = partRecording(key, all, tracksBy.get(key) ?? [], placeOf);
      if (found.parting.leaving.length > 0) recordings.push(found.parting);
      unclear.push(...found.unclear);
    }
    await setImmediate();
  }
  return { performers, releases, recordings, unclear };
}

/** Which of the parts of its former performer a name belongs to; 0 stays. */
export function placesOf(partings: readonly NameParting[]): (key: number | null, name: string) => number {
  const places = new Map(
    partings.map(({ key, leaving }) => [
      key,
      new Map(leaving.flatMap(({ names }, at) => names.map((name) => [name, at + 1] as const))),
    ]),
  );
  return (key, name) => (key === null ? 0 : (places.get(key)?.get(name) ?? 0));
}

function relationOf({ outcome, rule }: Finding): Relation {
  if (outcome === 'same') return 'same';
  // Doubtful pairs stay, but for those that ids forbid; and two that say nobody are no evidence of being two.
  if (outcome === 'doubtful') return rule.startsWith('other-') ? 'apart' : 'unclear';
  return rule === 'no-performer' ? 'unclear' : 'apart';
}

async function partPerformers(names: HeardNames): Promise<NameParting[]> {
  const partings: NameParting[] = [];
  for (const [key, printed] of await names.namesOfPerformers()) {
    if (new Set(printed.map(mainCredit)).size < 2) continue;
    const refs = await names.refsOfPerformer(key);
    const idOf = idsByName(printed, refs);
    const relate = ([a, { mbid: left }]: Compared, [b, { mbid: right }]: Compared): Relation => {
      const [one, other] = [mainCredit(a), mainCredit(b)];
      if (one === other || formerIdentity(a) !== formerIdentity(b)) return 'same';
      return relationOf(
        samePerformer(
          { name: one, ...(left !== undefined && { mbArtistId: left }) },
          { name: other, ...(right !== undefined && { mbArtistId: right }) },
        ),
      );
    };
    const parting = partNames(key, printed.map((name): Compared => [name, idOf(mainCredit(name))]), relate, refs); // prettier-ignore
    if (parting) partings.push(parting);
  }
  return partings;
}

async function partReleases(sql: Sql, names: HeardNames): Promise<NameParting[]> {
  const partings: NameParting[] = [];
  for (const [key, titles] of await names.namesOfReleases()) {
    if (titles.length < 2) continue;
    const row = await sql.get<{ artist: string }>('SELECT artist FROM release WHERE key = ?', [key]);
    const artist = row?.artist ?? '';
    const relate = ([a]: Compared, [b]: Compared): Relation =>
      formerIdentity(a) !== formerIdentity(b)
        ? 'same'
        : relationOf(sameRelease({ title: a, artist }, { title: b, artist }));
    const parting = partNames(key, titles.map((title): Compared => [title, {}]), relate, await names.refsOfRelease(key)); // prettier-ignore
    if (parting) partings.push(parting);
  }
  return partings;
}

function partNames(
  key: number,
  compared: readonly Compared[],
  relate: (a: Compared, b: Compared) => Relation,
  refs: readonly NamedRef[],
): NameParting | undefined {
  const { clusters } = cluster(compared, relate);
  const [staying = [], ...leaving] = clusters.map((cluster) => cluster.map(([name]) => name));
  if (leaving.length === 0) return undefined;
  const belongs = (names: readonly string[], { name, value }: NamedRef): boolean =>
    names.some((printed) => printed === name || mainCredit(printed) === name) ||
    compared.some(([printed, ids]) => ids.mbid === value && names.includes(printed));
  const parts = leaving.map((names) => ({ names, refs: refs.filter((ref) => belongs(names, ref)) }));
  const lost = refs.filter(
    (ref) =>
      ref.kind !== 'artist' && ref.kind !== 'album' && ![staying, ...leaving].some((names) => belongs(names, ref)),
  );
  return { key, staying, leaving: parts, lost };
}

/** Which MusicBrainz id goes with a name: as the library says, else the one that is left when one name is. */
function idsByName(printed: readonly string[], refs: readonly NamedRef[]): (name: string) => { mbid?: string } {
  const known = new Map<string, string>();
  for (const { name, mbid } of refs) if (name && mbid) known.set(name, mbid);
  const names = [...new Set(printed.map(mainCredit))];
  const ids = refs.flatMap(({ kind, value }) => (kind === 'mbid' ? [value] : []));
  const without = names.filter((name) => !known.has(name));
  const left = ids.filter((id) => ![...known.values()].includes(id));
  const [name, id] = [without[0], left[0]];
  if (without.length === 1 && left.length === 1 && name !== undefined && id !== undefined) known.set(name, id);
  return (asked) => {
    const mbid = known.get(asked);
    return mbid === undefined ? {} : { mbid };
  };
}

function partRecording(
  key: number,
  heard: readonly HeardName[],
  tracks: readonly LibraryTrack[],
  placeOf: (performerKey: number, name: string) => number,
): { parting: RecordingParting; unclear: readonly HeardName[] } {
  const facts = new Map(heard.map((name) => [name, factsOf(name, tracks)]));
  const relate = (a: HeardName, b: HeardName): Relation => {
    if (placeOf(a.performerKey, a.artist) !== placeOf(b.performerKey, b.artist)) return 'apart';
    if (!wasJoinedByName(a, b)) return 'same';
    const finding = sameRecording(facts.get(a)!, facts.get(b)!);
    const isOneName = a.title === b.title && a.artist === b.artist && a.album === b.album;
    return isOneName && finding.rule === 'no-performer' ? 'same' : relationOf(finding);
  };
  const { clusters, unclear } = cluster(heard, relate);
  const [staying = [], ...leaving] = clusters;
  const ofCluster = (names: readonly HeardName[]): LibraryTrack[] => tracks.filter((track) => names.some((name) => isCalled(track, name)) && !staying.some((name) => isCalled(track, name))); // prettier-ignore
  return { parting: { key, staying, leaving: leaving.map((names) => ({ names, tracks: ofCluster(names) })) }, unclear };
}

/** Whether the former rule would have taken them for one; else an id did. */
function wasJoinedByName(a: HeardName, b: HeardName): boolean {
  const isLength = a.durationMs === null || b.durationMs === null || Math.abs(a.durationMs - b.durationMs) <= 3_000;
  return isLength && formerIdentity(a.title) === formerIdentity(b.title);
}

function factsOf(
  { title, artist, album, durationMs, ...name }: HeardName,
  tracks: readonly LibraryTrack[],
): RecordingFacts {
  const same = tracks.filter((track) => isCalled(track, { title, artist, album, durationMs, ...name }));
  const ids = new Set(same.map(({ mbRecordingId }) => mbRecordingId));
  const [id] = ids;
  const group = same[0]?.mbReleaseGroupId ?? undefined;
  return {
    title,
    artist,
    ...(album !== null && { album }),
    ...(durationMs !== null && { durationMs }),
    ...(ids.size === 1 && id != null && { mbRecordingId: id }),
    ...(same.length === 1 && group !== undefined && { mbReleaseGroupId: group }),
  };
}

function isCalled(track: LibraryTrack, { title, artist, album, durationMs }: HeardName): boolean {
  return (
    (track.title === title || track.sourceTitle === title) &&
    mainCredit(track.artist) === mainCredit(artist) &&
    (album === null || track.album === album) &&
    (durationMs === null || Math.abs(track.durationMs - durationMs) <= 3_000)
  );
}
