import { fieldsOf } from '../../../common/index.js';
import type { Upstream, WholeRequest } from '../../../upstream/index.js';
import { ItemNotFound, SourceUnavailable } from '../../source-error.js';
import type { BandcampHosts } from './hosts.js';

const DETAILS = 'api/mobile/25/tralbum_details';
const LYRICS = 'api/mobile/24/tralbum_lyrics';
const BAND = 'api/mobile/22/band_details';
const SEARCH = 'api/bcsearch_public_api/1/autocomplete_elastic';
const APP_SEARCH = 'api/fuzzysearch/1/app_autocomplete';
/** Rows of a shelf at once. */
const SHELF_ROWS = 100;
/** Older than this is everything. */
const NEWEST = '9999999999::a::';
/** What programs name where they do not know it. */
const ANY_BAND = '1';
const NOTHING = /\bnot found\b|^no such\b/i;
const REFUSED = {
  says: 'does not understand what it was asked',
  nextStep: 'It is asked again by itself. If it stays so, look for a newer Pyxis.',
};

/** Of a fan: what they have bought, or wish for. */
export type Shelf = 'collection' | 'wishlist';

/**
 * The calls of Bandcamp’s apps and search box. Of the answers nothing is known but that they are no failures, which come with the
 * status of a success. All of it throws `ItemNotFound` (there is nothing), `UpstreamError`, and `SourceUnavailable` where Bandcamp says
 * that something else is wrong.
 */
export class BandcampApi {
  constructor(
    private readonly upstream: Upstream,
    private readonly hosts: BandcampHosts,
  ) {}

  /** @param bandId undefined: nobody knows; Bandcamp does not look at it */
  details(type: 'a' | 't', bandId: string | undefined, id: string, signal: AbortSignal): Promise<unknown> {
    return this.get(DETAILS, { band_id: bandId ?? ANY_BAND, tralbum_type: type, tralbum_id: id }, signal);
  }

  lyrics(type: 'a' | 't', id: string, signal: AbortSignal): Promise<unknown> {
    return this.get(LYRICS, { tralbum_id: id, tralbum_type: type }, signal);
  }

  band(id: string, signal: AbortSignal): Promise<unknown> {
    return this.post(BAND, { band_id: id }, signal);
  }

  /** @param filter of what is looked for; empty: whatever there is */
  search(text: string, filter: '' | 'a' | 'b' | 'f' | 't', signal: AbortSignal): Promise<unknown> {
    return this.post(SEARCH, { search_text: text, search_filter: filter, full_page: false, fan_id: null }, signal);
  }

  /** Commas would part words, of which it takes few. */
  searchAsApp(text: string, signal: AbortSignal): Promise<unknown> {
    return this.get(APP_SEARCH, { q: text.replaceAll(',', ' '), param_with_locations: 'true' }, signal);
  }

  /** @param olderThan as the page before told it; absent: the first page */
  shelf(shelf: Shelf, fanId: string, olderThan: string | undefined, signal: AbortSignal): Promise<unknown> {
    const body = { fan_id: Number(fanId), older_than_token: olderThan ?? NEWEST, count: SHELF_ROWS };
    return this.post(`api/fancollection/1/${shelf}_items`, body, signal);
  }

  private get(path: string, parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
    const url = this.hosts.call(path);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return this.ask({ url, signal });
  }

  private post(path: string, body: object, signal: AbortSignal): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json' };
    const url = this.hosts.call(path);
    return this.ask({ url, method: 'POST', onlyReads: true, headers, body: JSON.stringify(body), signal });
  }

  private async ask(request: WholeRequest): Promise<unknown> {
    const { body } = await this.upstream.json(request);
    const { error, error_message: message } = fieldsOf(body);
    if (error !== true) return body;
    if (typeof message === 'string' && NOTHING.test(message)) throw new ItemNotFound('No longer on Bandcamp.');
    this.upstream.note('forbidden', REFUSED);
    throw new SourceUnavailable(`Bandcamp ${REFUSED.says}. ${REFUSED.nextStep}`, 'not-understood');
  }
}
