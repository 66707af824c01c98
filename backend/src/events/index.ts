export type { EventFeed } from './event-feed.js';
export { EventStream, eventText } from './event-stream.js';
export type { EventTopic } from './event-topic.js';
export { EventTopics } from './event-topics.js';
export { OUTPUT_ID } from './events.dto.js';
export { Revision } from './events.dto.js';
export { RevisionTopic } from './revision-topic.js';
export { EventsModule } from './events.module.js';
