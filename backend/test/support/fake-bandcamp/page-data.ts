import {
  artAddress,
  dateText,
  idOfTralbum,
  imageAddress,
  isHeard,
  isUnreleased,
  pageOf,
  siteOf,
  SITE,
  type Tralbum,
  type WorldBand,
  type WorldRelease,
  type WorldTrack,
} from './bandcamp-world.js';
import { idOf } from './identifiers.js';
import type { StreamHost } from './stream-host.js';
import { STREAMING_LIMIT, type Json, type TralbumAnswers } from './tralbum-answers.js';

const CURIOUS = 'https://bandcamp.com/help/audio_basics#steal https://bandcamp.com/terms_of_use';

/** What the page of an album or a track has in its attributes and scripts. */
export class PageData {
  constructor(
    private readonly answers: TralbumAnswers,
    private readonly streams: StreamHost,
    private readonly nowMs: () => number,
  ) {}

  /** `data-tralbum` */
  tralbum(tralbum: Tralbum): Json {
    const { release, track } = tralbum;
    const tracks = track ? [track] : release.tracks;
    const isLimited = tracks.some(({ offer }) => offer === 'used-up');
    const isPreOrder = this.answers.isPreOrder(release);
    const featured = tracks.find((one) => isHeard(one, release, this.nowMs()))?.id ?? null;
    return {
      ...{ 'for the curious': CURIOUS, current: current(tralbum, featured), preorder_count: null, hasAudio: true },
      ...{ art_id: release.artId, packages: null, defaultPrice: 9, freeDownloadPage: null, FREE: 1, PAID: 2 },
      ...{ artist: track?.artist ?? release.artist, item_type: track ? 'track' : 'album', id: idOfTralbum(tralbum) },
      ...{ last_subscription_item: null, has_discounts: false, is_bonus: null },
      play_cap_data: isLimited ? { streaming_limits_enabled: true, streaming_limit: STREAMING_LIMIT } : null,
      ...{ is_purchased: null, items_purchased: null, is_private_stream: null, is_band_member: null },
      ...{ licensed_version_ids: null, package_associated_license_id: null, has_video: null },
      tralbum_subscriber_only: false,
      ...(!track && { featured_track_id: featured, initial_track_num: null, is_preorder: isPreOrder }),
      ...{ album_is_preorder: isPreOrder, album_release_date: dateText(release.releasedAtMs) },
      trackinfo: tracks.map((one) => this.trackInfo(one, release)),
      ...(track && { playing_from: 'track page', ...albumOf(release) }),
      ...(!track && { playing_from: 'album page', use_expando_lyrics: false }),
      url: pageOf(tralbum),
    };
  }

  /** `application/ld+json` */
  linked(tralbum: Tralbum): Json {
    const { release, track } = tralbum;
    const shared = {
      ...{ '@context': 'https://schema.org', '@id': pageOf(tralbum), mainEntityOfPage: pageOf(tralbum) },
      ...{ name: track?.title ?? release.title, dateModified: dateText(release.releasedAtMs) },
      ...{ datePublished: dateText(release.releasedAtMs), byArtist: artistOf(release.band, track?.artist ?? release.artist) }, // prettier-ignore
      ...{ publisher: publisher(release.band), copyrightNotice: 'All Rights Reserved' },
      ...{ keywords: [...release.tags, ...release.places], image: artAddress(release, 10) },
      ...((!track || release.kind === 'track') && release.about !== null && { description: release.about }),
    };
    if (track) {
      return {
        ...shared,
        ...{ '@type': 'MusicRecording', duration: lengthText(this.secondsOf(track, release)) },
        additionalProperty: [
          ...[property('track_id', track.id), property('art_id', release.artId)],
          ...(track.number === null ? [] : [property('tracknum', track.number)]),
        ],
        inAlbum: {
          ...{ '@type': 'MusicAlbum', name: release.title, albumReleaseType: 'SingleRelease' },
          ...(release.kind === 'album' ? { '@id': pageOf({ release }) } : { numTracks: 1 }),
        },
        ...(track.lyrics !== null && { recordingOf: composition(track.lyrics) }),
      };
    }
    const items = release.tracks.map((one, n) => ({
      ...{ '@type': 'ListItem', position: n + 1 },
      item: {
        ...{ '@type': 'MusicRecording', '@id': pageOf({ release, track: one }), name: one.title },
        ...{ duration: lengthText(this.secondsOf(one, release)), additionalProperty: [property('track_id', one.id)] },
        ...(one.artist !== release.artist && { byArtist: { '@type': 'MusicGroup', name: one.artist } }),
      },
    }));
    return {
      ...shared,
      ...{ '@type': 'MusicAlbum', albumReleaseType: 'AlbumRelease', numTracks: items.length },
      albumRelease: [
        {
          ...{ '@type': ['MusicRelease', 'Product'], '@id': pageOf({ release }), name: release.title },
          additionalProperty: [property('item_id', release.id), property('item_type', 'a'), property('art_id', release.artId)], // prettier-ignore
        },
      ],
      track: { '@type': 'ItemList', numberOfItems: items.length, ...(items.length > 0 && { itemListElement: items }) },
      ...(release.credits !== null && { creditText: release.credits }),
    };
  }

  private trackInfo(track: WorldTrack, release: WorldRelease): Json {
    const { id, title, slug, number, offer, lyrics } = track;
    const isHeardNow = isHeard(track, release, this.nowMs());
    const isUnreleasedNow = isUnreleased(track, release, this.nowMs());
    return {
      ...{ id, track_id: id, file: isHeardNow ? { 'mp3-128': this.streams.addressOf(id) } : null },
      ...{ artist: track.artist === release.artist ? null : track.artist, title, encodings_id: idOf(`encoding ${id}`) },
      ...{ license_type: 1, private: null, track_num: number, album_preorder: this.answers.isPreOrder(release) },
      ...{ unreleased_track: isUnreleasedNow, title_link: isUnreleasedNow ? null : `/track/${slug}` },
      ...{ has_lyrics: lyrics !== null, has_info: !isUnreleasedNow, streaming: isHeardNow || offer === 'used-up' ? 1 : null }, // prettier-ignore
      ...{ is_downloadable: false, has_free_download: null, free_album_download: false },
      ...{
        duration: this.secondsOf(track, release),
        lyrics: null,
        sizeof_lyrics: lyrics?.length ?? 0,
        is_draft: false,
      },
      ...{ video_source_type: null, video_source_id: null, video_mobile_url: null, video_poster_url: null },
      ...{ video_id: null, video_caption: null, video_featured: null, alt_link: null },
      ...{ encoding_error: null, encoding_pending: null, play_count: offer === 'used-up' ? STREAMING_LIMIT : null },
      ...{ is_capped: offer === 'used-up' ? true : null, track_license_id: null },
    };
  }

  /** Nobody is told how long it is before it is out. */
  private secondsOf(track: WorldTrack, release: WorldRelease): number {
    return isUnreleased(track, release, this.nowMs()) ? 0 : track.seconds;
  }
}

/** `data-tralbum` of a front page that has an album's record with nothing in it. */
export function emptyTralbum(band: WorldBand): Json {
  return {
    ...{ 'for the curious': CURIOUS, current: {}, hasAudio: false, art_id: null, artist: null, item_type: null },
    ...{ id: null, play_cap_data: null, trackinfo: [], url: siteOf(band) },
  };
}

/** `data-band` */
export function bandData({ id, name, imageId }: WorldBand): Json {
  return {
    ...{ id, name, fan_email: null, account_id: idOf(`account ${id}`), facebook_like_enabled: null },
    ...{ has_discounts: false, image_id: imageId },
  };
}

/** `data-embed` */
export function embedData(tralbum: Tralbum): Json {
  const { release, track } = tralbum;
  const info = { public_embeddable: true, exclusive_embeddable: false, item_public: true, no_track_preorder: false };
  const isOfAlbum = track !== undefined && release.kind === 'album';
  return {
    tralbum_param: { name: track ? 'track' : 'album', value: idOfTralbum(tralbum) },
    ...{ art_id: release.artId, artist: track?.artist ?? release.artist, swf_base_url: SITE, show_campaign: null },
    ...{ embed_info: info, linkback: pageOf(tralbum) },
    ...(isOfAlbum && { album_embed_data: embedData({ release }) }),
    ...((isOfAlbum || !track) && { album_title: release.title }),
  };
}

function current({ release, track }: Tralbum, featured: number | null): Json {
  const { band, releasedAtMs } = release;
  const date = dateText(releasedAtMs);
  const isOfAlbum = track !== undefined && release.kind === 'album';
  return {
    ...{ audit: 0, title: track?.title ?? release.title, new_date: date, mod_date: date, publish_date: date },
    ...{ private: null, killed: null, download_pref: 2, require_email: null, is_set_price: null, set_price: 7 },
    ...{ minimum_price: 7, minimum_price_nonzero: 7, require_email_0: null, artist: null },
    ...{ about: isOfAlbum ? null : release.about, credits: isOfAlbum ? null : release.credits, auto_repriced: null },
    ...{ new_desc_format: 1, band_id: band.id, selling_band_id: band.id },
    ...{ art_id: isOfAlbum ? null : release.artId, download_desc_id: null },
    ...(track
      ? {
          ...{ track_number: track.number, release_date: isOfAlbum ? null : date, file_name: null },
          ...{
            lyrics: track.lyrics,
            album_id: isOfAlbum ? release.id : null,
            encodings_id: idOf(`encoding ${track.id}`),
          },
          ...{ pending_encodings_id: null, license_type: 1, isrc: null, preorder_download: null },
          ...{ streaming: track.offer === 'buyers' ? null : 1, id: track.id, type: 'track' },
        }
      : {
          ...{ release_date: date, upc: null, purchase_url: null, purchase_title: null },
          ...{ featured_track_id: featured, id: release.id, type: 'album' },
        }),
  };
}

function albumOf(release: WorldRelease): Json {
  const path = release.kind === 'album' ? `/album/${release.slug}` : null;
  return { album_url: path, album_upsell_url: path };
}

/** Who has no page of their own has no address. */
function artistOf(band: WorldBand, name: string): Json {
  return { '@type': 'MusicGroup', name, ...(name === band.name && { '@id': siteOf(band) }) };
}

function publisher(band: WorldBand): Json {
  const { id, name, imageId, bio, location } = band;
  return {
    ...{ '@type': 'MusicGroup', '@id': siteOf(band), name, description: bio },
    additionalProperty: [property('band_id', id), ...(imageId === null ? [] : [property('image_id', imageId)])],
    ...(imageId !== null && { image: imageAddress(imageId, 10) }),
    ...(location !== null && { foundingLocation: { '@type': 'Place', name: location } }),
  };
}

function composition(text: string): Json {
  return { '@type': 'MusicComposition', lyrics: { '@type': 'CreativeWork', text } };
}

function property(name: string, value: string | number): Json {
  return { '@type': 'PropertyValue', name, value };
}

/** `P00H02M05S` */
function lengthText(seconds: number): string {
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `P${part(seconds / 3_600)}H${part((seconds / 60) % 60)}M${part(seconds % 60)}S`;
}
