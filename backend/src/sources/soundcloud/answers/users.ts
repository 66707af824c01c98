import { fieldsOf, present, textOf } from '../../../common/index.js';
import type { RemoteArtist } from '../../remote-catalogue.js';
import { artworkOf, idOf, wordsOf } from './reading.js';

const MOST_LETTERS = 10_000;

/** Somebody who uploads: whom Pyxis calls an artist. */
export function readUser(value: unknown): RemoteArtist | undefined {
  const { kind, username, full_name: fullName, permalink, avatar_url: avatar } = fieldsOf(value);
  const nativeId = idOf(value, 'users');
  const name = wordsOf(username) ?? wordsOf(fullName) ?? wordsOf(permalink);
  if ((kind !== undefined && kind !== 'user') || nativeId === undefined || name === undefined) return undefined;
  return present({ kind: 'artist' as const, nativeId, name, artwork: artworkOf(avatar) });
}

/** What they say of themselves, with its paragraphs. */
export function descriptionOf(value: unknown): string | undefined {
  const { description } = fieldsOf(value);
  const lines = typeof description === 'string' ? description.slice(0, MOST_LETTERS).split(/\r?\n/) : [];
  const text = lines.map((line) => textOf(line) ?? '').join('\n').trim(); // prettier-ignore
  return text === '' ? undefined : text;
}
