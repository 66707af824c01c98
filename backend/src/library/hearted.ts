import type { Conditions } from '../api/index.js';

const LOVED_HEADS = `SELECT COALESCE(g.group_key, h.identity_key) AS head FROM heart h
  LEFT JOIN recording_group g ON g.recording_key = h.identity_key WHERE h.owner_id = ? AND h.kind = 'track'`;

/** The keys of what has a heart by itself, or as the same that has one elsewhere (docs/identity.md). Each `?` is the owner's id. */
const HEARTED = {
  track: [
    `SELECT i.key FROM heart h JOIN track i ON i.id = h.subject WHERE h.owner_id = ? AND h.kind = 'track'`,
    `SELECT i.key FROM (${LOVED_HEADS}) l JOIN track i ON i.recording_key = l.head`,
    `SELECT i.key FROM (${LOVED_HEADS}) l JOIN recording_group m ON m.group_key = l.head
     JOIN track i ON i.recording_key = m.recording_key`,
  ],
  album: [
    `SELECT i.key FROM heart h JOIN album i ON i.id = h.subject WHERE h.owner_id = ? AND h.kind = 'album'`,
    `SELECT i.key FROM heart h JOIN album i ON i.release_key = h.identity_key WHERE h.owner_id = ? AND h.kind = 'album'`,
  ],
  artist: [
    `SELECT i.key FROM heart h JOIN artist i ON i.id = h.subject WHERE h.owner_id = ? AND h.kind = 'artist'`,
    `SELECT i.key FROM heart h JOIN artist i ON i.performer_key = h.identity_key WHERE h.owner_id = ? AND h.kind = 'artist'`,
  ],
} as const;

/**
 * Leaves only what has a heart, or only what has none.
 * @param column that tells the key
 */
export function restrictToHearted(
  conditions: Conditions,
  kind: keyof typeof HEARTED,
  column: string,
  ownerId: string,
  isHearted: boolean,
): void {
  const { text, parameters } = heartedKeys(kind, ownerId);
  conditions.add(`${column} ${isHearted ? 'IN' : 'NOT IN'} (${text})`, ...parameters);
}

/** Selects the `key` of each that has a heart, once. */
export function heartedKeys(
  kind: keyof typeof HEARTED,
  ownerId: string,
): { readonly text: string; readonly parameters: readonly string[] } {
  return { text: HEARTED[kind].join(' UNION '), parameters: HEARTED[kind].map(() => ownerId) };
}
