import { fieldsOf } from '../../../src/common/index.js';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../fake-upstream.js';
import { accountMenu, Accounts, responseContext, type WorldAccount } from './accounts.js';
import {
  ALL_SINGLES,
  albumCard,
  albumPage,
  editableHeading,
  artistPage,
  foundAlbum,
  foundArtist,
  foundPlaylist,
  foundSong,
  gridPage,
  moreOfGrid,
  listHeading,
  listPage,
  moreOfList,
  moreOfNext,
  newPlaylistCard,
  nextPage,
  plainLyrics,
  playlistCard,
  searchContinuation,
  searchPage,
  suggestionsPage,
  timedLyrics,
  type Json,
} from './answers.js';
import { playerAnswer } from './player-answer.js';
import type { MediaForm } from './fake-media.js';
import { demoWorld, type World, type WorldSong } from './world.js';

const PAGE = 100;
/** A search gives fewer. */
const SEARCH_PAGE = 20;
/** Rows of the page of an album; the rest is nowhere on it. */
const ALBUM_ROWS = 200;
const RADIO_PAGE = 50;
const GRID_PAGE = 25;
const RADIO_PREFIX = 'RDAMVM';
/** What somebody likes. */
const LIKES = 'LM';
const KINDS: readonly (readonly [string, 'song' | 'video' | 'album' | 'artist' | 'playlist'])[] = [
  ['EgWKAQII', 'song'],
  ['EgWKAQIQ', 'video'],
  ['EgWKAQIY', 'album'],
  ['EgWKAQIg', 'artist'],
  ['EgWKAQIo', 'playlist'],
  ['Eg-KAQwIABAAGAAgACgB', 'playlist'],
  ['EgeKAQQoA', 'playlist'],
];

/** InnerTube as it answers a guest, over a small world of its own. */
export class FakeYtMusic extends FakeUpstream {
  /** Lists of songs that go well with any. */
  radio: readonly WorldSong[];
  /** How the words of songs are known, by their ids. */
  readonly lyrics = new Map<string, 'plain' | 'timed'>();
  /** Answers about songs that are not what they should be, by their ids, or by those of clients. */
  readonly refusals = new Map<string, Json>();
  /** In which forms a song is to be had; absent: in none. */
  formsOf?: (song: WorldSong) => readonly MediaForm[];
  /** How long addresses of sound hold. */
  holdsMs = 6 * 60 * 60_000;
  nowMs = Date.now;
  readonly accounts = new Accounts();
  /** Songs behind which own lists end, without a word and whatever their headings say. */
  ownListsEndAfter?: number;
  /** Lists that belong to albums and cannot be opened. */
  readonly lostLists = new Set<string>();

  constructor(readonly world: World = demoWorld()) {
    super();
    this.radio = this.songs.slice(0, 25);
  }

  get songs(): WorldSong[] {
    return this.world.albums.flatMap(({ songs }) => songs);
  }

  /** Songs, and what no search of songs finds. */
  get all(): WorldSong[] {
    return [...this.songs, ...this.world.videos];
  }

  /** Calls of an endpoint, with their bodies. */
  asked(endpoint: string): Json[] {
    return this.requests
      .filter(({ path }) => path.startsWith(`/youtubei/v1/${endpoint}?`))
      .map(({ body }) => JSON.parse(body) as Json);
  }

  protected answer(request: FakeRequest): FakeAnswer {
    const { pathname } = new URL(request.path, this.origin);
    if (!pathname.startsWith('/youtubei/v1/')) return frontPage();
    if (request.method !== 'POST') return refused(405, 'METHOD_NOT_ALLOWED');
    const body = fieldsOf(JSON.parse(request.body || '{}'));
    const client = fieldsOf(fieldsOf(body.context).client);
    if (typeof client.clientName !== 'string' || typeof client.clientVersion !== 'string') {
      return refused(400, 'INVALID_ARGUMENT');
    }
    const account = this.accounts.of(request.headers, this.nowMs());
    const found = this.find(pathname.slice('/youtubei/v1/'.length), body, client.clientName, account);
    const answer = { responseContext: responseContext(account), ...found };
    return found ? { status: 200, body: JSON.stringify(answer) } : refused(404, 'NOT_FOUND');
  }

  private find(endpoint: string, body: Json, client: string, account: WorldAccount | undefined): Json | undefined {
    const token = typeof body.continuation === 'string' ? body.continuation : undefined;
    switch (endpoint) {
      case 'search':
        return token === undefined ? this.search(String(body.query), body.params) : this.searchOn(token);
      case 'browse':
        if (token !== undefined) return this.listOn(token, account);
        return (
          (account && this.own(String(body.browseId), account)) ??
          this.browse(String(body.browseId), body.params, client)
        );
      case 'next':
        return token === undefined ? this.next(body.videoId, body.playlistId) : this.nextOn(token);
      case 'player':
        return this.player(String(body.videoId), client);
      case 'music/get_search_suggestions':
        return suggestionsPage(
          this.world.suggestions.filter((text) => text.startsWith(String(body.input).toLowerCase())),
        );
      case 'account/account_menu':
        return accountMenu(account);
      case 'navigation/resolve_url':
        return this.resolve(String(body.url));
      default:
        return undefined;
    }
  }

  private search(query: string, params: unknown): Json {
    const kind = KINDS.find(([prefix]) => typeof params === 'string' && params.startsWith(prefix))?.[1] ?? 'song';
    const rows = this.found(query, kind);
    const more = rows.length > SEARCH_PAGE ? tokenOf('search', kind, query, SEARCH_PAGE) : undefined;
    return searchPage(kind, rows.slice(0, SEARCH_PAGE), more);
  }

  private searchOn(token: string): Json {
    const [, kind = '', query = '', from = '0'] = partsOf(token);
    const rows = this.found(query, kind);
    const end = Number(from) + SEARCH_PAGE;
    const more = rows.length > end ? tokenOf('search', kind, query, end) : undefined;
    return searchContinuation(rows.slice(Number(from), end), more);
  }

  private found(query: string, kind: string): Json[] {
    const words = query.toLowerCase().split(/\s+/);
    const fits = (...texts: readonly string[]): boolean => {
      const text = texts.join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    };
    const { albums, artists, playlists } = this.world;
    const by = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(' ');
    switch (kind) {
      case 'album':
        return albums.filter(({ title, artists: all }) => fits(title, by(all))).map(foundAlbum);
      case 'artist':
        return artists.filter(({ name }) => fits(name)).map(foundArtist);
      case 'playlist':
        return playlists.filter(({ title }) => fits(title)).map(foundPlaylist);
      default:
        return this.songs.filter(({ title, artists: all }) => fits(title, by(all))).map(foundSong);
    }
  }

  private browse(id: string, params: unknown, client: string): Json | undefined {
    const album = this.world.albums.find((one) => one.id === id);
    if (album) return albumPage(album, ALBUM_ROWS);
    if (id.startsWith('VL')) return this.list(id.slice('VL'.length), 0);
    if (id.startsWith('MPAD')) return this.discography(id.slice('MPAD'.length), params);
    if (id.startsWith('MPLYt_')) return this.words(id.slice('MPLYt_'.length), client);
    const artist = this.world.artists.find((one) => one.id === id);
    if (!artist) return undefined;
    const songs = this.songs.filter(({ artists }) => artists.includes(artist));
    return artistPage(artist, songs, this.albumsOf(id), `OLAK5uy_all-songs-${id}`);
  }

  /** What somebody collected; a guest has none of it. */
  private own(id: string, account: WorldAccount): Json | undefined {
    const { playlists, albums } = account;
    switch (id) {
      case 'FEmusic_liked_playlists':
        return gridPage('Playlists', [newPlaylistCard(), ...playlists.map(playlistCard)]);
      case 'FEmusic_liked_albums':
        return this.ownAlbums(albums, 0);
      default:
        return id.startsWith('VL') ? this.ownList(id.slice('VL'.length), account, 0) : undefined;
    }
  }

  private ownAlbums(albums: World['albums'], from: number): Json {
    const cards = albums.slice(from, from + GRID_PAGE).map(albumCard);
    const more = albums.length > from + GRID_PAGE ? tokenOf('albums', '', from + GRID_PAGE) : undefined;
    return from === 0 ? gridPage('Albums', cards, more) : moreOfGrid(cards, more);
  }

  /** Only what they made can be edited, which what they like cannot. */
  private ownList(id: string, account: WorldAccount, from: number): Json | undefined {
    const { name: owner, likes, likesTold = likes.length, playlists } = account;
    const likedSongs = { id: LIKES, title: 'Liked Music', owner, songs: likes };
    const list = id === LIKES ? likedSongs : playlists.find((one) => one.id === id);
    if (!list) return undefined;
    const given = list.songs.slice(0, this.ownListsEndAfter);
    const songs = given.slice(from, from + PAGE);
    const more = given.length > from + PAGE ? tokenOf('own', id, from + PAGE) : undefined;
    if (from > 0) return moreOfList(id, songs, more);
    return listPage(id, songs, more, id === LIKES ? listHeading(list, likesTold) : editableHeading(list));
  }

  private list(id: string, from: number): Json | undefined {
    const found = this.songsOfList(id);
    if (!found) return undefined;
    const more = found.songs.length > from + PAGE ? tokenOf('list', id, from + PAGE) : undefined;
    const songs = found.songs.slice(from, from + PAGE);
    return from === 0
      ? listPage(id, songs, more, found.header && listHeading(found.header))
      : moreOfList(id, songs, more);
  }

  private listOn(token: string, account: WorldAccount | undefined): Json | undefined {
    const [kind, id = '', from = '0'] = partsOf(token);
    if (kind === 'albums') return account && this.ownAlbums(account.albums, Number(from));
    if (kind === 'own') return account && this.ownList(id, account, Number(from));
    return this.list(id, Number(from));
  }

  private songsOfList(id: string): { songs: readonly WorldSong[]; header?: World['playlists'][number] } | undefined {
    const header = this.world.playlists.find((one) => one.id === id);
    if (header) return { songs: header.songs, header };
    const album = this.world.albums.find(({ listId }) => listId === id && !this.lostLists.has(id));
    if (album) return { songs: album.songs };
    const artistId = /^OLAK5uy_all-songs-(UC.+)$/.exec(id)?.[1];
    if (artistId === undefined) return undefined;
    return { songs: this.songs.filter(({ artists }) => artists.some((one) => one.id === artistId)) };
  }

  private albumsOf(artistId: string): World['albums'] {
    return this.world.albums.filter(({ artists }) => artists.some(({ id }) => id === artistId));
  }

  private discography(artistId: string, params: unknown): Json | undefined {
    const artist = this.world.artists.find(({ id }) => id === artistId);
    const isOfSingles = params === ALL_SINGLES;
    return (
      artist &&
      gridPage(
        artist.name,
        this.albumsOf(artistId)
          .filter(({ type }) => (type !== 'Album') === isOfSingles)
          .map(albumCard),
      )
    );
  }

  private next(videoId: unknown, playlistId: unknown): Json | undefined {
    const song = this.all.find(({ id, video }) => id === videoId || video?.id === videoId);
    const list = typeof playlistId === 'string' ? playlistId : '';
    const lyricsId = song && this.lyrics.has(song.id) ? `MPLYt_${song.id}` : undefined;
    if (list.startsWith(RADIO_PREFIX)) {
      if (!song) return undefined;
      const songs = [song, ...this.radio.filter(({ id }) => id !== song.id)].slice(0, RADIO_PAGE);
      return nextPage({
        listId: list,
        songs,
        token: tokenOf('radio', list, 1),
        ...(lyricsId !== undefined && { lyricsId }),
      });
    }
    const listed = this.songsOfList(list);
    if (listed) return nextPage({ listId: list, songs: listed.songs });
    return (
      song &&
      nextPage({ listId: `${RADIO_PREFIX}${song.id}`, songs: [song], ...(lyricsId !== undefined && { lyricsId }) })
    );
  }

  /** The same songs in another order, for ever. */
  private nextOn(token: string): Json {
    const [, list = '', page = '1'] = partsOf(token);
    const turned = Number(page) % this.radio.length;
    const songs = [...this.radio.slice(turned), ...this.radio.slice(0, turned)];
    return moreOfNext(list, songs, tokenOf('radio', list, Number(page) + 1));
  }

  private player(id: string, client: string): Json {
    const refusal = this.refusals.get(id) ?? this.refusals.get(client);
    if (refusal) return refusal;
    const song = this.all.find((one) => one.id === id);
    const forms = song && this.formsOf?.(song);
    const expiresAtMs = this.nowMs() + this.holdsMs;
    return playerAnswer({ id, client, expiresAtMs, ...(song && { song }), ...(forms && { forms }) });
  }

  private words(id: string, client: string): Json | undefined {
    const kind = this.lyrics.get(id);
    if (kind === undefined) return undefined;
    if (kind === 'timed' && client === 'ANDROID_MUSIC') {
      return timedLyrics([
        { words: 'The first line', startMs: 1_000 },
        { words: 'And the second', startMs: 5_250 },
      ]);
    }
    return client === 'ANDROID_MUSIC' ? {} : plainLyrics('The first line\nAnd the second');
  }

  private resolve(url: string): Json | undefined {
    const handle = /\/@([\w.-]+)$/.exec(url)?.[1]?.toLowerCase();
    const artist = this.world.artists.find(({ name }) => name.replaceAll(' ', '').toLowerCase() === handle);
    return artist && { endpoint: { browseEndpoint: { browseId: artist.id } } };
  }
}

/** What clients read before they ask: who they are. */
function frontPage(): FakeAnswer {
  const body = `<!doctype html><script>ytcfg.set({"VISITOR_DATA":"CgtGYWtlVmlzaXRvcg%3D%3D","INNERTUBE_CONTEXT_CLIENT_NAME":67});</script>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

function refused(code: number, status: string): FakeAnswer {
  return { status: code, body: JSON.stringify({ error: { code, message: 'Refused.', status } }) };
}

function tokenOf(...parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts.map(String))).toString('base64url');
}

function partsOf(token: string): string[] {
  return JSON.parse(Buffer.from(token, 'base64url').toString()) as string[];
}
