import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { PlayableSubjects, PlaybackModule } from '../playback/index.js';
import { SourcesModule } from '../sources/index.js';
import { ItemStore } from './item-store.js';
import { NamedTracks } from './named-tracks.js';
import { PlaylistItemsController } from './playlist-items.controller.js';
import { PlaylistItems } from './playlist-items.js';
import { PlaylistStore } from './playlist-store.js';
import { PlaylistSubject } from './playlist-subject.js';
import { PlaylistViews } from './playlist-views.js';
import { PlaylistsController } from './playlists.controller.js';
import { Playlists } from './playlists.js';

/** Lists of tracks that people make. */
@Module({
  imports: [CatalogueModule, PlaybackModule, SourcesModule],
  controllers: [PlaylistsController, PlaylistItemsController],
  providers: [ItemStore, NamedTracks, PlaylistItems, Playlists, PlaylistStore, PlaylistSubject, PlaylistViews],
})
export class PlaylistsModule {
  constructor(subjects: PlayableSubjects, playlist: PlaylistSubject) {
    subjects.registerList(playlist);
  }
}
