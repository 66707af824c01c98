import type { Sql } from '../sql/index.js';

export const COVER_KINDS = ['album', 'artist', 'playlist'] as const;
/** What can have a cover that a person chose. */
export type CoverKind = (typeof COVER_KINDS)[number];

/** Something, and the picture that it shows. */
export interface ShownCover {
  readonly key: number;
  readonly artwork_key: number | null;
  readonly id: string | null;
  readonly source: string | null;
  readonly locator: string | null;
}

export interface CoverChoice {
  readonly ownerId: string;
  readonly artworkKey: number;
  readonly artworkId: string;
  readonly nowMs: number;
}

/** One kind of what can have a cover that a person chose. Its module keeps which; all of this runs in one transaction. */
export interface Covered {
  readonly kind: CoverKind;
  /** Undefined: there is no such thing. */
  shown(sql: Sql, id: string, ownerId: string): Promise<ShownCover | undefined>;
  cover(sql: Sql, shown: ShownCover, choice: CoverChoice): Promise<void>;
  /** That nothing was chosen is no error. */
  uncover(sql: Sql, shown: ShownCover): Promise<void>;
  /** Those of these pictures that any of its things shows, or may show again. */
  inUse(sql: Sql, artworkKeys: readonly number[]): Promise<readonly number[]>;
}
