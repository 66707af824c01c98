import { Module } from '@nestjs/common';
import { CatalogueModule, TrackDirectory } from '../catalogue/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { ChapterFinders, HearingHabits, PlayableSubjects, PlaybackModule, PlayEvents } from '../playback/index.js';
import { SearchModule, SearchRegistry } from '../search/index.js';
import { SourcesModule } from '../sources/index.js';
import { StreamingModule } from '../streaming/index.js';
import { Bookmarks } from './episodes/bookmarks.js';
import { EpisodeHabits } from './episodes/episode-habits.js';
import { EpisodeMarks } from './episodes/episode-marks.js';
import { EpisodeRepository } from './episodes/episode-repository.js';
import { EpisodesController } from './episodes/episodes.controller.js';
import { EpisodeSearch } from './episodes/episode-search.js';
import { EpisodeStore } from './episodes/episode-store.js';
import { EpisodeSubjects } from './episodes/episode-subjects.js';
import { EpisodeTexts } from './episodes/episode-texts.js';
import { EpisodeTracks } from './episodes/episode-tracks.js';
import { SubscriptionImportsController } from './imports/imports.controller.js';
import { SubscriptionExport } from './imports/subscription-export.js';
import { SubscriptionImports } from './imports/subscription-imports.js';
import { FileChapters } from './episodes/file-chapters.js';
import { KeptEpisodes } from './episodes/kept-episodes.js';
import { LeftOutEpisodes } from './episodes/left-out-episodes.js';
import { TrueLengths } from './episodes/true-lengths.js';
import { SavedLists } from './lists/saved-lists.js';
import { SavedListsController } from './lists/saved-lists.controller.js';
import { PodcastAccess } from './podcast-access.js';
import { PodcastSearch } from './podcast-search.js';
import { PodcastsController } from './podcasts.controller.js';
import { PodcastsState } from './podcasts-state.js';
import { EpisodeRetention } from './refresh/episode-retention.js';
import { Refresher } from './refresh/refresher.js';
import { RefreshTimer } from './refresh/refresh-timer.js';
import { ConfiguredFeeds } from './shows/configured-feeds.js';
import { Directory } from './shows/directory.js';
import { ShowRepository } from './shows/show-repository.js';
import { ShowSearch } from './shows/show-search.js';
import { ShowsController } from './shows/shows.controller.js';
import { ShowStore } from './shows/show-store.js';
import { Subscriptions } from './shows/subscriptions.js';

/** Shows that are followed, their episodes, and how far each was heard. */
@Module({
  imports: [CatalogueModule, EventsModule, PlaybackModule, SearchModule, SourcesModule, StreamingModule],
  controllers: [
    PodcastsController,
    EpisodesController,
    ShowsController,
    SavedListsController,
    SubscriptionImportsController,
  ],
  providers: [
    Bookmarks,
    ConfiguredFeeds,
    Directory,
    EpisodeHabits,
    EpisodeMarks,
    EpisodeRepository,
    EpisodeRetention,
    EpisodeSearch,
    EpisodeStore,
    EpisodeSubjects,
    EpisodeTexts,
    EpisodeTracks,
    FileChapters,
    KeptEpisodes,
    LeftOutEpisodes,
    PodcastAccess,
    PodcastSearch,
    PodcastsState,
    Refresher,
    RefreshTimer,
    SavedLists,
    ShowRepository,
    ShowSearch,
    ShowStore,
    SubscriptionExport,
    SubscriptionImports,
    Subscriptions,
    TrueLengths,
  ],
})
export class PodcastsModule {
  constructor(
    directory: TrackDirectory,
    tracks: EpisodeTracks,
    search: SearchRegistry,
    found: PodcastSearch,
    playable: PlayableSubjects,
    subjects: EpisodeSubjects,
    heard: HearingHabits,
    habits: EpisodeHabits,
    chapters: ChapterFinders,
    texts: EpisodeTexts,
    topics: EventTopics,
    state: PodcastsState,
    access: PodcastAccess,
    repository: EpisodeRepository,
    plays: PlayEvents,
    lengths: TrueLengths,
  ) {
    if (access.isThere) access.now.episodesAt((id) => repository.whereabouts(id));
    directory.register(tracks);
    search.register(found);
    subjects.register(playable);
    habits.register(heard);
    lengths.register(plays);
    texts.register(chapters);
    topics.registerState('podcasts', () => state.now, state.changes);
  }
}
