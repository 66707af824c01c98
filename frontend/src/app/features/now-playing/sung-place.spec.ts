import { SungPlace } from './sung-place';

const MOMENTS = [1_000, 1_300, 1_500, 4_000].map((startMs) => ({ startMs }));

describe('SungPlace', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('goes on from moment to moment between two reports', () => {
    const place = new SungPlace();
    place.report(900, true, MOMENTS);
    vi.advanceTimersByTime(99);
    expect(place.ms()).toBe(900);
    vi.advanceTimersByTime(1);
    expect(place.ms()).toBe(1_000);
    vi.advanceTimersByTime(500);
    expect(place.ms()).toBe(1_500);
  });

  it('believes the player, and does not guess far without it', () => {
    const place = new SungPlace();
    place.report(900, true, MOMENTS);
    vi.advanceTimersByTime(450);
    place.report(1_250, true, MOMENTS);
    expect(place.ms()).toBe(1_250);
    vi.advanceTimersByTime(60_000);
    expect(place.ms()).toBe(1_500);
  });

  it('stands still while nothing plays, and when it is stopped', () => {
    const place = new SungPlace();
    place.report(900, false, MOMENTS);
    vi.advanceTimersByTime(5_000);
    expect(place.ms()).toBe(900);
    place.report(900, true, MOMENTS);
    place.stop();
    vi.advanceTimersByTime(5_000);
    expect(place.ms()).toBe(900);
  });
});
