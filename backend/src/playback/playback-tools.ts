import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { EventTopics } from '../events/index.js';
import { LiveStreams } from '../streaming/index.js';
import { HearingHabits } from './hearing-habits.js';
import { PlayEvents } from './play-events.js';
import { ResumePoints } from './resume-points.js';
import { PlayerStore } from './player-store.js';
import { PlayerViews } from './player-views.js';
import { PlayableSubjects } from './subjects/playable-subjects.js';
import { Chance } from './step.js';

/** What the players of all people are made with. None of it remembers whose player it served. */
@Injectable()
export class PlaybackTools {
  constructor(
    readonly database: Database,
    readonly store: PlayerStore,
    readonly events: PlayEvents,
    readonly resumePoints: ResumePoints,
    readonly habits: HearingHabits,
    readonly views: PlayerViews,
    readonly subjects: PlayableSubjects,
    readonly clock: Clock,
    readonly chance: Chance,
    readonly topics: EventTopics,
    readonly live: LiveStreams,
    readonly directory: TrackDirectory,
  ) {}
}
