import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { PlayableSubjects, PlaybackModule, PlayEvents } from '../playback/index.js';
import { SourcesModule } from '../sources/index.js';
import { StreamingModule } from '../streaming/index.js';
import { Attendance } from './attendance.js';
import { KnownStations } from './known-stations.js';
import { Notices } from './notices.js';
import { NowOnStation } from './now-on-station.js';
import { PersonalStationViews } from './personal-station-views.js';
import { PersonalStationsController } from './personal-stations.controller.js';
import { SkipLedger } from './skip-ledger.js';
import { SongActs } from './song-acts.js';
import { SongJudge } from './song-judge.js';
import { SongStore } from './song-store.js';
import { StationBatches } from './station-batches.js';
import { StationSongsController } from './station-songs.controller.js';
import { StationSources } from './station-sources.js';
import { StationSourcesController } from './station-sources.controller.js';
import { StationStore } from './station-store.js';
import { StationSubject } from './station-subject.js';
import { ThumbStore } from './thumb-store.js';

/** Stations of sources that choose what comes next for one listener. */
@Module({
  imports: [CatalogueModule, EventsModule, PlaybackModule, SourcesModule, StreamingModule],
  controllers: [PersonalStationsController, StationSongsController, StationSourcesController],
  providers: [
    Attendance,
    KnownStations,
    Notices,
    NowOnStation,
    PersonalStationViews,
    SkipLedger,
    SongActs,
    SongJudge,
    SongStore,
    StationBatches,
    StationSources,
    StationStore,
    StationSubject,
    ThumbStore,
  ],
})
export class TunerModule {
  constructor(
    subjects: PlayableSubjects,
    subject: StationSubject,
    plays: PlayEvents,
    judge: SongJudge,
    topics: EventTopics,
    now: NowOnStation,
  ) {
    subject.register(subjects);
    judge.register(plays);
    topics.register(now);
  }
}
