import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../fake-upstream.js';
import { answers } from '../faults.js';
import { demoWorld } from './demo-world.js';
import { nameOf } from './identifiers.js';
import { MediaHosts } from './media-hosts.js';
import { Answers, SITE } from './soundcloud-answers.js';
import { SoundCloudApi } from './soundcloud-api.js';
import { blockedPage, frontPage, notFoundPage, script, type Place } from './soundcloud-pages.js';
import { SoundCloudPictures } from './soundcloud-pictures.js';
import { SoundCloudSounds } from './soundcloud-sounds.js';
import type { World, WorldSet, WorldTrack, WorldUser } from './soundcloud-world.js';

const API_PATHS = /^\/(?:media\/soundcloud:|tracks|users|playlists|search|resolve$|stream\/|me(?:\/|$))/;

/**
 * SoundCloud: api-v2, the pages that its client id is found on, short links, pictures and sound, all by one server. Addresses in
 * its answers are those of the real hosts.
 */
export class FakeSoundCloud extends FakeUpstream {
  nowMs = Date.now;
  /** The id that its pages tell. */
  clientId = 'CkCiIyf14rHi27fhk7HxhPOzc85okfSJ';
  /** Those that calls are answered with. */
  readonly clientIds = new Set([this.clientId]);
  /** What a call with another is answered by, with an empty body. */
  deadIdStatus: 401 | 403 = 401;
  /** Where its pages tell it. */
  readonly places = new Set<Place>(['hydration', 'script', 'mobile']);
  isExpiring = false;
  /** By the token that a browser of theirs has. */
  readonly tokens = new Map<string, WorldUser>();
  /** Whether whoever asks where sound lies has to have the token of the track. The real service tells others as well. */
  needsAuthorization = true;
  /** Tracks of users are for browsers only. */
  refusesUsersTracks = false;
  /** All but the media hosts take whoever asks for a robot. */
  isBlocking = false;
  /** Until then there were too many calls. */
  limitedUntilMs = 0;
  /** Whether it tells how long that is. */
  tellsReset = true;
  /** Whether lists have an empty page behind their first. */
  hasGaps = true;
  readonly media: MediaHosts;
  private readonly calls: SoundCloudApi;
  private readonly pictures: SoundCloudPictures;

  /** @param sounds made once for several of these */
  constructor(
    readonly world: World = demoWorld(),
    sounds = new SoundCloudSounds(),
  ) {
    super();
    const nowMs = (): number => this.nowMs();
    this.media = new MediaHosts(world, sounds, nowMs);
    this.calls = new SoundCloudApi(world, new Answers(world, nowMs), this.media, this);
    this.pictures = new SoundCloudPictures(world);
  }

  /** How long addresses of sound are good. */
  get lifeOfAddressesMs(): number {
    return this.media.addresses.lifeMs;
  }

  set lifeOfAddressesMs(ms: number) {
    this.media.addresses.lifeMs = ms;
  }

  /** Another id is told and good from now on, and the one before is dead. @returns the new one */
  changeClientId(): string {
    this.clientId = nameOf(`client ${this.clientId}`, 32);
    this.clientIds.clear();
    this.clientIds.add(this.clientId);
    return this.clientId;
  }

  /** @param path below `https://soundcloud.com/`; of what is private, without its token */
  track(path: string): WorldTrack {
    const track = this.world.tracks.find(({ user, permalink }) => `${user.permalink}/${permalink}` === path);
    return present(track, path);
  }

  set(path: string): WorldSet {
    const set = this.world.sets.find(({ user, permalink }) => `${user.permalink}/sets/${permalink}` === path);
    return present(set, path);
  }

  user(permalink: string): WorldUser {
    const user = this.world.users.find((one) => one.permalink === permalink);
    return present(user, permalink);
  }

  /** Calls of the API to a path, by the parts that it begins with. */
  asked(path: string): URL[] {
    return this.requests
      .map((request) => new URL(request.path, this.origin))
      .filter(({ pathname }) => pathname === path || pathname.startsWith(`${path}/`));
  }

  protected answer(request: FakeRequest): FakeAnswer {
    const url = new URL(request.path, this.origin);
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    const found = this.pictures.answer(url.pathname) ?? this.media.answer(url, request);
    if (found) return found;
    if (this.isBlocking) return blockedPage();
    const isSite = /^(?:(?:www|m|on)\.)?soundcloud\.com$/.test(host);
    if (!isSite && API_PATHS.test(url.pathname)) return this.api(url, request);
    return this.site(url.pathname, host, request);
  }

  private site(path: string, host: string, { headers }: FakeRequest): FakeAnswer {
    const code = host === 'on.soundcloud.com' ? path.slice(1) : /^\/on\/(\w+)$/.exec(path)?.[1];
    if (code !== undefined) {
      const target = this.world.shortLinks.get(code);
      if (target === undefined) return notFoundPage();
      const marks = 'si=9f1c3a&utm_source=clipboard&utm_medium=text&utm_campaign=social_sharing';
      return { status: 302, headers: { Location: `${SITE}/${target}?${marks}` }, body: '' };
    }
    const name = /^\/assets\/([\w-]+)\.js$/.exec(path)?.[1];
    if (name !== undefined) return script(name, this, headers.range);
    return path === '/' || this.calls.behind(path.slice(1))
      ? frontPage(this, headers['user-agent'] ?? '')
      : notFoundPage();
  }

  private api({ pathname, searchParams: query }: URL, { headers }: FakeRequest): FakeAnswer {
    if (this.nowMs() < this.limitedUntilMs) return this.tooMany();
    if (!this.clientIds.has(query.get('client_id') ?? '')) return { status: this.deadIdStatus, body: '' };
    const [, token] = /^OAuth (.+)$/.exec(headers.authorization ?? '') ?? [];
    const user = token === undefined ? undefined : this.tokens.get(token);
    if (token !== undefined && !user) return { status: 401, body: '' };
    return this.calls.call({ path: pathname, query, user });
  }

  private tooMany(): FakeAnswer {
    if (!this.tellsReset) return { status: 429, body: '' };
    const [day = '', time = ''] = new Date(this.limitedUntilMs).toISOString().split('T');
    const reset_time = `${day.replaceAll('-', '/')} ${time.slice(0, 8)} +0000`;
    const rate_limit = { bucket: 'by-client', max_nr_of_requests: 600, time_window: 'PT10M', name: 'plays' };
    return answers(429, { errors: [{ meta: { rate_limit, remaining_requests: 0, reset_time } }] });
  }
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}
