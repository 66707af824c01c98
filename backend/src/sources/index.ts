export type {
  ArtistCredit,
  AudioFormat,
  CollectedArtwork,
  CollectedItem,
  CollectedLyrics,
  CollectedTrack,
  CollectedUnit,
  CollectionCapability,
  CollectionEvent,
  CollectionRequest,
  ItemFault,
} from './collection.js';
export { pictureInSound } from './podcast/sound-pictures.js';
export { feedAddressOf } from './podcast/feed/feed-address-of.js';
export type {
  Chapter,
  EpisodeKind,
  Feed,
  FeedItem,
  FeedPerson,
  FeedTranscript,
  Transcript,
} from './podcast/feed/feed.js';
export type {
  DirectoryShow,
  EpisodeWhereabouts,
  FeedFailure,
  FeedFailureCode,
  FetchedFeed,
  KnownOrRead,
  ListedSubscription,
  PodcastsCapability,
} from './podcasts.js';
export type { LyricsCapability, SourceLyrics } from './lyrics.js';
export type { OwnAccount, OwnAccountChoice, OwnMusic, OwnMusicCapability } from './own-music.js';
export type { PlaylistFile, PlaylistFileListing, PlaylistFilesCapability } from './playlist-files.js';
export type {
  PersonalStation,
  PersonalStationsCapability,
  SeedKind,
  StationAllowance,
  StationBatch,
  StationBookmark,
  StationDetail,
  StationIdea,
  StationIdeas,
  StationMode,
  StationSeed,
  StationSettings,
  StationSong,
  StationThumb,
  StationThumbs,
} from './personal-stations.js';
export { pictureFetcher, RemoteArtwork, type FetchPicture } from './remote-artwork.js';
export type {
  BrowseCapability,
  RemoteAlbum,
  RemoteAlbumPage,
  RemoteArtist,
  RemoteArtistPage,
  RemoteArtistRef,
  RemoteItem,
  RemoteKind,
  RemoteLink,
  RemotePage,
  RemotePlaylist,
  RemotePlaylistPage,
  RemoteTrack,
  SearchCapability,
} from './remote-catalogue.js';
export {
  ArtworkNotFound,
  ItemNotFound,
  SourceRefusal,
  SourceUnavailable,
  StationNotFound,
  TrackNotFound,
} from './source-error.js';
export { sourceTrackOf } from './source-track-of.js';
export { SourceHoldings, type Holding } from './source-holdings.js';
export { SOURCE_ADAPTERS, SourceRegistry, type CapableSource } from './source-registry.js';
export { QUALITIES, type Quality } from './source.js';
export type {
  ArtworkCapability,
  AudioLocation,
  FileLocation,
  FilePart,
  HlsLocation,
  HttpLocation,
  LiveLocation,
  SourceAdapter,
  SourceCapabilities,
  SourceHealth,
  SourcePart,
  SourceState,
  SourceTrack,
  Keeping,
  StreamCapability,
  ToldLength,
  TracksCapability,
} from './source.js';
export { SourcesModule } from './sources.module.js';
export { SavedAddresses, stationIdOf, type SavedAddress } from './saved-addresses.js';
export type { DirectoryStation, StationListKind, StationsCapability, StationWish } from './stations.js';
