import type { HeartKind } from '../../../hearts/index.js';
import type { NewStation } from '../../../stations/index.js';
import type { ExportedHeart } from '../../export/exported-heart.js';

/** A heart as an export of ours tells of it, by an id that may be of another library. Texts are cleaned and never blank. */
export interface HeartOfThing extends Omit<ExportedHeart, 'type' | 'kind' | 'heartedAt' | 'station'> {
  readonly kind: HeartKind;
}

/** A station is loved by being saved. */
export interface HeartOfStation extends Pick<ExportedHeart, 'id' | 'heartedAtMs' | 'title'> {
  readonly kind: 'station';
  readonly station: NewStation;
}

export type ImportedHeart = HeartOfThing | HeartOfStation;
