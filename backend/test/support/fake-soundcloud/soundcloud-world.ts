/** Who and what there is in a fake SoundCloud: names are made up, ids and dates are the same each time. */
export interface WorldUser {
  readonly id: number;
  readonly permalink: string;
  readonly username: string;
  readonly city: string | null;
  readonly countryCode: string | null;
  readonly description: string | null;
  /** `default`: the one of those who have uploaded none. */
  readonly avatar: Ending | 'default';
  readonly isVerified: boolean;
}

/** How the address of a picture ends. */
export type Ending = 'jpg' | 'png';

/**
 * What is given where the sound is asked for. `protected`: encrypted, and clear entries that answer 404; `encrypted`: no clear
 * entry at all; `snipped`: a preview that is told as one; `disguised`: 30 seconds below `/preview/`, with no word of it;
 * `cut`: 30 seconds, which nothing tells but their end; `none`: nothing, in this country.
 */
export type Offer = 'whole' | 'protected' | 'encrypted' | 'snipped' | 'disguised' | 'cut' | 'none';

/** In which forms a sound is kept: as of late, as in 2016, with AAC of few bits, or as HLS alone. */
export type Forms = 'new' | 'old' | 'few-bits' | 'hls-only';

export interface Publishing {
  readonly artist?: string;
  readonly album?: string;
  readonly title?: string;
  readonly isrc?: string;
  readonly upc?: string;
  readonly isExplicit?: boolean;
}

export interface WorldTrack {
  readonly id: number;
  readonly permalink: string;
  readonly title: string;
  readonly user: WorldUser;
  readonly durationMs: number;
  readonly createdAtMs: number;
  readonly releasedAtMs?: number;
  readonly policy: 'ALLOW' | 'MONETIZE' | 'SNIP' | 'BLOCK';
  readonly offer: Offer;
  readonly forms: Forms;
  readonly genre: string | null;
  readonly tags: string;
  readonly description: string | null;
  /** null: that of who uploaded it is shown. */
  readonly artwork: Ending | null;
  readonly publishing: Publishing | null;
  readonly label: string | null;
  /** Of what is found by who has the link alone. */
  readonly secretToken?: string;
  readonly isDownloadable: boolean;
}

export interface WorldSet {
  readonly id: number;
  readonly permalink: string;
  readonly title: string;
  readonly user: WorldUser;
  readonly type: '' | 'album' | 'ep' | 'single' | 'compilation';
  /** In their order; some may be of tracks that are gone. */
  readonly trackIds: readonly number[];
  readonly createdAtMs: number;
  readonly releasedAtMs?: number;
  readonly genre: string;
  readonly tags: string;
  readonly description: string | null;
  readonly artwork: Ending | null;
  readonly secretToken?: string;
}

/** Something that somebody likes, or has passed on. */
export interface Marked {
  readonly atMs: number;
  readonly what: WorldTrack | WorldSet;
}

export interface World {
  readonly users: readonly WorldUser[];
  readonly tracks: readonly WorldTrack[];
  readonly sets: readonly WorldSet[];
  /** By the ids of users, latest first. */
  readonly likes: ReadonlyMap<number, readonly Marked[]>;
  readonly reposts: ReadonlyMap<number, readonly Marked[]>;
  readonly suggestions: readonly string[];
  /** Where short links lead, by their codes. */
  readonly shortLinks: ReadonlyMap<string, string>;
}

export function isSet(what: WorldTrack | WorldSet): what is WorldSet {
  return 'trackIds' in what;
}

/** Below `https://soundcloud.com/`. */
export function pathOf(what: WorldTrack | WorldSet): string {
  const { user, permalink, secretToken } = what;
  return [user.permalink, ...(isSet(what) ? ['sets'] : []), permalink, ...(secretToken ? [secretToken] : [])].join('/');
}
