/** What there can be in a fake Bandcamp, and where its pages lie. Who and what there is: `demo-world.ts`. */
export interface WorldBand {
  readonly id: number;
  readonly name: string;
  /** Before `.bandcamp.com`. */
  readonly subdomain: string;
  /** A host of their own, which the other leads to. */
  readonly domain?: string;
  readonly location: string | null;
  readonly bio: string;
  readonly imageId: number | null;
  readonly genre: string;
  readonly site?: string;
  /** What the search says. Small labels are none there. */
  readonly isLabel: boolean;
  /** Whose list of artists this is in. */
  readonly label?: WorldBand;
  /** What their front page is: all that they have, their only album, or the first with the record of an album that is empty. */
  readonly front: 'grid' | 'album' | 'empty-record';
  /** They have left; what others have bought is theirs all the same. */
  readonly isGone: boolean;
}

/**
 * Who may hear a track: `free` anybody, `buyers` those who have paid, `used-up` nobody who has not paid any more, `at-release`
 * anybody from the day on that the album is out.
 */
export type Offer = 'free' | 'buyers' | 'used-up' | 'at-release';

export interface WorldTrack {
  readonly id: number;
  readonly title: string;
  readonly slug: string;
  /** As it is printed; null: that of a track without an album. */
  readonly number: number | null;
  readonly seconds: number;
  readonly artist: string;
  readonly offer: Offer;
  readonly lyrics: string | null;
}

/** An album, or a track without one; then its one track has the same id. */
export interface WorldRelease {
  readonly kind: 'album' | 'track';
  readonly id: number;
  readonly title: string;
  readonly slug: string;
  /** Whose page it is on. */
  readonly band: WorldBand;
  readonly artist: string;
  readonly tracks: readonly WorldTrack[];
  readonly releasedAtMs: number;
  readonly artId: number;
  /** What the picture is, whatever its address ends in. */
  readonly art: 'jpeg' | 'png';
  readonly about: string | null;
  readonly credits: string | null;
  readonly tags: readonly string[];
  /** Tags that are places. */
  readonly places: readonly string[];
  /** Who publishes it, where its page says so. */
  readonly label: WorldBand | null;
}

/** Something that a fan has bought, or wishes for. */
export interface Kept {
  readonly atMs: number;
  readonly release: WorldRelease;
  /** Where it is one track of an album. */
  readonly track?: WorldTrack;
  /** Bought as a record that can be touched. */
  readonly isPackage: boolean;
}

export interface WorldFan {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly location: string;
  readonly imageId: number | null;
  /** Latest first. */
  readonly collection: readonly Kept[];
  readonly wishlist: readonly Kept[];
  readonly isWishlistHidden: boolean;
}

export interface World {
  readonly bands: readonly WorldBand[];
  /** Latest first. */
  readonly releases: readonly WorldRelease[];
  readonly fans: readonly WorldFan[];
}

export type TralbumType = 'a' | 't';

/** What Bandcamp calls one thing: an album, a track of one, or a track without. */
export interface Tralbum {
  readonly release: WorldRelease;
  /** Absent: the whole album. */
  readonly track?: WorldTrack;
}

export const SITE = 'https://bandcamp.com';

export function siteOf({ subdomain, domain }: WorldBand): string {
  return `https://${domain ?? `${subdomain}.bandcamp.com`}`;
}

/** The whole address of a page. */
export function pageOf({ release, track }: Tralbum): string {
  return `${siteOf(release.band)}${pathOf({ release, track })}`;
}

export function pathOf({ release, track }: Tralbum): string {
  return track ? `/track/${track.slug}` : `/${release.kind}/${release.slug}`;
}

export function tralbumOf(release: WorldRelease): Tralbum {
  const [track] = release.tracks;
  return release.kind === 'track' && track ? { release, track } : { release };
}

export function idOfTralbum({ release, track }: Tralbum): number {
  return track?.id ?? release.id;
}

/** What is at Bandcamp: nothing of those who have left. */
export function findTralbum({ releases }: World, type: TralbumType, id: number): Tralbum | undefined {
  for (const release of releases) {
    if (release.band.isGone) continue;
    if (type === 'a' && release.kind === 'album' && release.id === id) return { release };
    const track = type === 't' ? release.tracks.find((one) => one.id === id) : undefined;
    if (track) return { release, track };
  }
  return undefined;
}

/** What a performer's page lists, latest first; that of a label has what its artists have, too. */
export function releasesOf({ releases }: World, band: WorldBand): WorldRelease[] {
  return releases.filter((release) => release.band === band || release.band.label === band);
}

/** Whether anybody may hear it now. */
export function isHeard({ offer }: WorldTrack, { releasedAtMs }: WorldRelease, nowMs: number): boolean {
  return offer === 'free' || (offer === 'at-release' && nowMs >= releasedAtMs);
}

export function isUnreleased({ offer }: WorldTrack, { releasedAtMs }: WorldRelease, nowMs: number): boolean {
  return offer === 'at-release' && nowMs < releasedAtMs;
}

/** How instants are written: `07 May 2026 00:00:00 GMT`. */
export function dateText(ms: number): string {
  return new Date(ms).toUTCString().slice(5);
}

/** @param size a code of `bandcamp-pictures.ts` */
export function artAddress({ artId }: WorldRelease, size: number): string {
  return `https://f4.bcbits.com/img/a${String(artId).padStart(10, '0')}_${size}.jpg`;
}

export function imageAddress(imageId: number, size: number): string {
  return `https://f4.bcbits.com/img/${String(imageId).padStart(10, '0')}_${size}.jpg`;
}
