import {
  artAddress,
  dateText,
  idOfTralbum,
  isHeard,
  pageOf,
  pathOf,
  siteOf,
  SITE,
  tralbumOf,
  type Kept,
  type Tralbum,
  type World,
  type WorldFan,
} from './bandcamp-world.js';
import { idOf } from './identifiers.js';
import type { Json, TralbumAnswers } from './tralbum-answers.js';

/** What a fan shows. */
export type Shelf = 'collection' | 'wishlist';

/** So many are in the page itself. */
const BATCH = 20;

/** Collections and wish lists: what stands in the page of a fan, and the calls by which it goes on. */
export class BandcampFans {
  constructor(
    private readonly world: World,
    private readonly answers: TralbumAnswers,
    private readonly nowMs: () => number,
  ) {}

  byName(username: string): WorldFan | undefined {
    return this.world.fans.find((fan) => fan.username === username);
  }

  /** @param body as it was sent: `fan_id`, `older_than_token`, `count` */
  call(shelf: Shelf, body: Json): Json {
    const { fan_id: id, older_than_token: token, count } = body;
    const most = Number(count);
    if (typeof token !== 'string' || !Number.isInteger(most) || most < 1) {
      return { error: true, error_message: 'bad query' };
    }
    const fan = this.world.fans.find((one) => one.id === Number(id));
    if (!fan) return { error: true, error_message: 'No such fan' };
    const older = after(shown(fan, shelf), token);
    const items = older.slice(0, most);
    return {
      items: items.map((kept) => this.item(kept, fan)),
      ...{ more_available: older.length > items.length, last_token: tokenOf(items.at(-1)) },
      tracklists: this.trackLists(items),
      ...(shelf === 'collection' && { redownload_urls: {}, item_lookup: {}, purchase_infos: {}, collectors: {} }),
    };
  }

  /** What stands in `data-blob` of a page. @param tab which of both is shown; of the other the page has less */
  pageData(fan: WorldFan, tab: Shelf): Json {
    const shelf = (which: Shelf): Json => {
      const all = shown(fan, which);
      const keys = all.slice(0, BATCH).map(keyOf);
      return {
        ...{ last_token: tokenOf(all[BATCH - 1] ?? all.at(-1)), item_count: all.length, batch_size: BATCH },
        ...(tab === which ? { sequence: keys, pending_sequence: [] } : { sequence: [], pending_sequence: keys }),
      };
    };
    const cache = (which: Shelf): Json =>
      Object.fromEntries(shown(fan, which).slice(0, BATCH).map((kept) => [keyOf(kept), this.item(kept, fan)])); // prettier-ignore
    return {
      active_tab: tab,
      fan_data: {
        ...{ trackpipe_url: `${SITE}/${fan.username}`, username: fan.username, name: fan.name, fan_id: fan.id },
        ...{ location: fan.location, raw_location: fan.location, bio: '', website_url: '', is_own_page: false },
        photo: fan.imageId === null ? null : { image_id: fan.imageId, width: 600, height: 600 },
        ...{ followers_count: 0, following_bands_count: 0, following_fans_count: 0, following_genres_count: 0 },
        ...{ subscriptions_count: 0, fav_genre: 'alternative' },
      },
      current_fan: {},
      collection_data: { ...shelf('collection'), redownload_urls: {}, hidden_items_count: 0, purchase_infos: {}, collectors: {} }, // prettier-ignore
      wishlist_data: { ...shelf('wishlist'), hidden: fan.isWishlistHidden },
      item_cache: { collection: cache('collection'), wishlist: cache('wishlist'), hidden: {}, gifts_given: {} },
      tracklists: {
        collection: this.trackLists(shown(fan, 'collection').slice(0, BATCH)),
        wishlist: this.trackLists(shown(fan, 'wishlist').slice(0, BATCH)),
      },
      collection_count: fan.collection.length,
    };
  }

  private item(kept: Kept, fan: WorldFan): Json {
    const { release, isPackage } = kept;
    const tralbum = tralbumIn(kept);
    const { track } = tralbum;
    const { band, artId } = release;
    const [id, type] = [idOfTralbum(tralbum), track ? 'track' : 'album'];
    const featured = track ?? release.tracks[0];
    const art = artAddress(release, 9);
    const isOfAlbum = track !== undefined && release.kind === 'album';
    return {
      ...{ fan_id: fan.id, item_id: isPackage ? idOf(`package ${id}`) : id, item_type: isPackage ? 'package' : type },
      ...{ tralbum_id: id, tralbum_type: track ? 't' : 'a', item_title: track?.title ?? release.title },
      ...{ item_url: pageOf(tralbum), band_id: band.id, band_name: track?.artist ?? release.artist },
      ...{ band_url: siteOf(band), album_id: track ? (isOfAlbum ? release.id : null) : id },
      album_title: track ? (isOfAlbum ? release.title : null) : release.title,
      ...{ item_art_id: artId, item_art_url: art, item_art: { url: art, thumb_url: artAddress(release, 3), art_id: artId } }, // prettier-ignore
      url_hints: {
        ...{ subdomain: band.subdomain, custom_domain: band.domain ?? null, custom_domain_verified: band.domain ? 1 : null }, // prettier-ignore
        ...{ slug: pathOf(tralbum).split('/').at(-1), item_type: track ? 't' : 'a' },
      },
      ...{ token: tokenOf(kept), added: dateText(kept.atMs), updated: dateText(kept.atMs), purchased: dateText(kept.atMs) }, // prettier-ignore
      ...{ featured_track: featured?.id ?? null, featured_track_title: featured?.title ?? null },
      ...{ featured_track_number: featured?.number ?? null, featured_track_duration: featured?.seconds ?? null },
      ...{ featured_track_url: null, featured_track_is_custom: false, also_collected_count: 3, why: null, index: null },
      num_streamable_tracks: release.tracks.filter((one) => isHeard(one, release, this.nowMs())).length,
      ...{ is_purchasable: true, is_private: false, is_preorder: this.answers.isPreOrder(release), hidden: null },
      ...{ is_giftable: true, is_subscriber_only: false, is_subscription_item: false, download_available: true },
      ...{ label: release.label?.name ?? null, label_id: release.label?.id ?? null, price: 7, currency: 'EUR' },
    };
  }

  private trackLists(items: readonly Kept[]): Json {
    return Object.fromEntries(
      items.map((kept) => {
        const { release, track } = tralbumIn(kept);
        const first = track ?? release.tracks[0];
        const told = first && {
          ...{ id: first.id, title: first.title, artist: first.artist, track_number: first.number },
          ...{ duration: first.seconds, file: null },
        };
        return [keyOf(kept), told ? [told] : []];
      }),
    );
  }
}

/** A track without an album is one, whoever keeps it. */
function tralbumIn({ release, track }: Kept): Tralbum {
  return track ? { release, track } : tralbumOf(release);
}

function shown(fan: WorldFan, shelf: Shelf): readonly Kept[] {
  return shelf === 'wishlist' && fan.isWishlistHidden ? [] : fan[shelf];
}

function keyOf(kept: Kept): string {
  const tralbum = tralbumIn(kept);
  return `${tralbum.track ? 't' : 'a'}${idOfTralbum(tralbum)}`;
}

/** When, and what of that second: several may be bought at once. */
function tokenOf(kept: Kept | undefined): string | null {
  if (!kept) return null;
  const tralbum = tralbumIn(kept);
  return `${Math.floor(kept.atMs / 1_000)}:${idOfTralbum(tralbum)}:${tralbum.track ? 't' : 'a'}::`;
}

/** What is older than a token: one of those that were told, or a time alone (`9999999999::a::`). */
function after(all: readonly Kept[], token: string): readonly Kept[] {
  const at = all.findIndex((kept) => tokenOf(kept) === token);
  if (at >= 0) return all.slice(at + 1);
  const seconds = Number(token.split(':')[0]);
  return all.filter(({ atMs }) => atMs / 1_000 < seconds);
}
