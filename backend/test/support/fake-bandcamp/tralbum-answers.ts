import {
  idOfTralbum,
  isHeard,
  isUnreleased,
  pageOf,
  siteOf,
  type Tralbum,
  type WorldRelease,
  type WorldTrack,
} from './bandcamp-world.js';
import { idOf, slugOf } from './identifiers.js';
import type { StreamHost } from './stream-host.js';

export type Json = Readonly<Record<string, unknown>>;

/** Free plays of a track, where there is a limit. */
export const STREAMING_LIMIT = 3;

/** An album or a track, as the mobile API tells of them. */
export class TralbumAnswers {
  constructor(
    private readonly streams: StreamHost,
    private readonly nowMs: () => number,
  ) {}

  details(tralbum: Tralbum): Json {
    const { release, track } = tralbum;
    const { band, label } = release;
    const tracks = track ? [track] : release.tracks;
    const isOfAlbum = track !== undefined && release.kind === 'album';
    return {
      ...{ id: idOfTralbum(tralbum), type: track ? 't' : 'a', title: track?.title ?? release.title },
      ...{ bandcamp_url: pageOf(tralbum), art_id: release.artId },
      band: {
        ...{ band_id: band.id, name: band.name, image_id: band.imageId, bio: band.bio, location: band.location ?? '' },
      },
      ...{ tralbum_artist: track?.artist ?? release.artist, package_art: [] },
      featured_track_id: (tracks.find((one) => isHeard(one, release, this.nowMs())) ?? tracks[0])?.id ?? null,
      tracks: tracks.map((one) => this.track(one, release)),
      ...{ credits: isOfAlbum ? null : release.credits, about: isOfAlbum ? null : release.about },
      ...{ album_id: isOfAlbum ? release.id : null, album_title: isOfAlbum ? release.title : null },
      ...{ release_date: release.releasedAtMs / 1_000, is_purchasable: true, free_download: false },
      is_preorder: this.isPreOrder(release),
      tags: [...release.tags.map((tag) => tagOf(tag, false)), ...release.places.map((place) => tagOf(place, true))],
      ...{ currency: 'EUR', is_set_price: false, price: track ? 1 : 7, require_email: false },
      ...{ label: label?.name ?? null, label_id: label?.id ?? null, package_details_lite: {} },
      ...{ has_digital_download: true, num_downloadable_tracks: tracks.length, merch_sold_out: null },
      streaming_limit: STREAMING_LIMIT,
    };
  }

  lyrics({ release, track }: Tralbum): Json {
    const tracks = track ? [track] : release.tracks;
    return { lyrics: Object.fromEntries(tracks.map(({ id, lyrics }) => [id, lyrics])) };
  }

  isPreOrder({ tracks, releasedAtMs }: WorldRelease): boolean {
    return tracks.some(({ offer }) => offer === 'at-release') && this.nowMs() < releasedAtMs;
  }

  private track(track: WorldTrack, release: WorldRelease): Json {
    const { id, title, number, offer } = track;
    const now = this.nowMs();
    const isUnreleasedNow = isUnreleased(track, release, now);
    const isOfAlbum = release.kind === 'album';
    return {
      ...{ track_id: id, track_license_id: null, title, track_num: number },
      streaming_url: isHeard(track, release, now) ? { 'mp3-128': this.streams.redirectOf(id) } : null,
      ...{ duration: isUnreleasedNow ? 0 : track.seconds, encodings_id: idOf(`encoding ${id}`) },
      ...{ album_title: isOfAlbum ? release.title : null, band_name: track.artist, art_id: null },
      album_id: isOfAlbum ? release.id : null,
      is_streamable: offer !== 'buyers' && !isUnreleasedNow,
      ...{ has_lyrics: track.lyrics !== null, is_set_price: false, price: 1, has_digital_download: true },
      ...{ merch_ids: null, merch_sold_out: null, currency: 'EUR', require_email: false, is_purchasable: true },
      ...{ band_id: release.band.id, label: release.label?.name ?? null, label_id: release.label?.id ?? null },
      track_url: isUnreleasedNow ? null : `${siteOf(release.band)}/track/${track.slug}`,
    };
  }
}

function tagOf(name: string, isloc: boolean): Json {
  const place = isloc ? { id: idOf(`place ${name}`), name, fullname: name } : null;
  return {
    ...{ name, norm_name: slugOf(name), url: `/discover/${slugOf(name)}`, isloc },
    ...{ loc_id: place?.id ?? null, geoname: place },
  };
}
