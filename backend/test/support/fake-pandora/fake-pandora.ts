import { createHash, randomBytes } from 'node:crypto';
import { PNG } from '../one-pixel.js';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../fake-upstream.js';
import { bookmarkAnswer, detailAnswer, picture, seedAnswer, stationAnswer, thumbAnswer, type Json } from './answers.js';
import { modes, ownStationAt, Refused, removeBookmark, search, stationAt } from './account-rules.js';
import { decryptBody, encryptTime } from './pandora-cipher.js';
import type { Form, Sound } from './pandora-sounds.js';
import {
  accountOf,
  GENRES,
  MODES,
  performerOf,
  songAt,
  songOf,
  soundOf,
  stationOf,
  type FakeAccount,
  type FakeSeed,
  type FakeSong,
  type FakeStation,
} from './pandora-world.js';
import { SkipRule } from './skip-rule.js';
import { checksumOf, SoundHost } from './sound-host.js';

const HOUR_MS = 60 * 60_000;
const API = '/services/json/';
const PARTNER_PASSWORD = 'AC7IBG09A3DTSYM4R41UJWL07VLN8JI7';
/** Clients that are let in, as the real service has it since 2021. */
const KNOWN_AGENTS = /^pianobar-\d{4}\.\d{2}\.\d{2}/;
const NEEDS_TLS: ReadonlySet<string> = new Set([
  'auth.partnerLogin',
  'auth.userLogin',
  'station.getPlaylist',
  'user.changeSettings',
  'interactiveradio.v1.getAvailableModesSimple',
  'interactiveradio.v1.setAndGetAvailableModes',
]);
/** Seconds by which a call may be off. */
const TOLERANCE_S = 120;
const MOST_STATIONS = 100;
const TALK: Sound = { kind: 'talk', frequency: 0, seconds: 28 };
const SILENCE: Sound = { kind: 'silence', frequency: 0, seconds: 42 };
/** In the order of the answer, by the names that a client asks by. */
const ADDITIONAL: Readonly<Record<string, Form>> = {
  HTTP_128_MP3: 'mp3-128',
  HTTP_64_AACPLUS_ADTS: 'adts-64',
  HTTP_64_AACPLUS: 'aac-64',
  HTTP_32_AACPLUS: 'aac-32',
};

/** What stands in a playlist: a song; an advert, as such or in a song's clothes; or 42 seconds of nothing under a song's name. */
export type ItemKind = 'song' | 'advert' | 'disguised' | 'silence';

/** A call, as it was understood. */
export interface PandoraAsked {
  readonly method: string;
  readonly args: Json;
  readonly atMs: number;
}

interface Given {
  readonly song: FakeSong;
  readonly station: FakeStation;
}
interface UserToken {
  readonly account: FakeAccount;
  readonly userId: string;
  readonly bornMs: number;
}
interface Asking {
  readonly account: FakeAccount;
  readonly args: Json;
  readonly host: string;
}

/** Pandora: its JSON API with encryption, logins, limits and adverts, and the sound that its addresses lead to. */
export class FakePandora extends FakeUpstream {
  /** By user name. */
  readonly accounts = new Map<string, FakeAccount>();
  /** Every call that could be read, in its order. */
  readonly asked: PandoraAsked[] = [];
  nowMs = Date.now;
  /** How far its clock is ahead. */
  aheadMs = 0;
  /** How long a user token lives. */
  tokenMs = 5 * HOUR_MS;
  /** What a wrong password is answered by: 1001 since some years, 1002 before. */
  wrongPasswordCode = 1001;
  /** What whoever skips too much gets: songs of silence, or a code. */
  tooManySkips: 'silence' | number = 'silence';
  /** By method, or `*`: it is answered by this code, always. */
  readonly refuses = new Map<string, number>();
  /** By method: the next calls of it are answered by these codes, one each; undefined: as usual. */
  readonly refusesNext = new Map<string, (number | undefined)[]>();
  /** What the next playlists consist of, one each; then as usual: four songs, in every second one an advert besides. */
  readonly plans: ItemKind[][] = [];
  /** The list of stations holds the mix alone. */
  hasLostStations = false;
  /** Where songs and adverts lie. */
  readonly sounds = new SoundHost(() => this.nowMs());
  private readonly partnerTokens = new Set<string>();
  private readonly userTokens = new Map<string, UserToken>();
  private readonly given = new Map<string, Given>();
  private readonly skipRules = new Map<string, SkipRule>();
  private readonly recent: string[] = [];
  private playlists = 0;
  private ids = 0;

  /** Has an account, with stations in it. */
  join(username: string, password: string): FakeAccount {
    const account = accountOf(password, this.nowMs());
    this.accounts.set(username, account);
    return account;
  }

  get baseUrl(): string {
    return `${this.origin}${API}`;
  }

  count(method: string): number {
    return this.asked.filter((asked) => asked.method === method).length;
  }

  /** Every session is over. */
  endSessions(): void {
    this.userTokens.clear();
  }

  /** The song that a token was given for. */
  songOf(trackToken: string): FakeSong | undefined {
    return this.given.get(trackToken)?.song;
  }

  protected answer(request: FakeRequest): FakeAnswer {
    const url = new URL(request.path, this.origin);
    if (url.pathname.startsWith('/access/')) return this.sounds.answer(url, request);
    if (url.pathname.startsWith('/images/'))
      return { status: 200, headers: { 'Content-Type': 'image/png' }, body: PNG };
    if (url.pathname !== API || request.method !== 'POST') return { status: 404, body: '' };
    try {
      const result = this.call(url.searchParams, request);
      return plain({ stat: 'ok', ...(result && { result }) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const message = error.apiCode === 1001 ? 'Invalid username and/or password' : 'An unexpected error occurred';
      return plain({ stat: 'fail', code: error.apiCode, message });
    }
  }

  private call(query: URLSearchParams, { body, headers }: FakeRequest): Json | undefined {
    const method = query.get('method') ?? '';
    if (method === '') throw new Refused(2);
    const args = (method === 'auth.partnerLogin' ? (JSON.parse(body) as unknown) : decryptBody(body)) as
      Json | undefined;
    this.asked.push({ method, args: args ?? {}, atMs: this.nowMs() });
    const code = this.refusesNext.get(method)?.shift() ?? this.refuses.get(method) ?? this.refuses.get('*');
    if (code !== undefined) throw new Refused(code);
    if (headers['x-forwarded-proto'] === 'http' && NEEDS_TLS.has(method)) throw new Refused(6);
    if (!args) throw new Refused(8);
    if (method === 'auth.partnerLogin') return this.partnerLogin(args);
    if (Math.abs(Number(args.syncTime) - this.serverSeconds) > TOLERANCE_S) throw new Refused(13);
    if (method === 'auth.userLogin') return this.userLogin(args, query, String(headers['user-agent']));
    const account = this.accountAt(query, args);
    const handler = this.handlers[method];
    if (!handler) throw new Refused(14);
    return handler({ account, args, host: String(headers.host) });
  }

  private get serverSeconds(): number {
    return Math.floor((this.nowMs() + this.aheadMs) / 1_000);
  }

  private partnerLogin({ username, password, deviceModel, version }: Json): Json {
    if (version !== '5') throw new Refused(11);
    if (username !== 'android' || password !== PARTNER_PASSWORD || deviceModel !== 'android-generic')
      throw new Refused(1002);
    const partnerAuthToken = this.newToken('VA');
    this.partnerTokens.add(partnerAuthToken);
    return {
      ...{ syncTime: encryptTime(this.serverSeconds), partnerId: '42', partnerAuthToken },
      ...{ stationSkipUnit: 'hour', stationSkipLimit: 6, urls: { autoComplete: 'http://autocomplete.example/search' } },
    };
  }

  private userLogin(args: Json, query: URLSearchParams, agent: string): Json {
    const partnerToken = String(args.partnerAuthToken);
    if (!this.partnerTokens.has(partnerToken) || query.get('auth_token') !== partnerToken) throw new Refused(1001);
    if (query.get('partner_id') !== '42') throw new Refused(4);
    const username = String(args.username);
    const account = this.accounts.get(username);
    if (!account || account.password !== args.password) throw new Refused(this.wrongPasswordCode);
    if (!KNOWN_AGENTS.test(agent)) throw new Refused(1001);
    const userAuthToken = this.newToken('XX');
    const userId = String(createHash('sha256').update(username).digest().readUInt32BE());
    this.userTokens.set(userAuthToken, { account, userId, bornMs: this.nowMs() });
    return {
      ...{ userId, userAuthToken, username, canListen: account.mayListen, hasAudioAds: !account.isSubscriber },
      ...{ maxStationsAllowed: MOST_STATIONS, listeningTimeoutMinutes: '180', minimumAdRefreshInterval: 5 },
      ...(args.returnIsSubscriber === true && { isSubscriber: account.isSubscriber }),
    };
  }

  private accountAt(query: URLSearchParams, args: Json): FakeAccount {
    const token = query.get('auth_token');
    if (token === null) throw new Refused(3);
    if (query.get('partner_id') === null) throw new Refused(4);
    const known = this.userTokens.get(token);
    if (!known || token !== args.userAuthToken || this.nowMs() - known.bornMs > this.tokenMs) throw new Refused(1001);
    if (query.get('user_id') !== known.userId) throw new Refused(5);
    if (!known.account.mayListen) throw new Refused(1003);
    return known.account;
  }

  private readonly handlers: Readonly<Record<string, (asking: Asking) => Json | undefined>> = {
    'user.getStationList': ({ account, host }) => {
      const stations = this.stationsOf(account).map((station) => stationAnswer(station, host));
      return { stations, checksum: checksumOf(stations) };
    },
    'user.getStationListChecksum': ({ account, host }) => ({
      checksum: checksumOf(this.stationsOf(account).map((station) => stationAnswer(station, host))),
    }),
    'station.getStation': ({ account, args, host }) => detailAnswer(stationAt(account, args), host),
    'station.getPlaylist': (asking) => this.playlist(asking),
    'station.addFeedback': (asking) => this.addFeedback(asking),
    'station.deleteFeedback': ({ account, args }) => {
      for (const { thumbs } of account.stations) {
        const at = thumbs.findIndex(({ id }) => id === args.feedbackId);
        if (at >= 0) return void thumbs.splice(at, 1);
      }
      throw new Refused(10);
    },
    'user.sleepSong': ({ args }) => void this.givenAt(args),
    'track.explainTrack': ({ args }) => {
      this.givenAt(args);
      const traits = [
        'mellow rock instrumentation',
        'a subtle use of vocal harmony',
        'minor key tonality',
        'many other similarities identified in the music genome project',
      ];
      return { explanations: traits.map((focusTraitName, n) => ({ focusTraitName, focusTraitId: `F${n}` })) };
    },
    'bookmark.addSongBookmark': (asking) => this.addBookmark(asking, 'track'),
    'bookmark.addArtistBookmark': (asking) => this.addBookmark(asking, 'artist'),
    'bookmark.deleteSongBookmark': ({ account, args }) => removeBookmark(account, args, 'track'),
    'bookmark.deleteArtistBookmark': ({ account, args }) => removeBookmark(account, args, 'artist'),
    'user.getBookmarks': ({ account, host }) => {
      const of = (kind: 'track' | 'artist'): Json[] =>
        account.bookmarks
          .filter((one) => one.kind === kind)
          .map(({ id, song, atMs }) => bookmarkAnswer(id, song, atMs, kind === 'track', host));
      return { songs: of('track'), artists: of('artist') };
    },
    'music.search': ({ args }) => search(String(args.searchText), args.includeGenreStations === true),
    'station.createStation': (asking) => this.createStation(asking),
    'station.renameStation': ({ account, args, host }) => {
      const station = ownStationAt(account, args);
      station.name = String(args.stationName);
      return stationAnswer(station, host);
    },
    'station.deleteStation': ({ account, args }) => {
      const station = stationAt(account, args);
      if (station.isMix) throw new Refused(1008);
      account.stations.splice(account.stations.indexOf(station), 1);
      return undefined;
    },
    'station.addMusic': ({ account, args, host }) => {
      const seed = this.seedOf(String(args.musicToken));
      ownStationAt(account, args).seeds.push(seed);
      return seedAnswer(seed, host);
    },
    'station.deleteMusic': ({ account, args }) => {
      const station = account.stations.find(({ seeds }) => seeds.some(({ id }) => id === args.seedId));
      if (!station) throw new Refused(10);
      if (station.seeds.length === 1) throw new Refused(1032);
      const at = station.seeds.findIndex(({ id }) => id === args.seedId);
      return void station.seeds.splice(at, 1);
    },
    'station.transformSharedStation': ({ account, args, host }) => {
      const station = stationAt(account, args);
      station.isShared = false;
      return stationAnswer(station, host);
    },
    'station.getGenreStations': () => ({
      categories: GENRES.map(({ name, stations }) => ({
        categoryName: name,
        stations: stations.map((one) => ({ stationToken: one.token, stationId: one.token, stationName: one.name })),
      })),
      checksum: checksumOf(GENRES),
    }),
    'station.getGenreStationsChecksum': () => ({ checksum: checksumOf(GENRES) }),
    'user.setQuickMix': ({ account, args }) => {
      const ids = Array.isArray(args.quickMixStationIds) ? args.quickMixStationIds.map(String) : [];
      const mix = account.stations.find(({ isMix }) => isMix);
      if (!mix || ids.includes(mix.id)) throw new Refused(10);
      mix.mixed = ids;
      return undefined;
    },
    'user.getSettings': ({ account }) => ({
      ...{ isExplicitContentFilterEnabled: account.isExplicitFiltered, isExplicitContentFilterPINProtected: false },
      ...{ isProfilePrivate: true, zipCode: '94612', birthYear: 1980, gender: 'Female' },
    }),
    'user.setExplicitContentFilter': ({ account, args }) => {
      account.isExplicitFiltered = args.isExplicitContentFilterEnabled === true;
      return undefined;
    },
    'interactiveradio.v1.getAvailableModesSimple': ({ account, args }) =>
      modes(stationAt(account, { stationToken: args.stationId })),
    'interactiveradio.v1.setAndGetAvailableModes': ({ account, args }) => {
      const station = stationAt(account, { stationToken: args.stationId });
      if (MODES.some(({ modeId }) => String(modeId) === String(args.modeId))) station.mode = String(args.modeId);
      return modes(station);
    },
    'ad.getAdMetadata': ({ args, host }) => ({
      ...{ title: 'Buy it now', companyName: 'A Shop', clickThroughUrl: 'http://shop.example/', trackGain: '0.0' },
      ...{ imageUrl: picture('advert', host), adTrackingTokens: [`${String(args.adToken)}-heard`] },
      audioUrlMap: {
        highQuality: this.quality(TALK, 'aac-64', host),
        mediumQuality: this.quality(TALK, 'aac-64', host),
      },
    }),
    'ad.registerAd': () => undefined,
  };

  private stationsOf(account: FakeAccount): FakeStation[] {
    return this.hasLostStations ? account.stations.filter(({ isMix }) => isMix) : account.stations;
  }

  private playlist({ account, args, host }: Asking): Json {
    const station = stationAt(account, args);
    const plan = this.plans.shift() ?? usualPlan(account, ++this.playlists);
    const rule = this.ruleOf(station);
    const chosen = plan.map((kind) => ({ kind, song: kind === 'advert' ? undefined : this.choose(account, station) }));
    const seconds = chosen.flatMap(({ song }) => song?.song.seconds ?? []);
    rule.gave(seconds, this.nowMs());
    const isOver = !account.isSubscriber && rule.isOver(this.nowMs());
    if (isOver && typeof this.tooManySkips === 'number') throw new Refused(this.tooManySkips);
    const items = chosen.map(({ kind, song }) => {
      if (!song) return { adToken: `${station.id}-none` };
      const sounds = { song: soundOf(song.song), disguised: TALK, silence: SILENCE, advert: TALK };
      return this.item(song, isOver ? SILENCE : sounds[kind], { account, args, host });
    });
    return { items };
  }

  /** One that was not given lately. Of a mix: of one of its stations, by turns. */
  private choose(account: FakeAccount, station: FakeStation): Given {
    const of = station.isMix ? station.mixed[station.songsGiven % Math.max(1, station.mixed.length)] : station.id;
    const from = account.stations.find(({ id }) => id === of) ?? station;
    station.songsGiven += station === from ? 0 : 1;
    let song = songOf(from.id, from.songsGiven++);
    while (this.recent.includes(song.identity)) song = songOf(from.id, from.songsGiven++);
    this.recent.push(song.identity);
    this.recent.splice(0, this.recent.length - 300);
    return { song, station: from };
  }

  private item(given: Given, sound: Sound, { account, args, host }: Asking): Json {
    const { song, station } = given;
    const trackToken = createHash('sha384').update(randomBytes(8)).digest('hex');
    this.given.set(trackToken, given);
    const rating = station.thumbs.find((thumb) => thumb.song.identity === song.identity);
    const additional = (typeof args.additionalAudioUrl === 'string' ? args.additionalAudioUrl : '')
      .split(',')
      .flatMap((name) => ADDITIONAL[name] ?? []);
    const urls = additional.map((form) => this.sounds.address(sound, form, host));
    return {
      ...{ trackToken, songName: song.title, artistName: song.artist, albumName: song.album, stationId: station.id },
      ...{ albumArtUrl: picture(song.album, host), songIdentity: song.identity, musicId: song.identity },
      ...{ songRating: rating ? (rating.isUp ? 1 : -1) : 0, allowFeedback: !station.isShared, trackGain: '-3.10' },
      ...(args.includeTrackLength === true && { trackLength: sound.kind === 'talk' ? 214 : song.seconds }),
      audioUrlMap: {
        highQuality: this.quality(sound, account.isSubscriber ? 'mp3-192' : 'aac-64', host),
        mediumQuality: this.quality(sound, 'aac-64', host),
        lowQuality: this.quality(sound, 'aac-32', host),
      },
      ...(urls.length > 0 && { additionalAudioUrl: urls.length === 1 ? urls[0] : urls }),
    };
  }

  private quality(sound: Sound, form: Form, host: string): Json {
    const [kind = '', bitrate = ''] = form.split('-');
    const encoding = kind === 'mp3' ? 'mp3' : 'aacplus';
    return { bitrate, encoding, protocol: 'http', audioUrl: this.sounds.address(sound, form, host) };
  }

  private addFeedback({ account, args, host }: Asking): Json {
    const { song, station } = this.givenAt(args);
    if (station.isShared) throw new Refused(1008);
    const isUp = args.isPositive === true;
    const at = station.thumbs.findIndex((thumb) => thumb.song.identity === song.identity);
    if (at >= 0) station.thumbs.splice(at, 1);
    const thumb = { id: this.newId(), song, isUp, atMs: this.nowMs() };
    station.thumbs.unshift(thumb);
    if (!isUp && !account.isSubscriber) this.ruleOf(station).skipped(this.nowMs());
    const { totalThumbsUp, totalThumbsDown } = detailAnswer(station, host).feedback as Json;
    return { ...thumbAnswer(thumb, host), totalThumbsUp, totalThumbsDown, stationPersonalizationPercent: 57 };
  }

  private addBookmark({ account, args, host }: Asking, kind: 'track' | 'artist'): Json {
    const { song } = this.givenAt(args);
    const bookmark = { id: this.newId(), kind, song, atMs: this.nowMs() };
    account.bookmarks.unshift(bookmark);
    return bookmarkAnswer(bookmark.id, song, bookmark.atMs, kind === 'track', host);
  }

  private createStation({ account, args, host }: Asking): Json {
    if (account.stations.length > MOST_STATIONS) throw new Refused(1005);
    const seed = args.trackToken === undefined ? this.seedOf(String(args.musicToken)) : this.seedOfSong(args);
    const station = stationOf(this.newId(), `${seed.name} Radio`, this.nowMs());
    station.seeds.push(seed);
    account.stations.push(station);
    return detailAnswer(station, host);
  }

  private seedOfSong(args: Json): FakeSeed {
    const { song } = this.givenAt(args);
    if (args.musicType === 'song')
      return { id: this.newId(), kind: 'songs', musicToken: song.identity, name: song.title, artist: song.artist };
    if (args.musicType !== 'artist') throw new Refused(9);
    return { id: this.newId(), kind: 'artists', musicToken: 'R100', name: song.artist };
  }

  private seedOf(musicToken: string): FakeSeed {
    const id = this.newId();
    const song = musicToken.startsWith('S') ? songAt(Number(musicToken.slice(1)) - 1_000) : undefined;
    if (song) return { id, kind: 'songs', musicToken, name: song.title, artist: song.artist };
    const performer = musicToken.startsWith('R') ? performerOf(musicToken) : undefined;
    if (performer !== undefined) return { id, kind: 'artists', musicToken, name: performer };
    const genre = GENRES.flatMap(({ stations }) => stations).find(({ token }) => token === musicToken);
    if (!genre) throw new Refused(10);
    return { id, kind: 'genres', musicToken, name: genre.name.trim() };
  }

  private givenAt({ trackToken }: Json): Given {
    const given = this.given.get(String(trackToken));
    if (!given) throw new Refused(10);
    return given;
  }

  private ruleOf({ id }: FakeStation): SkipRule {
    const rule = this.skipRules.get(id) ?? new SkipRule();
    this.skipRules.set(id, rule);
    return rule;
  }

  /** Below zero, as some are. */
  private newId(): string {
    return `-7239441039566${String(++this.ids).padStart(6, '0')}`;
  }

  /** With all that has to be written otherwise in an address. */
  private newToken(prefix: string): string {
    return `${prefix}+${randomBytes(18).toString('base64')}/=`;
  }
}

function usualPlan({ isSubscriber }: FakeAccount, n: number): ItemKind[] {
  const songs: ItemKind[] = ['song', 'song', 'song', 'song'];
  return isSubscriber || n % 2 === 1 ? songs : [...songs, 'advert'];
}

/** The service says `text/plain` of its JSON. */
function plain(envelope: Json): FakeAnswer {
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: JSON.stringify(envelope) };
}
