import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { LibraryModule } from '../library/index.js';
import { PlaybackModule } from '../playback/index.js';
import { SourcesModule } from '../sources/index.js';
import { StreamingModule } from '../streaming/index.js';
import { AtHome } from './at-home.js';
import { HomePins } from './home-pins.js';
import { Keeper } from './keeper.js';
import { KeepingController } from './keeping.controller.js';
import { KeepingState } from './keeping-state.js';
import { KeptList } from './kept-list.js';
import { MonthCosts } from './month-costs.js';
import { NextTrack } from './next-track.js';
import { Offline } from './offline.js';
import { Wants } from './wants.js';

/** What is kept at home of what lies elsewhere: which of it, for how long, and at what cost. */
@Module({
  imports: [CatalogueModule, EventsModule, LibraryModule, PlaybackModule, SourcesModule, StreamingModule],
  controllers: [KeepingController],
  providers: [AtHome, HomePins, Keeper, KeepingState, KeptList, MonthCosts, NextTrack, Offline, Wants],
})
export class KeepingModule {
  constructor(topics: EventTopics, state: KeepingState) {
    topics.registerState('kept', () => state.now, state.changes);
  }
}
