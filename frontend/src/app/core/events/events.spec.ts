import { createEnvironmentInjector, DOCUMENT, EnvironmentInjector, runInInjectionContext, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Connection } from '../api/connection';
import type { ScanView } from '../api/types';
import { Events } from './events';

/** The server's side of every connection that is open. */
class FakeEventSource extends EventTarget {
  static readonly all: FakeEventSource[] = [];
  static get open(): FakeEventSource[] {
    return FakeEventSource.all.filter((source) => !source.isClosed);
  }
  isClosed = false;

  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
  tell(topic: string, data: object): void {
    if (!this.isClosed) this.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify(data) }));
  }
}

class FakeChannel {
  static readonly all = new Set<FakeChannel>();
  onmessage?: (event: { data: unknown }) => void;

  constructor(readonly name: string) {
    FakeChannel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of FakeChannel.all) {
      if (other !== this && other.name === this.name) setTimeout(() => FakeChannel.all.has(other) && other.onmessage?.({ data: structuredClone(data) }), 1); // prettier-ignore
    }
  }
  close(): void {
    FakeChannel.all.delete(this);
  }
}

/** A window of its own for each tab. */
class FakeWindow extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { baseURI: 'http://music.home/', visibilityState: 'visible' });
  readonly EventSource = FakeEventSource;

  constructor(readonly BroadcastChannel: typeof FakeChannel | undefined) {
    super();
  }
}

class Tab {
  readonly heard: string[] = [];
  readonly verified = { count: 0 };
  readonly window: FakeWindow;
  private readonly injector: EnvironmentInjector;
  private readonly events: Events;

  constructor(outputId: string, { isAlone = false } = {}) {
    this.window = new FakeWindow(isAlone ? undefined : FakeChannel);
    const server = { recovered: signal(0), verify: () => Promise.resolve(this.verified.count++) };
    this.injector = createEnvironmentInjector(
      [
        Events,
        { provide: DOCUMENT, useValue: { defaultView: this.window } },
        { provide: Connection, useValue: server },
      ],
      TestBed.inject(EnvironmentInjector),
    );
    this.events = this.injector.get(Events);
    this.listen('scan');
    this.events.beOutput(outputId);
  }

  listen(topic: 'scan' | 'imports'): void {
    runInInjectionContext(this.injector, () =>
      this.events.listen(topic, (state, isAfresh) =>
        this.heard.push(`${topic} ${(state as Partial<ScanView>).id ?? ''}${isAfresh ? ' afresh' : ''}`),
      ),
    );
  }

  /** The tab is closed as browsers close it. */
  close(): void {
    this.window.dispatchEvent(new Event('pagehide'));
  }
}

describe('Events', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeEventSource.all.length = 0;
    FakeChannel.all.clear();
  });
  afterEach(() => vi.useRealTimers());

  const pass = (ms: number): void => void vi.advanceTimersByTime(ms);
  const outputs = (): string[] => FakeEventSource.open.map(({ url }) => /outputIds=(.*)$/.exec(url)?.[1] ?? '');

  it('are told to all tabs over one connection, which names each of them as a device', () => {
    const tabs = ['first', 'second', 'third'].map((id) => new Tab(id));
    pass(2_000);
    FakeEventSource.open[0]?.tell('scan', { id: 's1' });
    pass(10);
    expect(outputs()).toEqual(['first,second,third']);
    expect(tabs.map(({ heard }) => heard)).toEqual(Array(3).fill(['scan s1 afresh']));
  });

  it('begin for a tab that comes late with how things are', () => {
    new Tab('first');
    pass(1_000);
    FakeEventSource.open[0]?.tell('scan', { id: 's1' });
    const late = new Tab('late');
    pass(20);
    expect(late.heard).toEqual(['scan s1']);
  });

  it('open the next connection before they close the former', () => {
    new Tab('first');
    pass(1_000);
    FakeEventSource.open[0]?.tell('scan', { id: 's1' });
    new Tab('second');
    pass(200);
    expect(outputs()).toEqual(['first', 'first,second']);
    FakeEventSource.open[1]?.tell('scan', { id: 's1' });
    expect(outputs()).toEqual(['first,second']);
  });

  it('take in a topic that only one tab wants', () => {
    const [first, second] = [new Tab('first'), new Tab('second')];
    pass(2_000);
    second.listen('imports');
    pass(200);
    expect(FakeEventSource.all.at(-1)?.url).toContain('topics=imports,scan&');
    FakeEventSource.all.at(-1)?.tell('imports', { id: 'i1' });
    pass(10);
    expect([first.heard, second.heard]).toEqual([[], ['imports i1 afresh']]);
  });

  it('go over to another tab at once when the leader is closed', () => {
    const first = new Tab('first');
    pass(1_000);
    new Tab('second');
    pass(1_000);
    FakeEventSource.open[1]?.tell('scan', {});
    first.close();
    pass(200);
    expect(outputs()).toEqual(['second']);
  });

  it('name a tab no more that was closed', () => {
    new Tab('first');
    pass(1_000);
    const second = new Tab('second');
    pass(1_000);
    second.close();
    pass(200);
    FakeEventSource.all.at(-1)?.tell('scan', {});
    expect(outputs()).toEqual(['first']);
  });

  it('are asked for again after growing waits, and every tab looks whether the server is there', () => {
    const [first, second] = [new Tab('first'), new Tab('second')];
    pass(2_000);
    const fail = (): unknown => FakeEventSource.open[0]?.dispatchEvent(new Event('error'));
    const opened = FakeEventSource.all.length;
    fail();
    pass(1_000);
    expect(FakeEventSource.all).toHaveLength(opened + 1);
    expect([first.verified.count, second.verified.count]).toEqual([1, 1]);
    fail();
    pass(1_999);
    expect(FakeEventSource.all).toHaveLength(opened + 1);
    pass(1);
    expect(FakeEventSource.all).toHaveLength(opened + 2);
    FakeEventSource.open[0]?.tell('scan', { id: 's1' });
    fail();
    pass(1_000);
    expect(FakeEventSource.all).toHaveLength(opened + 3);
  });

  it('are asked for again when the server is gone without a word', () => {
    new Tab('first');
    pass(1_000);
    const [silent] = FakeEventSource.open;
    for (let beat = 0; beat < 10; beat++) {
      pass(15_000);
      silent?.tell('heartbeat', {});
    }
    expect(silent?.isClosed).toBe(false);
    pass(52_000);
    expect(silent?.isClosed).toBe(true);
  });

  it('come to each tab by itself where tabs cannot speak to each other', () => {
    const tabs = ['first', 'second'].map((id) => new Tab(id, { isAlone: true }));
    pass(1_000);
    expect(outputs()).toEqual(['first', 'second']);
    for (const source of FakeEventSource.open) source.tell('scan', { id: 's1' });
    expect(tabs.map(({ heard }) => heard)).toEqual(Array(2).fill(['scan s1 afresh']));
  });

  it('are found again by a tab that comes back from the browser’s memory', () => {
    const tab = new Tab('first');
    pass(1_000);
    tab.close();
    expect(FakeEventSource.open).toEqual([]);
    tab.window.dispatchEvent(new Event('pageshow'));
    pass(1_000);
    expect(outputs()).toEqual(['first']);
  });
});
