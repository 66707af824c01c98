import type { EventFeed, EventStream, EventTopic, EventTopics } from '../../events/index.js';
import type { ImportRunner } from './import-runner.js';

/** Topic `imports`: how a person's newest import goes; an empty object when there was none. */
export class ImportTopic implements EventTopic {
  readonly name = 'imports';
  /** By owner: of each person that ever asked. */
  private readonly feeds = new Map<string, EventFeed>();

  constructor(
    private readonly runner: ImportRunner,
    private readonly topics: EventTopics,
  ) {
    // Both end with the server.
    runner.progress.subscribe((ownerId) => this.feeds.get(ownerId)?.publish(this.stateOf(ownerId)));
  }

  subscribe(stream: EventStream): void {
    const { ownerId } = stream;
    let feed = this.feeds.get(ownerId);
    if (!feed) this.feeds.set(ownerId, (feed = this.topics.feed(this.name, 0)));
    feed.subscribe(stream, this.stateOf(ownerId));
  }

  private stateOf(ownerId: string): object {
    return this.runner.newest(ownerId) ?? {};
  }
}
