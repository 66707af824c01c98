import { Album } from './album.entity.js';
import { AlbumCover, ArtistCover } from './own-cover.entity.js';
import { AlbumArtist, Artist, TrackArtist } from './artist.entity.js';
import { Artwork } from './artwork.entity.js';
import { AudioCache } from './audio-cache.entity.js';
import { CollectionUnit, Scan, ScanFault } from './collection.entity.js';
import { Edit, KeptWhole, LyricsEdit } from './edit.entity.js';
import { AlbumGenre, Genre, TrackGenre } from './genre.entity.js';
import { Heart } from './heart.entity.js';
import { HeardAs, Listen, Tally } from './listen.entity.js';
import { Person } from './person.entity.js';
import { PersonalStation, StationSkip, StationSong, StationThumb } from './personal-station.entity.js';
import { Player, PlayerOutput, PlayerQueueItem, ResumePoint } from './player.entity.js';
import { Placement } from './placement.entity.js';
import {
  Bookmark,
  Episode,
  EpisodeDetails,
  EpisodeLeftOut,
  EpisodeList,
  Show,
  Subscription,
} from './podcast.entity.js';
import {
  Performer,
  PerformerRef,
  Recording,
  RecordingGroup,
  RecordingRef,
  Release,
  ReleaseRef,
  Verdict,
} from './recording.entity.js';
import { AlbumSource, AlbumToSave, ArtistSource, ChosenVersion, Radio } from './saved.entity.js';
import { Scrobble } from './scrobble.entity.js';
import { SourceItem } from './source-item.entity.js';
import { ImportRun } from './import-run.entity.js';
import { RecentSearch } from './recent-search.entity.js';
import { Shelf } from './shelf.entity.js';
import { Station, StationTitle } from './station.entity.js';
import { KeptAtHome, KeptAtHomeTrack, SourceTraffic } from './kept-at-home.entity.js';
import { OwnList, OwnListItem } from './own-list.entity.js';
import { Playlist, PlaylistItem, PlaylistOrigin } from './playlist.entity.js';
import { Lyrics, Track, TrackSource } from './track.entity.js';

/** Every entity there is, for the data source and the drift test. */
export const ENTITIES = [
  Person,
  Artwork,
  Album,
  AlbumCover,
  ArtistCover,
  Artist,
  AlbumArtist,
  Track,
  TrackArtist,
  TrackSource,
  Lyrics,
  Genre,
  TrackGenre,
  AlbumGenre,
  CollectionUnit,
  ScanFault,
  Scan,
  Edit,
  KeptWhole,
  LyricsEdit,
  Player,
  PlayerQueueItem,
  PlayerOutput,
  ResumePoint,
  Placement,
  Performer,
  PerformerRef,
  Release,
  ReleaseRef,
  Recording,
  RecordingRef,
  RecordingGroup,
  Verdict,
  HeardAs,
  Listen,
  Tally,
  Scrobble,
  SourceItem,
  Shelf,
  Station,
  StationTitle,
  PersonalStation,
  StationThumb,
  StationSong,
  StationSkip,
  AudioCache,
  Show,
  Subscription,
  Episode,
  EpisodeDetails,
  EpisodeLeftOut,
  Bookmark,
  EpisodeList,
  AlbumSource,
  ArtistSource,
  AlbumToSave,
  Radio,
  ChosenVersion,
  KeptAtHome,
  KeptAtHomeTrack,
  SourceTraffic,
  ImportRun,
  RecentSearch,
  OwnList,
  OwnListItem,
  Heart,
  Playlist,
  PlaylistItem,
  PlaylistOrigin,
];
