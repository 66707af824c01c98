import { fieldsOf } from '../../../common/index.js';
import { line } from '../../../upstream/index.js';
import type { CollectedArtwork } from '../../collection.js';

const SITE = 'https://soundcloud.com';
const MOST_LETTERS = 1_000;
const MOST_ADDRESS_LETTERS = 2_000;
/** `-large` has 100 pixels. The ending stays: some are PNG, and are there as nothing else. */
const PICTURE_SIZE = /-(?:large|original|crop|badge|small|tiny|mini|t\d{2,4}x\d{2,4})(?=\.[a-z]{2,5}$)/;
/** Of those who have uploaded none. */
const NO_PICTURE = 'default_avatar';

/** One line of text. */
export function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' ? line(value, MOST_LETTERS) : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * The id of a thing. Its URN has all digits of it, where a number of JSON may have lost some.
 * @param kind in URNs, such as `tracks`
 */
export function idOf(value: unknown, kind: 'tracks' | 'playlists' | 'users'): string | undefined {
  const { urn, id } = fieldsOf(value);
  const [, inUrn] = typeof urn === 'string' ? (/^soundcloud:([a-z]{1,20}:\d{1,20})$/.exec(urn) ?? []) : [];
  if (inUrn?.startsWith(`${kind}:`)) return inUrn.slice(kind.length + 1);
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? String(id) : undefined;
}

/** The first of several pictures that is one, 500 pixels wide. */
export function artworkOf(...addresses: readonly unknown[]): CollectedArtwork | undefined {
  for (const address of addresses) {
    if (typeof address !== 'string' || address.length > MOST_ADDRESS_LETTERS || !URL.canParse(address)) continue;
    const url = new URL(address);
    if (url.protocol !== 'https:' || url.pathname.includes(NO_PICTURE)) continue;
    url.pathname = url.pathname.replace(PICTURE_SIZE, '-t500x500');
    return { locator: url.href, version: url.href };
  }
  return undefined;
}

/** The page of a thing, without what lets in those who have a private link. */
export function pageOf(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > MOST_ADDRESS_LETTERS || !URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  const isPrivate = pathname.split('/').some((part) => part.startsWith('s-'));
  return origin === SITE && !isPrivate ? `${SITE}${pathname}` : undefined;
}
