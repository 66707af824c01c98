import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type ListEntry, fill, gradually } from './gradually';
import { Passing } from './passing';

const loaded = (from: number, to: number): ListEntry<string>[] =>
  Array.from({ length: to - from }, (_, at) => ({ index: from + at, item: `item ${from + at}` }));
const awaited = (from: number, to: number): ListEntry<string>[] =>
  loaded(from, to).map(({ index }) => ({ index, item: undefined }));
const shown = (drawn: readonly ListEntry<string>[]): number[] =>
  drawn.filter(({ item }) => item !== undefined).map(({ index }) => index);

describe('fill', () => {
  it('draws what comes first as a whole, however late it comes', () => {
    const waiting = fill(awaited(0, 20), undefined, 4);
    expect(waiting).toEqual({ drawn: awaited(0, 20), isWhole: true });
    const first = fill(loaded(0, 20), waiting.places, 4);
    expect(shown(first.drawn)).toHaveLength(20);
    expect(first.isWhole).toBe(true);
  });

  it('draws a few items at a time after a jump, from the middle on, until all are there', () => {
    let step = fill(loaded(500, 512), new Set([0, 1, 2]), 4);
    expect(shown(step.drawn)).toEqual([504, 505, 506, 507]);
    expect(step.drawn).toHaveLength(12);
    expect(step.isWhole).toBe(false);
    step = fill(loaded(500, 512), step.places, 4);
    expect(shown(step.drawn)).toHaveLength(8);
    step = fill(loaded(500, 512), step.places, 4);
    expect(step).toMatchObject({ drawn: loaded(500, 512), isWhole: true });
  });

  it('keeps what is drawn while a list is scrolled by a little', () => {
    const before = fill(loaded(0, 10), undefined, 4).places;
    const after = fill(loaded(2, 12), before, 4);
    expect(after).toMatchObject({ drawn: loaded(2, 12), isWhole: true });
  });

  it('has no more to do where nothing is loaded, and goes gently on when it is', () => {
    const waiting = fill(awaited(500, 510), new Set([0, 1]), 4);
    expect(waiting).toEqual({ drawn: awaited(500, 510), places: new Set(), isWhole: true });
    expect(shown(fill(loaded(500, 510), waiting.places, 4).drawn)).toHaveLength(4);
  });

  it('draws another list at the same places at once', () => {
    const before = fill(loaded(0, 10), undefined, 4).places;
    const other = loaded(0, 10).map(({ index }) => ({ index, item: `another ${index}` }));
    expect(fill(other, before, 4)).toMatchObject({ drawn: other, isWhole: true });
  });
});

describe('gradually', () => {
  const FRAME_MS = 16;
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Frame by frame, as a browser does it. */
  function pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += FRAME_MS) {
      TestBed.tick();
      vi.advanceTimersByTime(FRAME_MS);
    }
    TestBed.tick();
  }

  it('fills a view within a few frames after a single jump', () => {
    const all = signal(loaded(0, 20));
    const drawn = TestBed.runInInjectionContext(() => gradually(all, signal(1)));
    expect(shown(drawn())).toHaveLength(20);
    pass(1_000);
    all.set(loaded(500, 520));
    pass(200);
    expect(drawn()).toEqual(loaded(500, 520));
  });

  it.each([100, 8])(
    'draws a few items of views that are passed by, %i places at a time, and all where one stays',
    (step) => {
      const all = signal(loaded(0, 20));
      const drawn = TestBed.runInInjectionContext(() => gradually(all, signal(1)));
      const { isOn: isPassing } = TestBed.inject(Passing);
      pass(1_000);
      for (let jump = 1; jump <= 10; jump++) {
        all.set(loaded(jump * step, jump * step + 20));
        pass(100);
        expect(isPassing()).toBe(jump > 1);
        if (jump > 2) expect(shown(drawn()).length).toBeLessThanOrEqual(10);
        expect(shown(drawn())).toContain(jump * step + 10);
      }
      pass(400);
      expect(drawn()).toEqual(loaded(10 * step, 10 * step + 20));
      expect(isPassing()).toBe(false);
    },
  );

  it('passes nothing by any more where it is left, nor where one stays before anything is loaded', () => {
    const { isOn: isPassing } = TestBed.inject(Passing);
    const all = signal(loaded(0, 20));
    TestBed.runInInjectionContext(() => gradually(all, signal(1)));
    const jumpTwice = (): void => {
      for (const at of [100, 200]) {
        all.set(awaited(at, at + 20));
        pass(50);
      }
      expect(isPassing()).toBe(true);
    };
    pass(1_000);
    jumpTwice();
    pass(400);
    expect(isPassing()).toBe(false);
    jumpTwice();
    TestBed.resetTestingModule();
    expect(isPassing()).toBe(false);
  });

  it('fills what one scrolls through without jumping at once', () => {
    const all = signal(loaded(0, 20));
    const drawn = TestBed.runInInjectionContext(() => gradually(all, signal(1)));
    pass(1_000);
    for (let at = 2; at <= 40; at += 2) {
      all.set(loaded(at, at + 20));
      pass(2 * FRAME_MS);
      expect(drawn()).toEqual(loaded(at, at + 20));
    }
  });
});
