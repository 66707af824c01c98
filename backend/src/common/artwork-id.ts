import { createHash } from 'node:crypto';

/**
 * The id of a cover: another one when the picture may be another.
 * @param source the id of the source that has it
 */
export function artworkIdOf(source: string, { locator, version }: { locator: string; version: string }): string {
  return createHash('sha256').update(`${source}\n${locator}\n${version}`).digest('base64url').slice(0, 20);
}
