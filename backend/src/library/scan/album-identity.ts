import { basename } from 'node:path';
import { identityKey } from '../../common/index.js';
import type { ArtistCredit, CollectedTrack, CollectedUnit } from '../../sources/index.js';

/** What an album without one artist is credited to, as MusicBrainz and most taggers write it. */
export const VARIOUS_ARTISTS = 'Various Artists';

/** One album as the tracks of a unit describe it. */
export interface AlbumDescription {
  /** Equal for what is the same album, in this unit or another. */
  readonly identity: string;
  readonly title: string;
  /** As printed. */
  readonly artist: string;
  readonly artists: readonly ArtistCredit[];
  readonly isCompilation: boolean;
  readonly releaseDate?: string;
  readonly originalDate?: string;
  /** Of the original release, else of this one; 0 when unknown. */
  readonly year: number;
  readonly label?: string;
  readonly mbReleaseId?: string;
  readonly mbReleaseGroupId?: string;
}

/** What is known of tracks of the unit that need not be read again, for what depends on all tracks of an album. */
export interface KnownCompanion {
  readonly albumTitle: string;
  readonly artist: string;
}

/**
 * Sorts the tracks of a unit by album.
 *
 * An album is its MusicBrainz release, else its album artist, title and year. Tracks that name no album artist belong to
 * their artist's album if they share one, else to a compilation known by where it lies: there is nothing else to know it
 * by. Tracks that name no album lie on one named after the unit.
 */
export function albumsOf(
  unit: Pick<CollectedUnit, 'key' | 'groupKey'>,
  tracks: readonly CollectedTrack[],
  companions: readonly KnownCompanion[] = [],
): Map<CollectedTrack, AlbumDescription> {
  const groups = new Map<string, CollectedTrack[]>();
  for (const track of tracks) {
    const name = groupName(track);
    const group = groups.get(name);
    if (group) group.push(track);
    else groups.set(name, [track]);
  }
  const albums = new Map<CollectedTrack, AlbumDescription>();
  for (const group of groups.values()) {
    const album = describe(unit, group, companions);
    for (const track of group) albums.set(track, album);
  }
  return albums;
}

function groupName({ musicBrainz, albumArtist, album }: CollectedTrack): string {
  if (musicBrainz?.releaseId !== undefined) return `mb ${musicBrainz.releaseId}`;
  return `${albumArtist === undefined ? '' : identityKey(albumArtist)}\n${album === undefined ? '' : identityKey(album)}`;
}

function describe(
  unit: Pick<CollectedUnit, 'key' | 'groupKey'>,
  tracks: readonly CollectedTrack[],
  companions: readonly KnownCompanion[],
): AlbumDescription {
  const [first] = tracks;
  const title = first?.album ?? (basename(unit.groupKey) || unit.groupKey);
  const credit = creditOf(
    tracks,
    companions.filter(({ albumTitle }) => albumTitle === title),
  );
  const releaseDate = mostCommon(tracks.map((track) => track.releaseDate));
  const originalDate = mostCommon(tracks.map((track) => track.originalDate));
  const mbReleaseId = first?.musicBrainz?.releaseId;
  const releaseYear = yearOf(releaseDate);
  return {
    identity: identityOf(unit, first, credit, title, mbReleaseId, releaseYear),
    title,
    artist: credit.artist,
    artists: credit.artists,
    isCompilation: credit.isCompilation,
    releaseDate,
    originalDate,
    year: yearOf(originalDate) || releaseYear,
    label: mostCommon(tracks.map((track) => track.label)),
    mbReleaseId,
    mbReleaseGroupId: first?.musicBrainz?.releaseGroupId,
  };
}

interface AlbumCredit {
  readonly artist: string;
  readonly artists: readonly ArtistCredit[];
  readonly isCompilation: boolean;
  /** Nothing but the place tells this album from others. */
  readonly isByPlace: boolean;
}

function creditOf(tracks: readonly CollectedTrack[], companions: readonly KnownCompanion[]): AlbumCredit {
  const [first] = tracks;
  const isCompilation = tracks.some((track) => track.isCompilation);
  if (first?.albumArtist !== undefined) {
    return { artist: first.albumArtist, artists: first.albumArtists, isCompilation, isByPlace: false };
  }
  const leads = new Map<string, ArtistCredit>();
  for (const track of tracks) {
    const lead = track.artists[0];
    if (lead) leads.set(identityKey(lead.name), lead);
  }
  for (const { artist } of companions) leads.set(identityKey(artist), { name: artist, role: 'main' });
  const [lead] = leads.values();
  if (leads.size === 1 && lead && !isCompilation) {
    return { artist: lead.name, artists: [lead], isCompilation: false, isByPlace: false };
  }
  if (leads.size === 0) return { artist: '', artists: [], isCompilation, isByPlace: true };
  return {
    artist: VARIOUS_ARTISTS,
    artists: [{ name: VARIOUS_ARTISTS, role: 'main' }],
    isCompilation: true,
    isByPlace: true,
  };
}

function identityOf(
  unit: Pick<CollectedUnit, 'key' | 'groupKey'>,
  first: CollectedTrack | undefined,
  credit: AlbumCredit,
  title: string,
  mbReleaseId: string | undefined,
  year: number,
): string {
  if (mbReleaseId !== undefined) return `mb ${mbReleaseId}`;
  if (credit.isByPlace || first?.album === undefined) return `in ${unit.groupKey}\n${identityKey(title)}`;
  return `by ${identityKey(credit.artist)}\n${identityKey(title)}\n${year || ''}`;
}

function mostCommon(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | undefined;
  for (const [value, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** @returns 0 for no date */
export function yearOf(date: string | undefined): number {
  return date === undefined ? 0 : Number(date.slice(0, 4)) || 0;
}
