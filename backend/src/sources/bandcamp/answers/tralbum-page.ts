import { fieldsOf, present, spanOf, type Fields } from '../../../common/index.js';
import type { WhyNot } from '../not-heard.js';
import type { ReadPage } from './page.js';
import { addressOf, idOf, instantOf, listOf, numberOf, webAddressOf, wordsOf } from './reading.js';
import { readTold, type ReadTralbum, type ToldTrack } from './tralbum.js';

const SECOND_MS = 1_000;

/** Whose page it is. */
export interface PageOwner {
  readonly bandId: string;
  readonly name?: string;
}

export function ownerOf({ data }: ReadPage): PageOwner | undefined {
  const { id, name } = fieldsOf(data.get('band'));
  const bandId = idOf(id) ?? idOf(fieldsOf(fieldsOf(data.get('tralbum')).current).band_id);
  return bandId === undefined ? undefined : present({ bandId, name: wordsOf(name) });
}

/**
 * The album or track of which a page is: of its own page, or of the front page of a performer who has nothing else.
 * @returns undefined where it is of neither, or of a record with nothing in it
 */
export function readTralbumPage(page: ReadPage): ReadTralbum | undefined {
  const fields = fieldsOf(page.data.get('tralbum'));
  const embed = fieldsOf(page.data.get('embed'));
  const current = fieldsOf(fields.current);
  const owner = ownerOf(page);
  const type = typeOf(fields.item_type) ?? typeOf(current.type);
  const [id, title] = [idOf(fields.id) ?? idOf(current.id), wordsOf(current.title)];
  if (!owner || type === undefined || id === undefined || title === undefined) return undefined;
  const webAddress = webAddressOf(fields.url) ?? webAddressOf(page.ownAddress);
  const { bandId, name: bandName } = owner;
  return readTold({
    type,
    id,
    title,
    performer: wordsOf(fields.artist),
    bandId,
    bandName,
    label: undefined,
    labelId: undefined,
    artId: fields.art_id ?? current.art_id,
    releasedAtMs: instantOf(fields.album_release_date) ?? instantOf(current.release_date),
    webAddress,
    albumId: type === 't' ? idOf(current.album_id) : undefined,
    albumTitle: type === 't' ? wordsOf(fieldsOf(embed.album_embed_data).album_title) : undefined,
    tracks: listOf(fields.trackinfo).flatMap((track) => toldTrack(fieldsOf(track), fields, webAddress) ?? []),
  });
}

function toldTrack(track: Fields, tralbum: Fields, base: string | undefined): ToldTrack | undefined {
  const [id, title] = [idOf(track.track_id) ?? idOf(track.id), wordsOf(track.title)];
  if (id === undefined || title === undefined) return undefined;
  const sound = addressOf(fieldsOf(track.file)['mp3-128']);
  return {
    id,
    title,
    number: numberOf(track.track_num),
    durationMs: spanOf(track.duration, SECOND_MS),
    performer: wordsOf(track.artist),
    bandId: undefined,
    artId: undefined,
    webAddress: pageOf(track.title_link, base),
    sound,
    whyNot: sound === undefined ? whyNot(track, tralbum) : undefined,
    hasLyrics: track.has_lyrics === true,
  };
}

function whyNot(
  { unreleased_track: isUnreleased, is_capped: isCapped, streaming }: Fields,
  tralbum: Fields,
): WhyNot['code'] {
  if (isUnreleased === true) return 'not-out-yet';
  const isLimited = fieldsOf(tralbum.play_cap_data).streaming_limits_enabled === true;
  return isCapped === true || (isLimited && streaming === 1) ? 'plays-used-up' : 'not-streamable';
}

/** @param path as it stands in a list */
function pageOf(path: unknown, base: string | undefined): string | undefined {
  return typeof path === 'string' && base !== undefined && URL.canParse(path, base)
    ? webAddressOf(new URL(path, base).href)
    : undefined;
}

function typeOf(value: unknown): 'a' | 't' | undefined {
  if (value === 'album') return 'a';
  return value === 'track' ? 't' : undefined;
}
