import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Connection } from './connection';
import { EventLink } from './event-link';

class FakeEventSource extends EventTarget {
  static readonly opened: FakeEventSource[] = [];
  isClosed = false;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
  tell(data: string): void {
    this.dispatchEvent(new MessageEvent('news', { data }));
  }
  fail(): void {
    this.dispatchEvent(new Event('error'));
  }
}

function make(mayRest: boolean): { heard: string[]; newest: () => FakeEventSource | undefined } {
  const connection = { verify: () => Promise.resolve() };
  TestBed.configureTestingModule({ providers: [{ provide: Connection, useValue: connection }] });
  Object.assign(TestBed.inject(DOCUMENT).defaultView ?? {}, { EventSource: FakeEventSource });
  FakeEventSource.opened.length = 0;
  const heard: string[] = [];
  TestBed.runInInjectionContext(() => {
    new EventLink({ url: 'events', hear: { news: (data) => heard.push(data) }, mayRest: () => mayRest }).open();
  });
  return { heard, newest: () => FakeEventSource.opened.at(-1) };
}

function look(visibility: 'hidden' | 'visible'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('EventLink', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('asks again after growing waits, and quickly once it has heard something', () => {
    const { heard, newest } = make(false);
    newest()?.fail();
    vi.advanceTimersByTime(1_000);
    expect(FakeEventSource.opened).toHaveLength(2);
    newest()?.fail();
    vi.advanceTimersByTime(1_999);
    expect(FakeEventSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeEventSource.opened).toHaveLength(3);
    newest()?.tell('hello');
    expect(heard).toEqual(['hello']);
    newest()?.fail();
    vi.advanceTimersByTime(1_000);
    expect(FakeEventSource.opened).toHaveLength(4);
  });

  it('lets go a minute after nobody looks, and comes back when somebody does', () => {
    const { newest } = make(true);
    look('hidden');
    vi.advanceTimersByTime(59_000);
    expect(newest()?.isClosed).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(newest()?.isClosed).toBe(true);
    look('visible');
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(newest()?.isClosed).toBe(false);
  });

  it('stays while it is needed, hidden or not', () => {
    const { newest } = make(false);
    look('hidden');
    vi.advanceTimersByTime(600_000);
    expect(newest()?.isClosed).toBe(false);
  });
});
