/**
 * Where an album lives for a person: `discovery` waits for a verdict, `collection` is kept (as are own files that nobody
 * placed), `archive` is kept out of sight, `dismissed` was rejected and is not offered again.
 *
 * What is listed for a person is decided here and nowhere else: what they put in discovery or the collection, and what
 * is held and was not placed. An album that a source merely saved is not held; where it was not placed it is nowhere.
 */
export const PLACEMENTS = ['discovery', 'collection', 'archive', 'dismissed'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** Of what is held and nobody placed. */
export const UNPLACED: Placement = 'collection';

/** What decides where an album lives. */
export interface PlacedRow {
  /** Where a person put it; null where they did not. */
  readonly placement: Placement | null;
  readonly is_held: number | boolean;
}

/** Where an album lives for a person; undefined: nowhere. */
export function placementOf({ placement, is_held }: PlacedRow): Placement | undefined {
  return placement ?? (is_held ? UNPLACED : undefined);
}

/**
 * A condition: it lives there.
 * @param album name of the table of albums
 * @param placed name of the table of placements, joined with the albums that one person placed
 * @param placement absent: what lists show unless asked for something else
 */
export function isPlaced(album: string, placed: string, placement?: Placement): string {
  if (placement === undefined) {
    return `(${placed}.placement IN ('discovery', 'collection') OR (${placed}.placement IS NULL AND ${album}.is_held))`;
  }
  if (placement !== UNPLACED) return `${placed}.placement = '${placement}'`;
  return `(${placed}.placement = '${placement}' OR (${placed}.placement IS NULL AND ${album}.is_held))`;
}

/**
 * A condition: lists show it unless asked for something else. Takes the owner's id as a parameter.
 * @param albumKey what tells the key of the album
 * @param isHeld what tells whether it is held
 */
export function isShown(albumKey: string, isHeld: string): string {
  return `COALESCE((SELECT p.placement IN ('discovery', 'collection') FROM placement p
    WHERE p.owner_id = ? AND p.album_key = ${albumKey}), ${isHeld})`;
}

/**
 * The same where only the key is at hand: the albums that live nowhere are looked up once, not each of those that live
 * somewhere. Takes the owner's id as a parameter twice.
 * @param albumKey what tells the key of the album
 */
export function isShownByKey(albumKey: string): string {
  return `NOT EXISTS (SELECT 1 FROM placement p
      WHERE p.owner_id = ? AND p.album_key = ${albumKey} AND p.placement IN ('archive', 'dismissed'))
    AND ${albumKey} NOT IN (SELECT u.key FROM album u WHERE NOT u.is_held
      AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.owner_id = ? AND p.album_key = u.key))`;
}

/**
 * A condition: it lives there, where only the key of the album is at hand. Takes the owner's id as a parameter, for the
 * collection twice.
 * @param albumKey what tells the key of the album
 */
export function livesIn(albumKey: string, placement: Placement): string {
  const verdict = `SELECT 1 FROM placement p WHERE p.owner_id = ? AND p.album_key = ${albumKey}`;
  const isThere = `EXISTS (${verdict} AND p.placement = '${placement}')`;
  if (placement !== UNPLACED) return isThere;
  return `(${isThere} OR (NOT EXISTS (${verdict}) AND ${albumKey} NOT IN (SELECT u.key FROM album u WHERE NOT u.is_held)))`;
}

/**
 * A condition: it lives somewhere for a person, be it out of sight. Takes the owner's id as a parameter.
 * @param album name of the table of albums
 */
export function hasPlace(album: string): string {
  return `(${album}.is_held OR EXISTS (SELECT 1 FROM placement p WHERE p.owner_id = ? AND p.album_key = ${album}.key))`;
}

/**
 * Selects the keys of albums that live nowhere for anybody: `album_unheld` holds no others but those that were saved, so
 * that what goes through everything leaves them out at little cost.
 */
export const NOWHERE =
  'SELECT u.key FROM album u WHERE NOT u.is_held AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.album_key = u.key)';
