import type { Observable } from 'rxjs';
import type { Clock } from '../common/index.js';
import type { EventFeed } from './event-feed.js';
import type { EventStream } from './event-stream.js';
import type { EventTopic } from './event-topic.js';
import type { EventTopics } from './event-topics.js';
import type { Revision } from './events.dto.js';

interface Told {
  readonly feed: EventFeed;
  revision: number;
}

/** Says that something of a person is other now. What, whoever shows some asks. */
export class RevisionTopic implements EventTopic {
  /** By owner: of each person that ever asked. */
  private readonly told = new Map<string, Told>();

  /** @param changes the person whose it is, each time; it ends with the server */
  constructor(
    readonly name: string,
    changes: Observable<string>,
    private readonly topics: EventTopics,
    private readonly clock: Clock,
  ) {
    changes.subscribe((ownerId) => {
      const told = this.told.get(ownerId);
      if (!told) return;
      told.revision++;
      told.feed.publish(stateOf(told));
    });
  }

  subscribe(stream: EventStream): void {
    const { ownerId } = stream;
    let told = this.told.get(ownerId);
    // From the time on, so that it is another number than any before the server started again.
    if (!told) this.told.set(ownerId, (told = { feed: this.topics.feed(this.name, 0), revision: this.clock.nowMs() }));
    told.feed.subscribe(stream, stateOf(told));
  }
}

function stateOf({ revision }: Told): Revision {
  return { revision };
}
