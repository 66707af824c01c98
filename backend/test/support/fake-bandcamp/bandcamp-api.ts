import type { FakeAnswer } from '../fake-upstream.js';
import { answers } from '../faults.js';
import type { BandcampFans } from './bandcamp-fans.js';
import type { BandcampSearch } from './bandcamp-search.js';
import {
  dateText,
  findTralbum,
  releasesOf,
  siteOf,
  type Tralbum,
  type TralbumType,
  type World,
  type WorldBand,
  type WorldRelease,
} from './bandcamp-world.js';
import type { Json, TralbumAnswers } from './tralbum-answers.js';

/** @property path below `/api/` */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** The calls that the apps and pages make. What goes wrong is told with status 200. */
export class BandcampApi {
  constructor(
    private readonly world: World,
    private readonly tralbums: TralbumAnswers,
    private readonly search: BandcampSearch,
    private readonly fans: BandcampFans,
  ) {}

  call({ method, path, query, body }: Call): FakeAnswer {
    const isPost = method === 'POST';
    // Clients say 22, 24 and 25, and get the same.
    const [, mobile] = /^mobile\/\d+\/(\w+)$/.exec(path) ?? [];
    if (mobile === 'tralbum_details') return told(this.details(query));
    if (mobile === 'tralbum_lyrics') return told(this.lyrics(query));
    if (mobile === 'band_details') return told(this.band(isPost ? parsed(body).band_id : query.get('band_id')));
    if (path === 'fuzzysearch/1/app_autocomplete') return told(this.search.app(query.get('q')));
    if (!isPost) return { status: 404, body: '' };
    if (path === 'bcsearch_public_api/1/autocomplete_elastic') return told(this.search.site(parsed(body)));
    if (path === 'fancollection/1/collection_items') return told(this.fans.call('collection', parsed(body)));
    if (path === 'fancollection/1/wishlist_items') return told(this.fans.call('wishlist', parsed(body)));
    return { status: 404, body: '' };
  }

  /** The band has to be named, and nobody looks whether it is the right one. */
  private details(query: URLSearchParams): Json {
    if (!query.get('band_id')) return failure('band_id required');
    const found = this.tralbum(query);
    if ('error' in found) return found;
    return this.tralbums.details(found);
  }

  private lyrics(query: URLSearchParams): Json {
    const found = this.tralbum(query);
    // Where an album is asked for by a track's id, there is an answer with nothing in it.
    if ('error' in found) return found.error_message === MISS ? {} : found;
    return this.tralbums.lyrics(found);
  }

  private tralbum(query: URLSearchParams): Tralbum | Failure {
    const [type, id] = [query.get('tralbum_type'), query.get('tralbum_id')];
    if (!isType(type) || id === null) return failure('bad query');
    if (!isInteger(id)) return failure(`invalid int: "${id}"`);
    return findTralbum(this.world, type, Number(id)) ?? failure(MISS);
  }

  private band(id: unknown): Json {
    if (id === undefined || id === null) return failure('band_id required');
    if (!isInteger(id)) return failure(`invalid int: ${JSON.stringify(id)}`);
    const band = this.world.bands.find((one) => one.id === Number(id) && !one.isGone);
    return band ? this.bandDetails(band) : failure(`band_id ${Number(id)} not found`);
  }

  private bandDetails(band: WorldBand): Json {
    const { id, name, imageId, bio, site, location } = band;
    const size = imageId === null ? null : 600;
    const artists = this.world.bands.filter(({ label }) => label === band);
    return {
      ...{ id, name, bio_image_id: imageId, bio_image_width: size, bio_image_height: size, bio },
      ...{
        bandcamp_url: siteOf(band),
        sites: site === undefined ? [] : [{ url: site, title: new URL(site).hostname }],
      },
      discography: releasesOf(this.world, band).map(discographyEntry),
      ...{ location: location ?? '', header_image_id: null, shows: [], navbar_titles: { m: 'music', c: 'community' } },
      ...{ merch: [], artists: artists.map(artistEntry) },
    };
  }
}

const MISS = 'No such tralbum';

interface Failure extends Json {
  readonly error: true;
  readonly error_message: string;
}

function failure(error_message: string): Failure {
  return { error: true, error_message };
}

function told(body: Json): FakeAnswer {
  return answers(200, body, { 'Content-Type': 'application/json; charset=UTF-8' });
}

function isType(value: string | null): value is TralbumType {
  return value === 'a' || value === 't';
}

function isInteger(value: unknown): boolean {
  return /^\d+$/.test(String(value));
}

function parsed(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  } catch {
    return {};
  }
}

/** Here a track without an album is called one. */
function discographyEntry({ id, title, band, artist, artId, releasedAtMs }: WorldRelease): Json {
  return {
    ...{ item_id: id, item_type: 'album', artist_name: artist === band.name ? null : artist, band_name: band.name },
    ...{ title, art_id: artId, release_date: dateText(releasedAtMs), is_purchasable: true, band_id: band.id },
  };
}

function artistEntry(band: WorldBand): Json {
  const { id, name, imageId, location, subdomain } = band;
  return { id, name, image_id: imageId, location, subdomain, bandcamp_url: siteOf(band) };
}
