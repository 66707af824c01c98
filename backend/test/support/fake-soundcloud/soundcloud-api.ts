import type { FakeAnswer } from '../fake-upstream.js';
import { answers } from '../faults.js';
import { nameOf, uuidOf } from './identifiers.js';
import type { MediaHosts } from './media-hosts.js';
import { isAuthorized, SITE, type Answers, type Json } from './soundcloud-answers.js';
import { datedList, foundList, numberedList } from './soundcloud-lists.js';
import {
  isSet,
  pathOf,
  type Marked,
  type World,
  type WorldSet,
  type WorldTrack,
  type WorldUser,
} from './soundcloud-world.js';
import { isEncrypted, transcodingsOf } from './transcodings.js';

/** How it treats some calls, which may change at any time. */
export interface ApiRules {
  readonly needsAuthorization: boolean;
  readonly refusesUsersTracks: boolean;
  readonly hasGaps: boolean;
}

/** Who asks, and what. */
export interface Asking {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Whose token it was asked with. */
  readonly user: WorldUser | undefined;
}

type Page = WorldTrack | WorldSet | WorldUser;

/** Ids that one look-up may name. */
const MOST_IDS = 50;
const RELATED = 20;
const TOP = 10;
const NOTHING = answers(404, {});

/** The calls of api-v2, over one world. */
export class SoundCloudApi {
  constructor(
    private readonly world: World,
    private readonly shapes: Answers,
    private readonly media: MediaHosts,
    private readonly rules: ApiRules,
  ) {}

  call(asking: Asking): FakeAnswer {
    const { path, query, user } = asking;
    const [, first, second = '', third, fourth = ''] = path.split('/');
    const userAt = (id: string | undefined): WorldUser | undefined =>
      this.world.users.find((one) => String(one.id) === id);
    switch (first) {
      case 'resolve':
        return this.resolve(query.get('url') ?? '');
      case 'search':
        return second === 'queries' ? this.suggest(query) : answers(200, this.search(second, asking));
      case 'media':
        return this.soundAddress(second, third, path.split('/')[5], query);
      case 'tracks':
        return second === '' ? this.lookUp(query) : this.ofTrack(second, third, asking);
      case 'playlists':
        return this.playlist(second, asking);
      case 'users':
        return this.ofUser(userAt(second), third, asking);
      case 'stream':
        return this.ofUser(userAt(third), fourth || 'stream', asking);
      default:
        return user ? this.ofUser(user, second || undefined, asking) : { status: 401, body: '' };
    }
  }

  /** What a page of the site is about. @param path without the first stroke */
  behind(path: string): Page | undefined {
    const { users, tracks, sets } = this.world;
    return (
      users.find(({ permalink }) => permalink === path) ?? [...tracks, ...sets].find((what) => pathOf(what) === path)
    );
  }

  private resolve(address: string): FakeAnswer {
    if (!URL.canParse(address)) return NOTHING;
    const { origin, pathname, search, hash } = new URL(address);
    if (origin === 'https://api.soundcloud.com' && /^\/(?:users|tracks|playlists)\/\d+$/.test(pathname)) {
      return this.call({ path: pathname, query: new URLSearchParams(), user: undefined });
    }
    const found = origin === SITE && search === '' && hash === '' ? this.behind(pathname.slice(1)) : undefined;
    return found ? answers(200, this.whole(found)) : NOTHING;
  }

  private whole(what: Page): Json {
    if ('username' in what) return this.shapes.user(what);
    return isSet(what) ? this.shapes.set(what) : this.shapes.track(what, true);
  }

  private suggest(query: URLSearchParams): FakeAnswer {
    const beginning = (query.get('q') ?? '').toLowerCase();
    const begun = this.world.suggestions.filter((text) => text.startsWith(beginning));
    const collection = begun.slice(0, Number(query.get('limit') ?? TOP)).map((text) => ({ output: text, query: text }));
    const query_urn = `soundcloud:search-autocomplete:${nameOf(beginning, 32)}`;
    return answers(200, { collection, next_href: null, query_urn });
  }

  private search(kind: string, { path, query }: Asking): Json {
    const words = (query.get('q') ?? '').toLowerCase().split(/\s+/);
    const has = (...texts: readonly (string | undefined)[]): boolean =>
      words.every((word) => texts.join(' ').toLowerCase().includes(word));
    const users = this.world.users.filter(({ username }) => has(username));
    const tracks = this.world.tracks
      .filter(isPublic)
      .filter(({ title, user, publishing, tags }) => has(title, user.username, publishing?.artist, tags));
    const sets = this.world.sets.filter(isPublic).filter(({ title, user }) => has(title, user.username));
    const found: Readonly<Record<string, readonly Page[]>> = {
      '': [...users, ...tracks, ...sets],
      users,
      tracks,
      playlists: sets.filter((set) => !isAlbum(set)),
      albums: sets.filter(isAlbum),
    };
    return foundList(path, found[kind] ?? [], query, (what) => this.whole(what));
  }

  /** In another order, without those that are not there, and one of them twice. */
  private lookUp(query: URLSearchParams): FakeAnswer {
    const ids = (query.get('ids') ?? '').split(',');
    if (ids.length > MOST_IDS) return answers(400, { errors: [{ error_message: 'too many ids' }] });
    const set = this.world.sets.find(({ id }) => String(id) === query.get('playlistId'));
    const opens = set?.secretToken !== undefined && set.secretToken === query.get('playlistSecretToken');
    const found = this.world.tracks
      .filter((track) => ids.includes(String(track.id)))
      .filter((track) => isPublic(track) || (opens && set.trackIds.includes(track.id)))
      .sort((one, other) => uuidOf(String(one.id)).localeCompare(uuidOf(String(other.id))));
    const twice = found.length > 1 ? found.slice(0, 1) : [];
    return answers(
      200,
      [...found, ...twice].map((track) => this.shapes.track(track)),
    );
  }

  private ofTrack(id: string, what: string | undefined, asking: Asking): FakeAnswer {
    const track = this.world.tracks.find((one) => String(one.id) === id.replace(/^soundcloud:tracks:/, ''));
    if (!track || !isOpen(track, asking)) return NOTHING;
    const within = this.world.sets.filter(isPublic).filter(({ trackIds }) => trackIds.includes(track.id));
    switch (what) {
      case undefined:
        return answers(200, this.shapes.track(track, true));
      case 'related':
        return answers(200, this.related(track, asking));
      case 'albums':
        return this.sets(within.filter(isAlbum), asking);
      case 'playlists_without_albums':
        return this.sets(
          within.filter((set) => !isAlbum(set)),
          asking,
        );
      case 'download':
        return this.download(track, asking.user);
      default:
        return NOTHING;
    }
  }

  /** Those of its kind first. Other than those of other lists, the address of its next page has the client id in it. */
  private related(track: WorldTrack, { path, query }: Asking): Json {
    const others = this.world.tracks.filter((one) => one !== track && isPublic(one));
    const near = others.filter(({ genre }) => genre === track.genre);
    const all = [...near, ...others.filter((one) => !near.includes(one))].slice(0, RELATED);
    const extra = { client_id: query.get('client_id') ?? '' };
    const list = numberedList(path, all, query, (one) => this.shapes.track(one), extra);
    return { ...list, query_urn: `soundcloud:similarsounds:${nameOf(path, 32)}`, variant: 'sim_sounds_v3' };
  }

  /** Where its file is, for whoever is known. */
  private download(track: WorldTrack, user: WorldUser | undefined): FakeAnswer {
    if (!user) return { status: 401, body: '' };
    const file = transcodingsOf(track).find(({ protocol }) => protocol === 'progressive');
    const redirectUri = file && this.media.addressOf(track, file);
    return track.isDownloadable && redirectUri !== undefined ? answers(200, { redirectUri }) : NOTHING;
  }

  private playlist(id: string, asking: Asking): FakeAnswer {
    const set = this.world.sets.find((one) => String(one.id) === id.replace(/^soundcloud:playlists:/, ''));
    return set && isOpen(set, asking) ? answers(200, this.shapes.set(set)) : NOTHING;
  }

  private ofUser(user: WorldUser | undefined, what: string | undefined, asking: Asking): FakeAnswer {
    if (!user) return NOTHING;
    const isShown = (one: WorldTrack | WorldSet): boolean =>
      one.user === user && (isPublic(one) || user === asking.user);
    const tracks = this.world.tracks.filter(isShown);
    const sets = this.world.sets.filter(isShown);
    const marked = [...tracks, ...sets].map((one): Marked => ({ atMs: one.createdAtMs, what: one }));
    switch (what) {
      case undefined:
        return answers(200, this.shapes.user(user));
      case 'tracks':
        // As a guard against robots asks for proof.
        if (this.rules.refusesUsersTracks)
          return answers(403, { url: 'https://geo.captcha-delivery.com/interstitial/' });
        return this.dated(
          tracks.map((track) => ({ atMs: track.createdAtMs, what: track })),
          asking,
          ({ what: track }) => this.shapes.track(track),
        );
      case 'toptracks':
        return answers(
          200,
          numberedList(asking.path, tracks.slice(0, TOP), asking.query, (track) => this.shapes.track(track)),
        );
      case 'albums':
        return this.sets(sets.filter(isAlbum), asking);
      case 'playlists_without_albums':
        return this.sets(
          sets.filter((set) => !isAlbum(set)),
          asking,
        );
      case 'playlists':
        return this.sets(sets, asking);
      case 'likes':
        return this.dated(this.world.likes.get(user.id) ?? [], asking, (row) => this.shapes.like(row));
      case 'reposts':
        return this.dated(this.world.reposts.get(user.id) ?? [], asking, (row) => this.shapes.shown(row, user));
      case 'stream':
        return this.dated(marked, asking, (row) => this.shapes.shown(row));
      default:
        return NOTHING;
    }
  }

  private sets(all: readonly WorldSet[], { path, query }: Asking): FakeAnswer {
    return answers(
      200,
      numberedList(path, all, query, (set) => this.shapes.set(set)),
    );
  }

  private dated<T extends Marked>(all: readonly T[], { path, query }: Asking, toAnswer: (row: T) => Json): FakeAnswer {
    return answers(200, datedList(path, all, query, toAnswer, this.rules.hasGaps));
  }

  /** Where the sound of a transcoding lies, for a while. */
  private soundAddress(
    urn: string,
    uuid: string | undefined,
    protocol: string | undefined,
    query: URLSearchParams,
  ): FakeAnswer {
    const track = this.world.tracks.find(({ id }) => urn === `soundcloud:tracks:${id}`);
    const transcoding = track && transcodingsOf(track).find((each) => each.uuid === uuid && each.protocol === protocol);
    if (!track || !transcoding) return NOTHING;
    const token = query.get('track_authorization');
    if (token === null ? this.rules.needsAuthorization : !isAuthorized(track, token)) return answers(403, {});
    const url = this.media.addressOf(track, transcoding);
    if (url === undefined) return NOTHING;
    return answers(200, { url, ...(isEncrypted(transcoding) && { licenseAuthToken: nameOf(uuid ?? '', 43) }) });
  }
}

function isPublic({ secretToken }: WorldTrack | WorldSet): boolean {
  return secretToken === undefined;
}

/** Whether somebody may see it: it is for everybody, they have its token, or it is theirs. */
function isOpen(what: WorldTrack | WorldSet, { query, user }: Asking): boolean {
  return isPublic(what) || what.secretToken === query.get('secret_token') || what.user === user;
}

function isAlbum({ type }: WorldSet): boolean {
  return type !== '';
}
