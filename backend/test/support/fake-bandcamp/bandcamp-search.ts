import { pageOf, siteOf, type World, type WorldBand, type WorldFan, type WorldRelease } from './bandcamp-world.js';
import type { Json } from './tralbum-answers.js';

/** What the search knows of something. @property words what it is found by */
interface Entry {
  readonly words: string;
  readonly json: Json & { readonly type: 'b' | 'a' | 't' | 'f' };
}

/** So many are told at most. */
const MOST = 50;
/** A search with commas is too much for the app's call. */
const TOO_MANY = { error: true, error_message: 'too many q terms' };

/** Both searches in JSON: that of the site's search box and that of the app. */
export class BandcampSearch {
  private readonly entries: readonly Entry[];

  constructor({ bands, releases, fans }: World) {
    const listed = releases.filter(({ band }) => !band.isGone);
    this.entries = [
      ...bands.filter(({ isGone }) => !isGone).map(bandEntry),
      ...listed.filter(({ kind }) => kind === 'album').map(albumEntry),
      ...listed.flatMap(trackEntries),
      ...fans.map(fanEntry),
    ];
  }

  /** @param type of what is looked for; empty: whatever there is */
  find(text: string, type: string): Json[] {
    const words = plain(text).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return this.entries
      .filter(
        ({ json, words: own }) => (type === '' || json.type === type) && words.every((word) => own.includes(word)),
      )
      .map(({ json }) => json);
  }

  /** @param body as it was sent */
  site(body: Json): Json {
    const { search_text: text, search_filter: type } = body;
    if (typeof text !== 'string' || typeof type !== 'string') return { error: true, error_message: 'bad query' };
    const stat = `search_item_id=2&search_item_type=%40&search_match_part=%3F&search_page_id=5446210245&search_page_no=0&search_rank=1`; // prettier-ignore
    return {
      auto: { results: this.find(text, type).slice(0, MOST), stat_params_for_tag: stat, time_ms: 12 },
      tag: { matches: [], count: 0, time_ms: 1 },
      genre: {},
    };
  }

  app(text: string | null): Json {
    if (text === null) return { error: true, error_message: 'bad query' };
    if (text.includes(',')) return TOO_MANY;
    return {
      results: this.find(text, '')
        .filter(({ type }) => type !== 'f')
        .slice(0, MOST)
        .map((found) => ({ ...found, url: [found.item_url_root, found.item_url_path].filter(Boolean).join('') })),
    };
  }
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function stat(id: number, type: string): string {
  return `search_item_id=${id}&search_item_type=${type}&search_match_part=%3F&search_page_id=5446210245&search_page_no=0&search_rank=1`; // prettier-ignore
}

function bandEntry(band: WorldBand): Entry {
  const { id, name, imageId, location, isLabel, genre } = band;
  const json = {
    ...{ type: 'b' as const, id, art_id: null, img_id: imageId, name, item_url_root: siteOf(band), location },
    ...{ is_label: isLabel, tag_names: [genre.toLowerCase(), 'fake'] },
    img: imageId === null ? null : `https://f4.bcbits.com/img/${String(imageId).padStart(10, '0')}_23.jpg`,
    ...{ genre_name: genre, stat_params: stat(id, 'b') },
  };
  return { words: plain(name), json };
}

function albumEntry(release: WorldRelease): Entry {
  const { id, artId, title, band, artist } = release;
  const json = {
    ...{ type: 'a' as const, id, art_id: artId, img_id: null, name: title, band_id: band.id, band_name: artist },
    ...{ item_url_root: siteOf(band), item_url_path: pageOf({ release }) },
    // The picture lies elsewhere: at the same place with an `a` before the number.
    ...{ img: `https://f4.bcbits.com/img/${artId}_3.jpg`, tag_names: null, stat_params: stat(id, 'a') },
  };
  return { words: plain(`${title} ${artist} ${band.name}`), json };
}

function trackEntries(release: WorldRelease): Entry[] {
  const { kind, band, artId } = release;
  const album = kind === 'album' ? release : undefined;
  return release.tracks.map((track) => {
    const { id, title, artist } = track;
    const json = {
      ...{ type: 't' as const, id, art_id: artId, img_id: null, name: title, band_id: band.id, band_name: artist },
      ...{ album_name: album?.title ?? null, item_url_root: siteOf(band), item_url_path: pageOf({ release, track }) },
      img: `https://f4.bcbits.com/img/${artId}_3.jpg`,
      ...{ album_id: album?.id ?? null, stat_params: stat(id, 't') },
    };
    return { words: plain(`${title} ${artist} ${band.name} ${album?.title ?? ''}`), json };
  });
}

function fanEntry({ id, username, name, imageId }: WorldFan): Entry {
  const url = `https://bandcamp.com/${username}`;
  const json = { type: 'f' as const, id, name, username, url, art_id: null, img_id: imageId, img: null, stat_params: stat(id, 'f') }; // prettier-ignore
  return { words: plain(`${name} ${username}`), json };
}
