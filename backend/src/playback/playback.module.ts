import { Module } from '@nestjs/common';
import { BrowseModule } from '../browse/index.js';
import { CatalogueModule } from '../catalogue/index.js';
import { HeartsModule } from '../hearts/index.js';
import { LibraryModule } from '../library/index.js';
import { SearchModule } from '../search/index.js';
import { SourceHoldings, SourcesModule } from '../sources/index.js';
import { StreamingModule } from '../streaming/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { ChapterFinders } from './chapter-finders.js';
import { HearingHabits } from './hearing-habits.js';
import { OutputsController } from './outputs.controller.js';
import { PastPlays } from './past-plays.js';
import { PlayEvents } from './play-events.js';
import { PlaybackController } from './playback.controller.js';
import { PlaybackTools } from './playback-tools.js';
import { PlayerStore } from './player-store.js';
import { PlayerViews } from './player-views.js';
import { Players } from './players.js';
import { QueueController } from './queue.controller.js';
import { QueueItems } from './queue-items.js';
import { ResumePoints } from './resume-points.js';
import { Chance } from './step.js';
import { LibrarySubjects } from './subjects/library-subjects.js';
import { PlayableSubjects } from './subjects/playable-subjects.js';
import { RemoteSubjects } from './subjects/remote-subjects.js';
import { SeveralSubject } from './subjects/several-subject.js';

/** What plays: for each person one queue, one state, owned by the server; devices only make it heard. */
@Module({
  imports: [
    BrowseModule,
    CatalogueModule,
    EventsModule,
    HeartsModule,
    LibraryModule,
    SearchModule,
    SourcesModule,
    StreamingModule,
  ],
  controllers: [PlaybackController, QueueController, OutputsController],
  providers: [
    Chance,
    ChapterFinders,
    HearingHabits,
    LibrarySubjects,
    PastPlays,
    PlayableSubjects,
    PlayEvents,
    PlaybackTools,
    PlayerStore,
    PlayerViews,
    Players,
    QueueItems,
    RemoteSubjects,
    ResumePoints,
    SeveralSubject,
  ],
  exports: [ChapterFinders, HearingHabits, PlayEvents, PlayableSubjects, Players, ResumePoints],
})
export class PlaybackModule {
  constructor(
    topics: EventTopics,
    players: Players,
    subjects: PlayableSubjects,
    library: LibrarySubjects,
    several: SeveralSubject,
    remote: RemoteSubjects,
    holdings: SourceHoldings,
    store: PlayerStore,
  ) {
    holdings.register((sourceId, ownerId) => store.holdings(sourceId, ownerId));
    topics.register(players);
    library.register(subjects);
    several.register(subjects);
    remote.register(subjects);
  }
}
