import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import { createHash } from 'node:crypto';
import { Subscription, type Observable } from 'rxjs';
import { InvalidRequest, newId } from '../common/index.js';
import { EventFeed } from './event-feed.js';
import { StateTopic, type EventTopic } from './event-topic.js';
import { EventStream, type StreamRequest } from './event-stream.js';

const HEARTBEAT_MS = 15_000;
const KEY_LENGTH = 16;

/** Where modules say what clients can be told of; hands each connection to the topics that it asks for. */
@Injectable()
export class EventTopics implements BeforeApplicationShutdown {
  /** Events of an earlier run of the server are not to be mistaken for those of this one. */
  private readonly run = newId();
  private readonly count = { value: 0 };
  private readonly topics = new Map<string, EventTopic>();
  private readonly streams = new Set<EventStream>();
  private readonly following = new Subscription();
  private heartbeat?: NodeJS.Timeout;

  register(topic: EventTopic): void {
    this.topics.set(topic.name, topic);
  }

  /**
   * Registers what is the same for everybody.
   * @param now how it is; an empty object where there is nothing to tell
   * @param changes says each time that it is another now; followed until the server ends
   */
  registerState(name: string, now: () => object, changes: Observable<unknown>): void {
    const topic = new StateTopic(name, this.feed(name, 0), now);
    this.register(topic);
    this.following.add(changes.subscribe(() => topic.tellChange()));
  }

  /** @param keptEvents how many of the last events those get who lost the connection for a moment */
  feed(topic: string, keptEvents: number): EventFeed {
    return new EventFeed(topic, this.count, keptEvents);
  }

  /**
   * Answers with events until the client goes: of each topic how things are, then each change.
   * @throws InvalidRequest there is no such topic
   */
  async open(response: Response, request: StreamRequest): Promise<void> {
    const topics = request.topics.map((name) => this.find(name));
    const stream = new EventStream(response, this.keyOf(request), request);
    this.streams.add(stream);
    stream.whenClosed(() => this.drop(stream));
    this.heartbeat ??= setInterval(() => this.beat(), HEARTBEAT_MS).unref();
    for (const topic of topics) await topic.subscribe(stream);
    stream.begin(this.count.value);
  }

  /** Everything that has something to tell at the end has told it by now. */
  beforeApplicationShutdown(): void {
    this.following.unsubscribe();
    clearInterval(this.heartbeat);
    for (const stream of this.streams) stream.end();
  }

  private find(name: string): EventTopic {
    const topic = this.topics.get(name);
    if (topic) return topic;
    const detail = `must be some of ${[...this.topics.keys()].toSorted().join(', ')}.`;
    throw new InvalidRequest([{ field: 'topics', detail }]);
  }

  private beat(): void {
    for (const stream of this.streams) stream.beat();
  }

  private drop(stream: EventStream): void {
    this.streams.delete(stream);
    if (this.streams.size > 0) return;
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }

  /** What was missed is only known of the same topics of the same person. */
  private keyOf({ ownerId, topics }: StreamRequest): string {
    const of = [this.run, ownerId, ...topics.toSorted()].join('\n');
    return createHash('sha256').update(of).digest('hex').slice(0, KEY_LENGTH);
  }
}
