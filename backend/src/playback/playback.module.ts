import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { LibraryModule } from '../library/index.js';
import { StreamingModule } from '../streaming/index.js';
import { EventsController } from './events.controller.js';
import { OutputChoice } from './output-choice.js';
import { Outputs } from './outputs.js';
import { OutputsController } from './outputs.controller.js';
import { PlayEvents } from './play-events.js';
import { Playback } from './playback.js';
import { PlaybackController } from './playback.controller.js';
import { PlaybackTimers } from './playback-timers.js';
import { PlayerFeed } from './player-feed.js';
import { PlayerStore } from './player-store.js';
import { PlayerViews } from './player-views.js';
import { QueueController } from './queue.controller.js';
import { QueueItems } from './queue-items.js';
import { Chance } from './step.js';

/** What plays: one queue, one state, owned by the server; devices only make it heard. */
@Module({
  imports: [CatalogueModule, LibraryModule, StreamingModule],
  controllers: [PlaybackController, QueueController, OutputsController, EventsController],
  providers: [
    Chance,
    OutputChoice,
    Outputs,
    PlayEvents,
    Playback,
    PlaybackTimers,
    PlayerFeed,
    PlayerStore,
    PlayerViews,
    QueueItems,
  ],
  exports: [PlayEvents],
})
export class PlaybackModule {}
