import { Module } from '@nestjs/common';
import { BrowseModule } from '../browse/index.js';
import { CatalogueModule } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import { EventsModule, EventTopics, RevisionTopic } from '../events/index.js';
import { LibraryModule, OwnCovers } from '../library/index.js';
import { PlayableSubjects, PlaybackModule } from '../playback/index.js';
import { SearchModule, SearchRegistry } from '../search/index.js';
import { SourcesModule } from '../sources/index.js';
import { ItemStore } from './item-store.js';
import { SongMatcher } from './matching/song-matcher.js';
import { NamedTracks } from './named-tracks.js';
import { FilePlaylists } from './origins/file-playlists.js';
import { FollowedPlaylists } from './origins/followed-playlists.js';
import { FollowedPlaylistsController } from './followed-playlists.controller.js';
import { ListReports } from './origins/list-reports.js';
import { ListWriter } from './origins/list-writer.js';
import { OriginRules } from './origins/origin-rules.js';
import { OriginStore } from './origins/origin-store.js';
import { PlaylistExport } from './origins/playlist-export.js';
import { PlaylistImports } from './origins/playlist-imports.js';
import { PlaylistCoversController } from './playlist-covers.controller.js';
import { PlaylistCovers } from './playlist-covers.js';
import { PlaylistItemsController } from './playlist-items.controller.js';
import { PlaylistItems } from './playlist-items.js';
import { PlaylistListsController } from './playlist-lists.controller.js';
import { PlaylistStore } from './playlist-store.js';
import { PlaylistSearch } from './playlist-search.js';
import { PlaylistSubject } from './playlist-subject.js';
import { PlaylistViews } from './playlist-views.js';
import { PlaylistWrites } from './playlist-writes.js';
import { PlaylistsController } from './playlists.controller.js';
import { Playlists } from './playlists.js';

/** Lists of tracks that people make, and those of files and other programs. */
@Module({
  imports: [BrowseModule, CatalogueModule, EventsModule, LibraryModule, PlaybackModule, SearchModule, SourcesModule],
  controllers: [
    FollowedPlaylistsController,
    PlaylistListsController,
    PlaylistsController,
    PlaylistCoversController,
    PlaylistItemsController,
  ],
  providers: [
    FilePlaylists,
    FollowedPlaylists,
    ItemStore,
    ListReports,
    ListWriter,
    NamedTracks,
    OriginRules,
    OriginStore,
    PlaylistCovers,
    PlaylistExport,
    PlaylistImports,
    PlaylistItems,
    Playlists,
    PlaylistStore,
    PlaylistSearch,
    PlaylistSubject,
    PlaylistViews,
    PlaylistWrites,
    SongMatcher,
  ],
})
export class PlaylistsModule {
  constructor(
    subjects: PlayableSubjects,
    playlist: PlaylistSubject,
    covers: OwnCovers,
    playlistCovers: PlaylistCovers,
    registry: SearchRegistry,
    search: PlaylistSearch,
    topics: EventTopics,
    writes: PlaylistWrites,
    clock: Clock,
  ) {
    subjects.registerList(playlist);
    covers.register(playlistCovers);
    registry.register(search);
    topics.register(new RevisionTopic('playlists', writes.changes, topics, clock));
  }
}
