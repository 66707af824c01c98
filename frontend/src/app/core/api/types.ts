import type { components } from './schema';

/** The words of the wire, one alias for each shape that the app reads or sends. */
type Schemas = components['schemas'];

export type AddToQueue = Schemas['AddBody'];
export type AlbumSummary = Schemas['AlbumSummary'];
export type ContinueView = Schemas['ContinueView'];
export type AlbumView = Schemas['AlbumView'];
export type ArtistPage = Schemas['ArtistPage'];
export type ArtistRef = Schemas['ArtistRef'];
export type ArtistSummary = Schemas['ArtistSummary'];
export type ArtistView = Schemas['ArtistView'];
export type ArtworkView = Schemas['ArtworkView'];
export type AudioFormatView = Schemas['AudioFormatView'];
export type ChangeStation = Schemas['ChangeStation'];
export type CoverChanges = Schemas['CoverChanges'];
export type CoverChangeView = Schemas['CoverChangeView'];
export type DecadeView = Schemas['DecadeView'];
export type DirectoryStationView = Schemas['DirectoryStationView'];
export type EditAlbum = Schemas['EditAlbum'];
export type FoundAlbum = Schemas['FoundAlbum'];
export type FoundArtist = Schemas['FoundArtist'];
export type FoundPlaylist = Schemas['FoundPlaylist'];
export type GenreView = Schemas['GenreView'];
export type HeartView = Schemas['HeartView'];
export type HoldingList = Schemas['HoldingList'];
export type HoldingView = Schemas['HoldingView'];
export type ImportedStation = Schemas['ImportedStation'];
export type HomeMarks = Schemas['HomeMarks'];
export type KeepingState = Schemas['KeepingState'];
export type KeptEntry = Schemas['KeptEntry'];
export type LiveTitleView = Schemas['LiveTitleView'];
export type LiveView = Schemas['LiveView'];
export type LyricsLine = Schemas['LyricsLine'];
export type LyricsView = Schemas['LyricsView'];
export type ListedTrackView = Schemas['ListedTrackView'];
export type MonthCostView = Schemas['MonthCostView'];
export type OfflineView = Schemas['OfflineView'];
export type OutputReport = Schemas['ReportBody'];
export type OutputView = Schemas['OutputView'];
export type PastPlay = Schemas['PastPlayBody'];
export type PersonalStationDetail = Schemas['PersonalStationDetail'];
export type PersonalStationList = Schemas['PersonalStationList'];
export type PersonalStationView = Schemas['PersonalStationView'];
export type PlayBody = Schemas['PlayBody'];
export type PlayContext = Schemas['PlayContextBody'];
export type PlayerView = Schemas['PlayerView'];
export type PlayerWithQueuedView = Schemas['PlayerWithQueuedView'];
export type QueueItemView = Schemas['QueueItemView'];
export type QueueView = Schemas['QueueView'];
export type Repeat = PlayerView['repeat'];
export type SaveStation = Schemas['SaveStation'];
export type ScanFaultView = Schemas['ScanFaultView'];
export type Revision = Schemas['Revision'];
export type ScanView = Schemas['ScanView'];
export type ScrobbleServiceView = Schemas['ScrobbleServiceView'];
export type SearchedSource = Schemas['SearchedSource'];
export type SearchResponse = Schemas['SearchResponse'];
export type ShelfView = Schemas['ShelfView'];
export type SongView = Schemas['SongView'];
export type SourceAnswerView = Schemas['SourceAnswerView'];
export type SourceDetail = Schemas['SourceDetail'];
export type SourceList = Schemas['SourceList'];
export type SourceView = Schemas['SourceView'];
export type StationBookmarkView = Schemas['StationBookmarkView'];
export type StationIdeaView = Schemas['StationIdeaView'];
export type StationNowView = Schemas['StationNowView'];
export type StationSettingsView = Schemas['StationSettingsView'];
export type StationThumbsView = Schemas['StationThumbsView'];
export type StationView = Schemas['StationView'];
export type SubjectBody = Schemas['SubjectBody'];
export type SystemView = Schemas['SystemView'];
export type TopResult = Schemas['TopResult'];
export type TrackView = Schemas['TrackView'];
/** What the search can find. */
export type FoundKind = TopResult['kind'];
/** Where an album of the library lives. */
export type Placement = NonNullable<AlbumSummary['placement']>;
/** How files of several songs are shown. */
export type PartsShown = NonNullable<AlbumView['parts']>;
export type ScanState = ScanView['state'];
export type SourceState = SourceView['state'];

/** A page of a list: pass `nextCursor` back to get the next one; absent on the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}
