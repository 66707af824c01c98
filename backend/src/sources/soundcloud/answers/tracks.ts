import { fieldsOf, identityKey, isrcOf, present, spanOf, type Fields } from '../../../common/index.js';
import type { NotPlayable, RemoteArtistRef, RemoteTrack } from '../../remote-catalogue.js';
import { notPlayable, type NotHeardCode } from '../not-heard.js';
import { artworkOf, idOf, pageOf, wordsOf } from './reading.js';
import { transcodingsOf } from './transcodings.js';
import { readUser } from './users.js';

const GONE: NotPlayable = {
  isPlayable: false,
  whyNotPlayable: 'Not on SoundCloud any more',
  notPlayableCause: { code: 'soundcloud-gone' },
};
/** Before the id of what is listed and gone: what was known of it stays known. */
const GONE_PREFIX = 'gone-';

/** @returns undefined where it is none, or no more than the id of one */
export function readTrack(value: unknown): RemoteTrack | undefined {
  const fields = fieldsOf(value);
  const { kind, title: told, artwork_url: artwork, full_duration: whole, duration, user } = fields;
  const nativeId = idOf(value, 'tracks');
  const title = wordsOf(told);
  if ((kind !== undefined && kind !== 'track') || nativeId === undefined || title === undefined) return undefined;
  const published = fieldsOf(fields.publisher_metadata);
  const albumTitle = wordsOf(published.album_title);
  const reason = whyNot(fields);
  return present({
    kind: 'track' as const,
    nativeId,
    title,
    artists: artistsOf(wordsOf(published.artist), user),
    album: albumTitle === undefined ? undefined : { title: albumTitle },
    durationMs: spanOf(whole) ?? spanOf(duration),
    isrc: isrcOf(published.isrc),
    isExplicit: published.explicit === true,
    isPlayable: true,
    ...(reason && notPlayable(reason)),
    isVideo: false,
    webAddress: pageOf(fields.permalink_url),
    artwork: artworkOf(artwork, fieldsOf(user).avatar_url),
  });
}

/** A row for what a list names and SoundCloud does not have any more. */
export function goneTrack(id: string): RemoteTrack {
  const title = 'No longer on SoundCloud';
  return { kind: 'track', nativeId: GONE_PREFIX + id, title, artists: [], isExplicit: false, isVideo: false, ...GONE };
}

/**
 * Who is said to have made it, else who uploaded it. Several stand behind one another with commas, and a name may have one of
 * its own: they are taken apart only where one of them is the one who uploaded it.
 */
function artistsOf(told: string | undefined, user: unknown): RemoteArtistRef[] {
  const uploader = readUser(user);
  if (told === undefined) return uploader ? [refOf(uploader)] : [];
  if (!uploader) return [{ name: told }];
  const own = identityKey(uploader.name);
  const isOwn = (name: string): boolean => identityKey(name) === own;
  if (isOwn(told)) return [refOf(uploader)];
  const names = told.split(',').flatMap((name) => wordsOf(name) ?? []);
  if (!names.some(isOwn)) return [{ name: told }];
  return names.map((name) => (isOwn(name) ? refOf(uploader) : { name }));
}

function refOf({ name, nativeId }: { readonly name: string; readonly nativeId: string }): RemoteArtistRef {
  return { name, nativeId };
}

/** Why it is not to be heard; undefined: it is, as far as that is told beforehand. */
function whyNot(track: Fields): NotHeardCode | undefined {
  if (track.policy === 'SNIP') return 'preview-only';
  if (track.policy === 'BLOCK') return 'not-in-country';
  const { clear, hasLocked } = transcodingsOf(track);
  if (clear.length === 0) return hasLocked ? 'protected' : undefined;
  return clear.every(({ isPreview }) => isPreview) ? 'preview-only' : undefined;
}
