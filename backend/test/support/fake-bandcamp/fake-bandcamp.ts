import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../fake-upstream.js';
import { BandcampApi } from './bandcamp-api.js';
import { BandcampFans } from './bandcamp-fans.js';
import { BandcampPages, challengePage, notFoundPage, plainPage, searchPage } from './bandcamp-pages.js';
import { BandcampPictures } from './bandcamp-pictures.js';
import { BandcampSearch } from './bandcamp-search.js';
import { BandcampSounds } from './bandcamp-sounds.js';
import { SITE, siteOf, type World, type WorldBand, type WorldFan, type WorldRelease } from './bandcamp-world.js';
import { demoWorld } from './demo-world.js';
import { PageData } from './page-data.js';
import { StreamHost } from './stream-host.js';
import { TralbumAnswers } from './tralbum-answers.js';

/** A request for a page or a call of the API, by the address that it has at the real hosts. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly atMs: number;
}

const WINDOW_MS = 10_000;

/**
 * Bandcamp: its calls, pages, pictures and sound, all by one server. Addresses in its answers are those of the real hosts. Which
 * host is meant tells `X-Forwarded-Host`, else `Host`; whoever asks for this machine means `bandcamp.com`.
 */
export class FakeBandcamp extends FakeUpstream {
  nowMs = Date.now;
  /** Who is asked to prove that it is a browser, which no program of ours can. Pictures and sound are for anybody. */
  challenges: 'nothing' | 'pages' | 'everything' = 'nothing';
  /** Until then there were too many calls. */
  limitedUntilMs = 0;
  /** Whether it tells how long that is. */
  tellsRetryAfter = true;
  /** More calls within ten seconds are too many for a while. The real service has been seen to refuse the 51st. */
  mostCalls = Number.POSITIVE_INFINITY;
  /** All that was asked for but pictures and sound, in its order. */
  readonly asked: Asked[] = [];
  readonly streams: StreamHost;
  private readonly api: BandcampApi;
  private readonly pages: BandcampPages;
  private readonly fans: BandcampFans;
  private readonly search: BandcampSearch;
  private readonly pictures: BandcampPictures;

  /** @param sounds made once for several of these */
  constructor(
    readonly world: World = demoWorld(),
    sounds = new BandcampSounds(),
  ) {
    super();
    const nowMs = (): number => this.nowMs();
    this.streams = new StreamHost(world, sounds, nowMs);
    const answers = new TralbumAnswers(this.streams, nowMs);
    this.fans = new BandcampFans(world, answers, nowMs);
    this.search = new BandcampSearch(world);
    this.api = new BandcampApi(world, answers, this.search, this.fans);
    this.pages = new BandcampPages(world, new PageData(answers, this.streams, nowMs), this.fans, nowMs);
    this.pictures = new BandcampPictures(world);
  }

  /** @param address of its page, without `https://` */
  release(address: string): WorldRelease {
    const found = this.world.releases.find(({ kind, slug, band }) => `${siteOf(band)}/${kind}/${slug}` === `https://${address}`); // prettier-ignore
    return present(found, address);
  }

  band(name: string): WorldBand {
    return present(
      this.world.bands.find((band) => band.name === name),
      name,
    );
  }

  fan(username: string): WorldFan {
    return present(this.fans.byName(username), username);
  }

  /** Whatever was asked for by an address that has this in it. */
  askedFor(part: string): Asked[] {
    return this.asked.filter(({ url }) => url.href.includes(part));
  }

  /** Most calls and pages that were ever asked for within so many milliseconds, by its clock. */
  mostWithin(ms: number): number {
    const times = this.asked.map(({ atMs }) => atMs);
    return Math.max(0, ...times.map((from, n) => times.slice(n).filter((at) => at < from + ms).length));
  }

  protected override note({ method, path, headers, body }: FakeRequest): void {
    const url = new URL(path, `https://${hostOf(headers)}`);
    if (!isMedia(url)) this.asked.push({ method, url, body, atMs: this.nowMs() });
  }

  protected answer(request: FakeRequest): FakeAnswer {
    const url = new URL(request.path, `https://${hostOf(request.headers)}`);
    const found = this.pictures.answer(url.pathname) ?? this.streams.answer(url, request);
    if (found) return found;
    if (this.isLimited()) return this.tooMany();
    const isSite = url.hostname === 'bandcamp.com';
    const isCall = isSite && /^\/(?:api\/|stream_redirect$)/.test(url.pathname);
    if (this.challenges === 'everything' || (this.challenges === 'pages' && !isCall)) return challengePage();
    if (isCall) return this.call(url, request);
    return isSite ? this.site(url) : this.ofBand(url);
  }

  private call({ pathname, searchParams: query }: URL, { method, body }: FakeRequest): FakeAnswer {
    if (pathname === '/stream_redirect') return this.streams.redirect(query);
    return this.api.call({ method, path: pathname.slice('/api/'.length), query, body });
  }

  private site({ pathname, searchParams: query }: URL): FakeAnswer {
    if (pathname === '/') return plainPage('Bandcamp');
    if (pathname === '/signup') return plainPage('Signup | Bandcamp');
    if (pathname === '/search') {
      const text = query.get('q') ?? '';
      return searchPage(text, this.search.find(text, query.get('item_type') ?? ''), Number(query.get('page') ?? 1));
    }
    const [, username = '', tab = 'collection'] = /^\/([\w-]+)(?:\/(collection|wishlist))?\/?$/.exec(pathname) ?? [];
    const fan = this.fans.byName(username);
    return fan ? this.pages.fan(fan, tab === 'wishlist' ? 'wishlist' : 'collection') : notFoundPage();
  }

  private ofBand({ hostname, pathname }: URL): FakeAnswer {
    const [, subdomain] = /^([\w-]+)\.bandcamp\.com$/.exec(hostname) ?? [];
    const band = this.world.bands.find((one) => one.subdomain === subdomain || one.domain === hostname);
    if (subdomain !== undefined && (!band || band.isGone)) return leads(`${SITE}/signup?new_domain=${subdomain}`);
    if (!band) return notFoundPage();
    const isElsewhere = band.domain !== undefined && band.domain !== hostname;
    return isElsewhere ? leads(`${siteOf(band)}${pathname}`) : this.pages.ofBand(band, pathname);
  }

  private isLimited(): boolean {
    const now = this.nowMs();
    if (this.asked.filter(({ atMs }) => atMs > now - WINDOW_MS).length > this.mostCalls) {
      this.limitedUntilMs = Math.max(this.limitedUntilMs, now + 3_000);
    }
    return now < this.limitedUntilMs;
  }

  private tooMany(): FakeAnswer {
    const seconds = Math.ceil((this.limitedUntilMs - this.nowMs()) / 1_000);
    const headers = { 'Content-Type': 'text/html', ...(this.tellsRetryAfter && { 'Retry-After': String(seconds) }) };
    return { status: 429, headers, body: 'Too Many Requests' };
  }
}

function leads(to: string): FakeAnswer {
  return { status: 302, headers: { Location: to }, body: '' };
}

function isMedia({ pathname }: URL): boolean {
  return /^\/(?:img|stream)\//.test(pathname);
}

function hostOf(headers: FakeRequest['headers']): string {
  const forwarded = headers['x-forwarded-host'];
  const told = (typeof forwarded === 'string' ? forwarded : headers.host) ?? '';
  const [host = ''] = told.toLowerCase().split(':');
  return /^(?:[\d.]+|localhost|www\.bandcamp\.com|)$/.test(host) ? 'bandcamp.com' : host;
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}
