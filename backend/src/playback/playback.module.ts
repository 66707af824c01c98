import { Module } from '@nestjs/common';
import { PlayEvents } from './play-events.js';

/** What plays. */
@Module({ providers: [PlayEvents], exports: [PlayEvents] })
export class PlaybackModule {}
