import { fieldsOf } from '../../common/index.js';

/** How somebody hears a show. */
export interface ShowSettings {
  /** Absent: as the feed says. */
  readonly order?: 'newest' | 'oldest';
  /** 0.5 to 3; absent: as the player is set. */
  readonly speed?: number;
  readonly loudnessOffsetDb?: number;
  readonly skipFirstSeconds?: number;
  readonly skipLastSeconds?: number;
  /** Words that leave out an episode in whose title one of them stands. */
  readonly leaveOutWords?: readonly string[];
  /** Episodes that are shorter, or longer, are left out. */
  readonly leaveOutBelowMinutes?: number;
  readonly leaveOutAboveMinutes?: number;
  /** Of the newest that were not heard, so many are kept at hand. */
  readonly keepNewest?: number;
}

/** Settings as they were kept. Only what was checked was. */
export function settingsOf(json: string): ShowSettings {
  return fieldsOf(JSON.parse(json));
}
