import { createHash } from 'node:crypto';

/** The prefix of episodes as tracks. */
const SOURCE = 'podcast';
const LENGTH = 20;

/** Short, safe in addresses, and the same each time: who comes back to a show finds what they left. */
export function hashed(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, LENGTH);
}

/** An episode as the queue, the history and streams know it. */
export function trackIdOf(episodeId: string): string {
  return `${SOURCE}:${episodeId}`;
}

/** @returns undefined where the track is no episode */
export function episodeIdOf(trackId: string): string | undefined {
  return trackId.startsWith(`${SOURCE}:`) ? trackId.slice(SOURCE.length + 1) : undefined;
}
