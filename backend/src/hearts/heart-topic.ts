import type { Clock } from '../common/index.js';
import type { EventFeed, EventStream, EventTopic, EventTopics } from '../events/index.js';
import type { Hearts } from './hearts.js';
import type { HeartsState } from './hearts.dto.js';

interface Told {
  readonly feed: EventFeed;
  revision: number;
}

/** Topic `hearts`: that hearts of a person are others now. Which ones, whoever shows some asks. */
export class HeartTopic implements EventTopic {
  readonly name = 'hearts';
  /** By owner: of each person that ever asked. */
  private readonly told = new Map<string, Told>();

  constructor(
    hearts: Hearts,
    private readonly topics: EventTopics,
    private readonly clock: Clock,
  ) {
    // Both end with the server.
    hearts.changes.subscribe((ownerId) => {
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

function stateOf({ revision }: Told): HeartsState {
  return { revision };
}
