/**
 * Where an album lives for a person: `discovery` waits for a verdict, `collection` is kept (as is everything nobody
 * placed), `archive` is kept out of sight, `dismissed` was rejected and is not offered again.
 */
export const PLACEMENTS = ['discovery', 'collection', 'archive', 'dismissed'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** Of what nobody placed. */
export const UNPLACED: Placement = 'collection';

/**
 * A condition on the column that says where an album was put, null where nobody did.
 * @param placement absent: what lists show unless asked for something else
 */
export function isPlaced(column: string, placement?: Placement): string {
  if (placement === undefined) return `(${column} IS NULL OR ${column} IN ('discovery', 'collection'))`;
  return placement === UNPLACED ? `(${column} IS NULL OR ${column} = '${placement}')` : `${column} = '${placement}'`;
}

/** A condition on the column of album keys: not put out of sight. Takes the owner's id as a parameter. */
export function isShown(column: string): string {
  return `NOT EXISTS (SELECT 1 FROM placement p WHERE p.owner_id = ? AND p.album_key = ${column}
    AND p.placement IN ('archive', 'dismissed'))`;
}
