import { present } from '../../common/index.js';
import type { RemotePlaylist } from '../remote-catalogue.js';
import { readUser } from './answers/users.js';

/** Before the id of a user: what they like opens as a playlist does. */
const PREFIX = 'likes-';

export function likesIdOf(userId: string): string {
  return PREFIX + userId;
}

/** @returns the id of the user; undefined: it is the id of another playlist */
export function ownerOfLikes(playlistId: string): string | undefined {
  const id = playlistId.startsWith(PREFIX) ? playlistId.slice(PREFIX.length) : '';
  return /^\d{1,20}$/.test(id) ? id : undefined;
}

/**
 * How many they are is not told: the number that SoundCloud has counts what is gone, and sets as well.
 * @param answer a user, as told
 */
export function likesOf(answer: unknown): RemotePlaylist | undefined {
  const user = readUser(answer);
  if (!user) return undefined;
  return present({
    kind: 'playlist' as const,
    nativeId: likesIdOf(user.nativeId),
    title: 'Likes',
    owner: user.name,
    artwork: user.artwork,
  });
}
