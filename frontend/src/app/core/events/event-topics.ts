import type { ImportView } from '../api/history-types';
import type {
  CoverChanges,
  KeepingState,
  PlayerView,
  Revision,
  ScanView,
  SourceList,
  StationNowView,
} from '../api/types';

/** Covers that are made before anybody asks, while some are. */
export interface CoverProgress {
  readonly done: number;
  readonly total: number;
}

/** What the server tells of, and the state that each event of a topic is. Nothing to tell is an empty object. */
export interface EventStates {
  player: PlayerView;
  scan: ScanView | Record<string, never>;
  imports: ImportView | Record<string, never>;
  sources: SourceList;
  kept: KeepingState;
  'personal-stations': StationNowView;
  covers: CoverProgress | Record<string, never>;
  'own-covers': CoverChanges;
  hearts: Revision;
  playlists: Revision;
}

export type EventTopic = keyof EventStates;

export const EVENT_TOPICS: readonly EventTopic[] = [
  'player',
  'scan',
  'imports',
  'sources',
  'kept',
  'personal-stations',
  'covers',
  'own-covers',
  'hearts',
  'playlists',
];

/** Whether there is anything to tell. */
export function isSomething<State extends object>(state: State | Record<string, never>): state is State {
  return Object.keys(state).length > 0;
}
