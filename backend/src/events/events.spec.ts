import { Controller, Get, Module, Query, Res, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Subject } from 'rxjs';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestEventSource } from '../../test/support/event-source.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { validationPipe } from '../http/validation.js';
import type { EventTopic } from './event-topic.js';
import { EventTopics } from './event-topics.js';
import { EventsQuery } from './events.dto.js';
import { EventsModule } from './events.module.js';
import type { EventStream } from './event-stream.js';

interface State {
  readonly value: number;
}

/** What `events` is to the owner. */
@Controller('guest/events')
class GuestEventsController {
  constructor(private readonly topics: EventTopics) {}

  @Get()
  subscribe(@Query() query: EventsQuery, @Res() response: Response): Promise<void> {
    const { topics, outputIds, lastEventId } = query;
    return this.topics.open(response, { ownerId: 'guest', topics, outputIds, lastEventId });
  }
}

@Module({ imports: [EventsModule], controllers: [GuestEventsController] })
class SpecModule {}

/** A topic that begins when it is let, and keeps two of its events. */
class SlowTopic implements EventTopic {
  readonly name = 'slow';
  readonly feed;
  private readonly begins: (() => void)[] = [];

  constructor(topics: EventTopics) {
    this.feed = topics.feed(this.name, 2);
    topics.register(this);
  }

  get isAsked(): boolean {
    return this.begins.length > 0;
  }

  async subscribe(stream: EventStream): Promise<void> {
    await new Promise<void>((begin) => this.begins.push(begin));
    this.feed.subscribe(stream, { value: 0 });
  }

  /** Begins for the next one who asks. */
  async begin(): Promise<void> {
    await vi.waitUntil(() => this.isAsked);
    this.begins.shift()?.();
  }
}

describe('events', () => {
  let app: INestApplication<Server>;
  let url: string;
  let topics: EventTopics;
  const sources: TestEventSource<State>[] = [];
  let fast = 0;
  const changes = new Subject<void>();

  beforeEach(async () => {
    const testing = await Test.createTestingModule({ imports: [SpecModule] }).compile();
    app = testing.createNestApplication<INestApplication<Server>>({ logger: false });
    app.useGlobalPipes(validationPipe());
    app.useGlobalFilters(new ProblemFilter());
    topics = app.get(EventTopics);
    fast = 1;
    topics.registerState('fast', () => ({ value: fast }), changes);
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    for (const source of sources.splice(0)) source.close();
    await app.close();
  });

  function open(query: string, lastEventId?: string, path = '/events'): TestEventSource<State> {
    const source = new TestEventSource<State>(`${url}${path}?topics=${query}`, lastEventId);
    sources.push(source);
    return source;
  }

  function change(value: number): void {
    fast = value;
    changes.next();
  }

  const told = ({ events }: TestEventSource<State>): string[] =>
    events.map(({ event, data }) => `${event} ${data.value}`);

  it('tell of several topics in one connection: how each is, then what changes', async () => {
    const other = new Subject<void>();
    topics.registerState('other', () => ({ value: 7 }), other);
    const source = open('fast,other');
    await source.until(({ event }) => event === 'other');
    change(2);
    other.next();
    await source.until(({ event, id }) => event === 'other' && id !== '');
    expect(told(source)).toEqual(['fast 1', 'other 7', 'fast 2', 'other 7']);
  });

  it('tell nothing of topics that were not asked for', async () => {
    const other = new Subject<void>();
    topics.registerState('other', () => ({ value: 7 }), other);
    const source = open('fast');
    await source.until(() => true);
    other.next();
    change(2);
    await source.until(({ data }) => data.value === 2);
    expect(told(source)).toEqual(['fast 1', 'fast 2']);
  });

  it('name the topics that there are to whoever asks for another', async () => {
    const answer = await request(url).get('/events?topics=fast,weather');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'topics', detail: 'must be some of fast.' }] });
    expect((await request(url).get('/events')).status).toBe(400);
  });

  it('begin when every topic has begun, in the order in which things happened', async () => {
    const slow = new SlowTopic(topics);
    const source = open('fast,slow');
    await vi.waitUntil(() => slow.isAsked);
    change(2);
    await slow.begin();
    await source.until(({ event }) => event === 'slow');
    expect(told(source)).toEqual(['fast 1', 'fast 2', 'slow 0']);
    // An id before would say that what `slow` begins with is known.
    expect(source.events.map(({ id }) => id)).toEqual(['', '', '']);
  });

  it('replay per topic what is still known, and tell how it is where it is not', async () => {
    const slow = new SlowTopic(topics);
    const openBoth = async (lastEventId?: string): Promise<TestEventSource<State>> => {
      const source = open('fast,slow', lastEventId);
      await slow.begin();
      return source;
    };
    const first = await openBoth();
    await first.until(({ event }) => event === 'slow');
    slow.feed.publish({ value: 10 });
    const { id } = await first.until(({ data }) => data.value === 10);
    slow.feed.publish({ value: 20 });
    slow.feed.publish({ value: 30 });
    const again = await openBoth(id);
    await again.until(({ data }) => data.value === 30);
    // Of `fast`, which did not change, nothing was missed.
    expect(told(again)).toEqual(['slow 20', 'slow 30']);
    slow.feed.publish({ value: 40 });
    change(5);
    const late = await openBoth(id);
    await late.until(({ event }) => event === 'slow');
    expect(told(late)).toEqual(['fast 5', 'slow 0']);
  });

  it('replay nothing to other topics or another person', async () => {
    const other = new Subject<void>();
    topics.registerState('other', () => ({ value: 7 }), other);
    const first = open('fast');
    await first.until(() => true);
    change(2);
    const { id } = await first.until(({ data }) => data.value === 2);
    const more = open('fast,other', id);
    await more.until(({ event }) => event === 'other');
    expect(told(more)).toEqual(['fast 2', 'other 7']);
    const guest = open('fast', id, '/guest/events');
    await guest.until(() => true);
    expect(told(guest)).toEqual(['fast 2']);
  });

  it('of any number of topics are told without a complaint in the log', async () => {
    const complaints: string[] = [];
    const note = (warning: Error): void => void complaints.push(warning.name);
    process.on('warning', note);
    const names = Array.from({ length: 20 }, (_, at) => `topic-${at}`);
    for (const name of names) topics.registerState(name, () => ({ value: 1 }), changes);
    const source = open(names.join(','));
    await source.until(({ event }) => event === names.at(-1));
    process.off('warning', note);
    expect(complaints).toEqual([]);
  });

  it('drop whoever does not take what they are told', async () => {
    const feed = topics.feed('large', 0);
    let isDropped = false;
    topics.register({
      name: 'large',
      subscribe: (stream) => {
        feed.subscribe(stream, {});
        stream.whenClosed(() => (isDropped = true));
      },
    });
    const taking = open('large');
    await taking.until(() => true);
    taking.pause();
    await vi.waitUntil(() => {
      feed.publish({ text: 'x'.repeat(1024 * 1024) });
      return isDropped;
    });
  });
});
