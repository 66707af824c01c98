import { Module } from '@nestjs/common';
import { EventTopics } from './event-topics.js';
import { EventsController } from './events.controller.js';

/** `/api/v1/events`: one connection with everything that a browser is told of. */
@Module({ controllers: [EventsController], providers: [EventTopics], exports: [EventTopics] })
export class EventsModule {}
