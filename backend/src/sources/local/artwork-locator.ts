import type { CollectedArtwork } from '../collection.js';
import type { PictureLocation } from '../../tags/index.js';

/**
 * What a picture is found by: a file of its own, or its length and check sum among those embedded in the audio files
 * of one folder. A place in a file would not do: editing a tag moves it.
 */
export type ArtworkPlace =
  | { readonly kind: 'file'; readonly locator: string }
  | { readonly kind: 'embedded'; readonly locator: string; readonly identity: string };

/** @param version of the file */
export function fileArtwork(locator: string, version: string): CollectedArtwork {
  return { locator: `file:${locator}`, version };
}

/** @param locator of an audio file that holds the picture */
export function embeddedArtwork(locator: string, identity: string): CollectedArtwork {
  return { locator: `embedded:${identity}:${locator}`, version: identity };
}

/** @returns undefined for what was not made here */
export function parseArtworkLocator(text: string): ArtworkPlace | undefined {
  const [, file, identity, holder] = /^(?:file:(\/[^]*)|embedded:([0-9a-z]+-[0-9a-f]{8}):(\/[^]*))$/.exec(text) ?? [];
  if (file !== undefined) return { kind: 'file', locator: file };
  if (identity === undefined || holder === undefined) return undefined;
  return { kind: 'embedded', locator: holder, identity };
}

/** Tells pictures apart by their length and a check sum of their beginning. */
export function pictureIdentity({ length }: PictureLocation, headCrc: number): string {
  return `${length.toString(36)}-${headCrc.toString(16).padStart(8, '0')}`;
}
