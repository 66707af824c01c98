import type { EventFeed } from './event-feed.js';
import type { EventStream } from './event-stream.js';

/** Something that clients can be told of. */
export interface EventTopic {
  /** What clients ask for, and what its events are called. */
  readonly name: string;
  /** Tells that stream of its person's state, from how it is now on. It lasts until the stream closes. */
  subscribe(stream: EventStream): Promise<void> | void;
}

/** A topic whose state is the same for everybody, and known at any time. */
export class StateTopic implements EventTopic {
  constructor(
    readonly name: string,
    private readonly feed: EventFeed,
    private readonly now: () => object,
  ) {}

  subscribe(stream: EventStream): void {
    this.feed.subscribe(stream, this.now());
  }

  tellChange(): void {
    this.feed.publish(this.now());
  }
}
