import { Module } from '@nestjs/common';
import { BrowseModule } from '../browse/index.js';
import { CatalogueModule } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import { EventsModule, EventTopics, RevisionTopic } from '../events/index.js';
import { LibraryModule } from '../library/index.js';
import { HeartList } from './heart-list.js';
import { HeartStore } from './heart-store.js';
import { HeartsController } from './hearts.controller.js';
import { Hearts } from './hearts.js';

/** What people love. */
@Module({
  imports: [BrowseModule, CatalogueModule, EventsModule, LibraryModule],
  controllers: [HeartsController],
  providers: [HeartList, HeartStore, Hearts],
  exports: [HeartList, HeartStore, Hearts],
})
export class HeartsModule {
  constructor(topics: EventTopics, hearts: Hearts, clock: Clock) {
    topics.register(new RevisionTopic('hearts', hearts.changes, topics, clock));
  }
}
