import type { components } from './schema';

/** The words of the wire, one alias for each shape that the app reads or sends. */
type Schemas = components['schemas'];

export type AlbumPage = Schemas['AlbumPage'];
export type AlbumRef = Schemas['AlbumRef'];
export type AlbumSummary = Schemas['AlbumSummary'];
export type AlbumView = Schemas['AlbumView'];
export type ArtistPage = Schemas['ArtistPage'];
export type ArtistRef = Schemas['ArtistRef'];
export type ArtistSummary = Schemas['ArtistSummary'];
export type ArtworkView = Schemas['ArtworkView'];
export type ArtistView = Schemas['ArtistView'];
export type AudioFormatView = Schemas['AudioFormatView'];
export type DiscView = Schemas['DiscView'];
export type EditAlbum = Schemas['EditAlbum'];
export type EditTrack = Schemas['EditTrack'];
export type GenrePage = Schemas['GenrePage'];
export type GenreRef = Schemas['GenreRef'];
export type GenreView = Schemas['GenreView'];
export type LibraryCounts = Schemas['LibraryCounts'];
export type LyricsLine = Schemas['LyricsLine'];
export type LyricsView = Schemas['LyricsView'];
export type OutputReport = Schemas['ReportBody'];
export type OutputView = Schemas['OutputView'];
export type PlayContext = Schemas['PlayContextBody'];
export type PlayerView = Schemas['PlayerView'];
export type QueueItemView = Schemas['QueueItemView'];
export type QueueView = Schemas['QueueView'];
export type Repeat = PlayerView['repeat'];
export type ReplayGainView = Schemas['ReplayGainView'];
export type ScanFaultPage = Schemas['ScanFaultPage'];
export type ScanFaultView = Schemas['ScanFaultView'];
export type ScanPage = Schemas['ScanPage'];
export type ScanView = Schemas['ScanView'];
export type LastFmApproval = Schemas['LastFmApproval'];
export type ScrobbleServiceView = Schemas['ScrobbleServiceView'];
export type ScrobblingView = Schemas['ScrobblingView'];
export type SearchGap = Schemas['SearchGap'];
export type SearchResponse = Schemas['SearchResponse'];
export type SourceList = Schemas['SourceList'];
export type SourcePartView = Schemas['SourcePartView'];
export type SourceView = Schemas['SourceView'];
export type StartScan = Schemas['StartScan'];
export type SystemView = Schemas['SystemView'];
export type TopResult = Schemas['TopResult'];
export type TrackPage = Schemas['TrackPage'];
export type TrackView = Schemas['TrackView'];
export type TranscoderView = Schemas['TranscoderView'];
/** Where an album of the library lives. */
export type Placement = NonNullable<AlbumSummary['placement']>;
export type ScanState = ScanView['state'];
export type SourceState = SourceView['state'];

/** A page of a list: pass `nextCursor` back to get the next one; absent on the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}
