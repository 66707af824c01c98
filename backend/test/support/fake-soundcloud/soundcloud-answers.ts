import { nameOf, uuidOf } from './identifiers.js';
import { pictureName } from './soundcloud-pictures.js';
import { transcodingsOf, type Transcoding } from './transcodings.js';
import {
  isSet,
  pathOf,
  type Ending,
  type Marked,
  type World,
  type WorldSet,
  type WorldTrack,
  type WorldUser,
} from './soundcloud-world.js';

/** Answers of api-v2 in the shapes that were recorded in February 2026. */
export type Json = Record<string, unknown>;

export const SITE = 'https://soundcloud.com';
export const API = 'https://api-v2.soundcloud.com';
const PICTURES = 'https://i1.sndcdn.com';
/** Tracks of a set that are told whole; of the others it gives the ids. */
const WHOLE = 5;

/** The instant as the service writes it. */
export function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function pictureOf(kind: 'artworks' | 'avatars', id: number, ending: Ending): string {
  return `${PICTURES}/${pictureName(kind, id)}-large.${ending}`;
}

function avatarOf({ id, avatar }: WorldUser): string {
  return avatar === 'default'
    ? 'https://a1.sndcdn.com/images/default_avatar_large.png'
    : pictureOf('avatars', id, avatar);
}

function uriOf(kind: 'tracks' | 'users' | 'playlists', id: number): string {
  return `https://api.soundcloud.com/${kind}/soundcloud%3A${kind}%3A${id}`;
}

/** A user as it stands in lists. */
function briefUser(user: WorldUser): Json {
  const { id, permalink, username, city, countryCode, isVerified } = user;
  return {
    avatar_url: avatarOf(user),
    first_name: '',
    followers_count: 2_853,
    full_name: '',
    id,
    kind: 'user',
    last_modified: '2025-12-25T01:30:09Z',
    last_name: '',
    permalink,
    permalink_url: `${SITE}/${permalink}`,
    uri: uriOf('users', id),
    urn: `soundcloud:users:${id}`,
    username,
    verified: isVerified,
    city,
    country_code: countryCode,
    badges: { pro: false, creator_mid_tier: false, pro_unlimited: false, verified: isVerified },
    station_urn: `soundcloud:system-playlists:artist-stations:${id}`,
    station_permalink: `artist-stations:${id}`,
  };
}

/** The shapes of things, over one world. */
export class Answers {
  /** @param nowMs what tokens are dated by */
  constructor(
    private readonly world: World,
    private readonly nowMs: () => number,
  ) {}

  user(user: WorldUser): Json {
    const product = { product: { id: 'free' } };
    const { tracks, sets, likes } = this.world;
    const own = (all: readonly (WorldTrack | WorldSet)[]): number =>
      all.filter((one) => one.user === user && one.secretToken === undefined).length;
    const liked = likes.get(user.id) ?? [];
    return {
      ...briefUser(user),
      comments_count: 0,
      created_at: '2012-01-05T21:22:15Z',
      creator_subscriptions: [product],
      creator_subscription: product,
      description: user.description,
      followings_count: 12,
      groups_count: 0,
      likes_count: liked.length,
      playlist_likes_count: liked.filter(({ what }) => isSet(what)).length,
      playlist_count: own(sets),
      reposts_count: null,
      track_count: own(tracks),
      visuals: null,
      date_of_birth: null,
    };
  }

  /** @param isFound whether it is the answer to a search or a look-up, which tell more of who uploaded it */
  track(track: WorldTrack, isFound = false): Json {
    const { id, user, durationMs, createdAtMs, releasedAtMs, artwork, secretToken } = track;
    const isPublic = secretToken === undefined;
    const released = releasedAtMs === undefined ? null : timeOf(releasedAtMs);
    return {
      artwork_url: artwork && pictureOf('artworks', id, artwork),
      caption: null,
      commentable: true,
      comment_count: 2,
      created_at: timeOf(createdAtMs),
      description: track.description,
      downloadable: track.isDownloadable,
      download_count: 0,
      duration: track.offer === 'snipped' ? 30_000 : durationMs,
      full_duration: durationMs,
      embeddable_by: 'all',
      genre: track.genre,
      has_downloads_left: track.isDownloadable,
      id,
      kind: 'track',
      label_name: track.label,
      last_modified: '2026-01-09T04:57:18Z',
      license: 'all-rights-reserved',
      likes_count: 125,
      permalink: track.permalink,
      permalink_url: `${SITE}/${pathOf(track)}`,
      playback_count: 6_147,
      public: isPublic,
      publisher_metadata: publishingOf(track),
      purchase_title: null,
      purchase_url: null,
      release_date: released,
      reposts_count: 1,
      secret_token: secretToken ?? null,
      sharing: isPublic ? 'public' : 'private',
      state: 'finished',
      streamable: true,
      tag_list: track.tags,
      title: track.title,
      uri: uriOf('tracks', id),
      urn: `soundcloud:tracks:${id}`,
      user_id: user.id,
      visuals: null,
      waveform_url: `https://wave.sndcdn.com/${nameOf(String(id))}_m.json`,
      display_date: released ?? timeOf(createdAtMs),
      media: { transcodings: transcodingsOf(track).map((transcoding) => transcodingAnswer(track, transcoding)) },
      station_urn: `soundcloud:system-playlists:track-stations:${id}`,
      station_permalink: `track-stations:${id}`,
      track_authorization: authorizationOf(track, this.nowMs()),
      monetization_model: MODELS[track.policy],
      policy: track.policy,
      user: isFound ? this.user(user) : briefUser(user),
    };
  }

  /** The first tracks of it are told whole, of the others only their ids. Those that are gone are among them. */
  set(set: WorldSet): Json {
    const { id, user, trackIds, createdAtMs, releasedAtMs, artwork, type, secretToken } = set;
    const tracks = trackIds.map((one) => this.world.tracks.find((track) => track.id === one));
    const isPublic = secretToken === undefined;
    const released = releasedAtMs === undefined ? null : timeOf(releasedAtMs);
    return {
      artwork_url: artwork && pictureOf('artworks', id, artwork),
      created_at: timeOf(createdAtMs),
      description: set.description,
      duration: tracks.reduce((sum, track) => sum + (track?.durationMs ?? 0), 0),
      embeddable_by: 'all',
      genre: set.genre,
      id,
      kind: 'playlist',
      label_name: null,
      last_modified: '2026-01-10T03:43:21Z',
      license: 'all-rights-reserved',
      likes_count: 41,
      managed_by_feeds: false,
      permalink: set.permalink,
      permalink_url: `${SITE}/${pathOf(set)}`,
      public: isPublic,
      purchase_title: null,
      purchase_url: null,
      release_date: released,
      reposts_count: 3,
      secret_token: secretToken ?? null,
      sharing: isPublic ? 'public' : 'private',
      tag_list: set.tags,
      title: set.title,
      uri: uriOf('playlists', id),
      user_id: user.id,
      set_type: type,
      is_album: type !== '',
      published_at: timeOf(createdAtMs),
      display_date: released ?? timeOf(createdAtMs),
      user: briefUser(user),
      tracks: tracks.map((track, n) => (track && n < WHOLE ? this.track(track) : stubOf(trackIds[n], track))),
      track_count: trackIds.length,
    };
  }

  /** A row of what somebody likes. */
  like({ atMs, what }: Marked): Json {
    return { created_at: timeOf(atMs), kind: 'like', ...this.wrapped(what) };
  }

  /** A row of what somebody shows: their own, or (`by`) what they have passed on. */
  shown({ atMs, what }: Marked, by?: WorldUser): Json {
    const kind = isSet(what) ? 'playlist' : 'track';
    return {
      created_at: timeOf(atMs),
      type: by ? `${kind}-repost` : kind,
      user: briefUser(by ?? what.user),
      uuid: uuidOf(`${atMs} ${what.id}`),
      caption: null,
      ...this.wrapped(what),
    };
  }

  private wrapped(what: WorldTrack | WorldSet): Json {
    return isSet(what) ? { playlist: this.set(what) } : { track: this.track(what) };
  }
}

const MODELS = { ALLOW: 'NOT_APPLICABLE', MONETIZE: 'AD_SUPPORTED', SNIP: 'SUB_HIGH_TIER', BLOCK: 'NOT_APPLICABLE' };

function stubOf(id: number | undefined, track: WorldTrack | undefined): Json {
  const policy = track?.policy ?? 'ALLOW';
  return { id, kind: 'track', monetization_model: MODELS[policy], policy };
}

/** With texts that are there and empty, as some are. */
function publishingOf({ id, publishing }: WorldTrack): Json | null {
  if (!publishing) return null;
  const { artist, album, title, isrc, upc, isExplicit } = publishing;
  return {
    id,
    urn: `soundcloud:tracks:${id}`,
    ...(artist !== undefined && { artist }),
    ...(album !== undefined && { album_title: album }),
    contains_music: true,
    ...(upc !== undefined && { upc_or_ean: upc }),
    ...(isrc !== undefined && { isrc }),
    ...(isExplicit !== undefined && { explicit: isExplicit }),
    ...(title !== undefined && { release_title: title }),
  };
}

function transcodingAnswer({ id }: WorldTrack, transcoding: Transcoding): Json {
  const { preset, protocol, mimeType, durationMs, isSnipped, isLegacy, uuid } = transcoding;
  return {
    url: `${API}/media/soundcloud:tracks:${id}/${uuid}/${isSnipped ? 'preview' : 'stream'}/${protocol}`,
    preset,
    duration: durationMs,
    snipped: isSnipped,
    format: { protocol, mime_type: mimeType },
    quality: 'sq',
    is_legacy_transcoding: isLegacy,
  };
}

/** A token that lets somebody ask where the sound of this track lies. */
function authorizationOf({ id }: WorldTrack, nowMs: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { geo: 'DE', sub: '', rid: uuidOf(`rights ${id}`), iat: Math.floor(nowMs / 1_000) };
  return [part({ typ: 'JWT', alg: 'HS256' }), part(claims), nameOf(`signed ${id}`, 43)].join('.');
}

export function isAuthorized({ id }: WorldTrack, token: string): boolean {
  return token.endsWith(`.${nameOf(`signed ${id}`, 43)}`);
}
