import { fieldsOf, present, spanOf, type Fields } from '../../../common/index.js';
import type { SourceTrack } from '../../source.js';
import { addressOf, artworkOf, idOf, listOf, numberOf, titleOf } from './reading.js';

/** What is asked for beside the usual three, in this order. */
export const ADDITIONAL_AUDIO = ['HTTP_128_MP3', 'HTTP_64_AACPLUS_ADTS'] as const;
/** Louder or quieter than by so much nothing is. */
const MOST_GAIN_DB = 60;

/** One form in which a song can be heard. */
export interface AudioForm {
  readonly url: string;
  /** Absent: as the host says. */
  readonly mimeType?: string;
  readonly bitrateKbps?: number;
}

/** Every form that is told of, by what it is called there. */
export interface AudioForms {
  readonly high?: AudioForm;
  readonly medium?: AudioForm;
  readonly low?: AudioForm;
  /** MP3 at 128 kbit/s. */
  readonly mp3?: AudioForm;
  /** AAC+ at 64 kbit/s. */
  readonly adts?: AudioForm;
  /** The only one that some answers have. */
  readonly other?: AudioForm;
}

/** A song that a station has chosen. */
export interface PlaylistSong {
  readonly trackToken: string;
  readonly track: SourceTrack;
  /** Absent: the one that was asked. */
  readonly stationId?: string;
  readonly thumb?: 'up' | 'down';
  readonly mayThumb: boolean;
  readonly forms: AudioForms;
}

export interface Playlist {
  readonly songs: readonly PlaylistSong[];
  /** Of those that come as such; others have a song's name. */
  readonly adverts: number;
}

export function readPlaylist(answer: Fields): Playlist {
  const items = listOf(answer.items).map(fieldsOf);
  return {
    songs: items.flatMap((item) => songOf(item) ?? []),
    adverts: items.filter(({ adToken, trackToken }) => adToken !== undefined && trackToken === undefined).length,
  };
}

function songOf(item: Fields): PlaylistSong | undefined {
  const trackToken = idOf(item.trackToken);
  const title = titleOf(item.songName);
  if (trackToken === undefined || title === undefined) return undefined;
  const rating = numberOf(item.songRating) ?? 0;
  return present({
    trackToken,
    track: trackOf(item, title),
    stationId: idOf(item.stationId),
    thumb: rating === 0 ? undefined : rating > 0 ? ('up' as const) : ('down' as const),
    mayThumb: item.allowFeedback !== false,
    forms: formsOf(item),
  });
}

function trackOf(item: Fields, title: string): SourceTrack {
  const artist = titleOf(item.artistName);
  const album = titleOf(item.albumName);
  return present({
    title,
    // Several stand in one name, as printed. They stay so: “Cannabich, Christian” is one.
    artists: artist === undefined ? [] : [{ name: artist, role: 'main' as const }],
    album: album === undefined ? undefined : { title: album },
    durationMs: spanOf(item.trackLength, 1_000),
    gainDb: gainOf(item.trackGain),
    artwork: artworkOf(item.albumArtUrl),
  });
}

function gainOf(value: unknown): number | undefined {
  const gainDb = numberOf(value);
  return gainDb !== undefined && Math.abs(gainDb) <= MOST_GAIN_DB ? gainDb : undefined;
}

function formsOf({ audioUrlMap, additionalAudioUrl, audioUrl }: Fields): AudioForms {
  const { highQuality, mediumQuality, lowQuality } = fieldsOf(audioUrlMap);
  // In the order in which they were asked for; a text where there is one only.
  const [mp3, adts] = Array.isArray(additionalAudioUrl) ? (additionalAudioUrl as unknown[]) : [additionalAudioUrl];
  return present({
    high: formOf(fieldsOf(highQuality)),
    medium: formOf(fieldsOf(mediumQuality)),
    low: formOf(fieldsOf(lowQuality)),
    mp3: formAt(mp3, 'audio/mpeg', 128),
    adts: formAt(adts, undefined, 64),
    other: formAt(audioUrl),
  });
}

function formOf({ audioUrl, bitrate, encoding }: Fields): AudioForm | undefined {
  const isMp4 = encoding === 'aacplus' && /\.mp4(?:\?|$)/.test(String(audioUrl));
  const mimeType = encoding === 'mp3' ? 'audio/mpeg' : isMp4 ? 'audio/mp4' : undefined;
  return formAt(audioUrl, mimeType, numberOf(bitrate));
}

function formAt(address: unknown, mimeType?: string, bitrateKbps?: number): AudioForm | undefined {
  const url = addressOf(address);
  return url === undefined ? undefined : present({ url, mimeType, bitrateKbps });
}
