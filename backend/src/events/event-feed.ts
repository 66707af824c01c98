import { eventText, type EventStream } from './event-stream.js';

/** Counts the events of all topics. */
export interface EventCount {
  value: number;
}

interface KeptEvent {
  readonly count: number;
  readonly text: string;
}

/**
 * Tells the streams of one topic first how things are, then each change. Each event tells the topic's whole state, and is
 * put into text once, however many listen.
 */
export class EventFeed {
  private readonly streams = new Set<EventStream>();
  private readonly recent: KeptEvent[] = [];
  /** The newest event that is not kept any more. */
  private forgotten: number;

  /**
   * @param count shared by all feeds
   * @param keptEvents how many of the last events those get who lost the connection for a moment
   */
  constructor(
    private readonly topic: string,
    private readonly count: EventCount,
    private readonly keptEvents: number,
  ) {
    this.forgotten = count.value;
  }

  /**
   * Tells this stream from now on.
   * @param state how things are now: what it begins with, unless what it missed is still known
   */
  subscribe(stream: EventStream, state: object): void {
    if (stream.isClosed) return;
    const missed = this.since(stream.lastSeen);
    if (missed) for (const { text, count } of missed) stream.send(text, count);
    else stream.send(eventText(this.topic, state), this.count.value);
    this.streams.add(stream);
    stream.whenClosed(() => this.streams.delete(stream));
  }

  /** Tells every stream. */
  publish(state: object): void {
    const event = { count: ++this.count.value, text: eventText(this.topic, state) };
    this.recent.push(event);
    if (this.recent.length > this.keptEvents) this.forgotten = this.recent.shift()?.count ?? this.forgotten;
    for (const stream of this.streams) stream.send(event.text, event.count);
  }

  /** @returns what came after that event; nothing when it never was, or is too long ago */
  private since(count: number | undefined): readonly KeptEvent[] | undefined {
    const isKnown = count !== undefined && count >= this.forgotten && count <= this.count.value;
    return isKnown ? this.recent.filter((event) => event.count > count) : undefined;
  }
}
