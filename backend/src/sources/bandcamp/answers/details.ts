import { fieldsOf, spanOf, type Fields } from '../../../common/index.js';
import type { WhyNot } from '../not-heard.js';
import { addressOf, idOf, instantOf, linesOf, listOf, numberOf, webAddressOf, wordsOf } from './reading.js';
import { readTold, type ReadTralbum, type ToldTrack } from './tralbum.js';

const SECOND_MS = 1_000;

/** What the API of the apps tells of an album or a track. @returns undefined where it is neither */
export function readDetails(answer: unknown): ReadTralbum | undefined {
  const fields = fieldsOf(answer);
  const { type } = fields;
  const band = fieldsOf(fields.band);
  const [id, bandId, title] = [idOf(fields.id), idOf(band.band_id), wordsOf(fields.title)];
  if ((type !== 'a' && type !== 't') || id === undefined || bandId === undefined || title === undefined)
    return undefined;
  return readTold({
    type,
    id,
    title,
    performer: wordsOf(fields.tralbum_artist),
    bandId,
    bandName: wordsOf(band.name),
    label: wordsOf(fields.label),
    labelId: idOf(fields.label_id),
    artId: fields.art_id,
    releasedAtMs: instantOf(fields.release_date),
    webAddress: webAddressOf(fields.bandcamp_url),
    albumId: idOf(fields.album_id),
    albumTitle: wordsOf(fields.album_title),
    tracks: listOf(fields.tracks).flatMap((track) => toldTrack(fieldsOf(track), fields) ?? []),
  });
}

/** The words of tracks by their ids. */
export function readLyrics(answer: unknown): ReadonlyMap<string, string> {
  const { lyrics } = fieldsOf(answer);
  return new Map(
    Object.entries(fieldsOf(lyrics)).flatMap(([id, text]): [string, string][] => {
      const words = linesOf(text);
      return words === undefined ? [] : [[id, words]];
    }),
  );
}

function toldTrack(track: Fields, tralbum: Fields): ToldTrack | undefined {
  const [id, title] = [idOf(track.track_id), wordsOf(track.title)];
  if (id === undefined || title === undefined) return undefined;
  const sound = addressOf(fieldsOf(track.streaming_url)['mp3-128']);
  return {
    id,
    title,
    number: numberOf(track.track_num),
    durationMs: spanOf(track.duration, SECOND_MS),
    performer: wordsOf(track.band_name),
    bandId: idOf(track.band_id),
    artId: track.art_id,
    webAddress: webAddressOf(track.track_url),
    sound,
    whyNot: whyNot(track, tralbum, sound !== undefined),
    hasLyrics: track.has_lyrics === true,
  };
}

/** Of what is not out yet there is no length. What could be streamed and has no sound was heard as often as it may for free. */
function whyNot(track: Fields, tralbum: Fields, hasSound: boolean): WhyNot['code'] | undefined {
  const { is_streamable: isStreamable, duration } = track;
  if (hasSound && isStreamable !== false) return undefined;
  if (tralbum.is_preorder === true && spanOf(duration) === undefined) return 'not-out-yet';
  const isLimited = typeof tralbum.streaming_limit === 'number' && tralbum.streaming_limit > 0;
  return isStreamable === true && isLimited ? 'plays-used-up' : 'not-streamable';
}
