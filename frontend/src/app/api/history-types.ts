import type { AlbumSummary, Placement } from './types';

/** How a play ended; `playing` while it sounds. */
export type Outcome = 'finished' | 'skipped' | 'stopped' | 'playing';

/** Who wrote a listen down first. */
export type Origin = 'pyxis' | 'listenbrainz' | 'lastfm' | 'spotify';

/** One play that counted, named as it was named then. Ids are there while the library still has what was heard. */
export interface ListenView {
  id: string;
  trackId?: string;
  albumId?: string;
  artistId?: string;
  title: string;
  artist: string;
  album?: string;
  source: string;
  artworkId?: string;
  placeholder?: string;
  startedAtMs: number;
  /** `YYYY-MM-DD` where it was heard. */
  day: string;
  heardMs: number;
  durationMs?: number;
  outcome: Outcome;
  /** Where in the track it ended, or is. */
  stoppedAtPositionMs?: number;
  context?: { kind: string; id?: string; title?: string };
  output?: { name: string; kind: string };
  origin: Origin;
}

/** Newest first. A cursor is absent where there is nothing more that way. */
export interface ListenPage {
  items: ListenView[];
  olderCursor?: string;
  newerCursor?: string;
}

export interface DayTotals {
  /** `YYYY-MM-DD`. */
  day: string;
  listens: number;
  heardMs: number;
}

export interface YearOfDays {
  /** Every year with listens. */
  years: number[];
  days: DayTotals[];
}

export interface HistorySummary {
  listens: number;
  heardMs: number;
  artists: number;
  albums: number;
  tracks: number;
  newTracks: number;
  knownListens: number;
  newListens: number;
  currentStreakDays: number;
  longestStreakDays: number;
  /** `YYYY-MM-DD`. */
  longestStreakFrom?: string;
}

export type TopKind = 'artists' | 'albums' | 'tracks';
export type TopMeasure = 'listens' | 'time';

export interface TopItem {
  rank: number;
  title: string;
  artist?: string;
  libraryId?: string;
  artworkId?: string;
  placeholder?: string;
  listens: number;
  heardMs: number;
}

export interface TopList {
  items: TopItem[];
}

export interface ClockCell {
  /** Monday is 1. */
  weekday: number;
  hour: number;
  listens: number;
  heardMs: number;
}

export interface ListeningClock {
  cells: ClockCell[];
}

export interface MonthOfDiscovery {
  /** `YYYY-MM`. */
  month: string;
  newListens: number;
  knownListens: number;
}

export interface Discovery {
  months: MonthOfDiscovery[];
}

export interface AlbumCompleteness {
  album: Pick<AlbumSummary, 'id' | 'title' | 'artist' | 'artworkId' | 'placeholder'>;
  heardTracks: number;
  trackCount: number;
  listens: number;
}

export interface Completeness {
  items: AlbumCompleteness[];
}

export type ImportService = 'listenbrainz' | 'lastfm' | 'spotify';

export interface ImportView {
  id: string;
  service: ImportService;
  isDryRun: boolean;
  state: 'running' | 'finished' | 'failed' | 'cancelled';
  read: number;
  added: number;
  duplicates: number;
  refused: { line: number; reason: string }[];
  totalBytes?: number;
  readBytes: number;
  startedAtMs: number;
  finishedAtMs?: number;
  error?: string;
  earliestMs?: number;
  latestMs?: number;
}

export interface AlbumShelfItem {
  album: AlbumSummary;
  heardTracks: number;
  listens: number;
  lastHeardAtMs?: number;
  placement: Placement;
}

export interface ContinueView extends AlbumShelfItem {
  nextTrackId: string;
  /** `heard 7 of 11`. */
  positionLabel: string;
}

export interface HomeView {
  continue: ContinueView[];
  hot: AlbumShelfItem[];
  neglected: AlbumShelfItem[];
  discovery: AlbumShelfItem[];
  recentlyAdded: AlbumShelfItem[];
}
