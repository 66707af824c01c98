import type { HeartKind } from '../../../hearts/index.js';
import type { NewStation } from '../../../stations/index.js';

interface Hearted {
  /** As it was known where the heart was given, which may be another library. */
  readonly id: string;
  readonly heartedAtMs: number;
  readonly title: string;
}

/** A heart as an export of ours tells of it. Texts are cleaned and never blank. */
export interface HeartOfThing extends Hearted {
  readonly kind: HeartKind;
  /** Of a show its author. */
  readonly artist?: string;
  readonly performer?: string;
  readonly album?: string;
  readonly durationMs?: number;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbArtistId?: string;
  readonly artworkId?: string;
  /** Of the feed of a show. */
  readonly address?: string;
}

/** A station is loved by being saved. */
export interface HeartOfStation extends Hearted {
  readonly kind: 'station';
  readonly station: NewStation;
}

export type ImportedHeart = HeartOfThing | HeartOfStation;
