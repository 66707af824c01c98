import { PlayerState } from './player-state';
import { aPlayer, anItem, aTrack } from './testing/fixtures';

describe('PlayerState', () => {
  afterEach(() => vi.useRealTimers());

  it('reckons on from what the server said, by the server’s clock, up to the end of the track', () => {
    vi.useFakeTimers();
    const state = new PlayerState();
    const sentAtMs = 5_000_000;
    state.take(aPlayer({ positionMs: 10_000, positionAtMs: sentAtMs - 400, serverTimeMs: sentAtMs }));
    vi.advanceTimersByTime(2_000);
    const view = state.view();
    expect(view && state.positionMsOf(view)).toBeCloseTo(12_400, 0);
    vi.advanceTimersByTime(100_000);
    expect(view && state.positionMsOf(view)).toBe(60_000);
    expect(state.positionMsOf(aPlayer({ status: 'paused', positionMs: 7 }))).toBe(7);
  });

  it('judges the clock by the answer that was quickest', () => {
    vi.useFakeTimers();
    const state = new PlayerState();
    state.take(aPlayer({ serverTimeMs: 1_000_000 }));
    vi.advanceTimersByTime(1_000);
    // Sent half a second ago, so that it seems to come from a clock that runs behind.
    state.take(aPlayer({ revision: 2, serverTimeMs: 1_000_500 }));
    expect(state.serverNowMs()).toBeCloseTo(1_001_000, 0);
  });

  it('is not taken back by what was said earlier, but by a new connection', () => {
    const state = new PlayerState();
    const nowMs = performance.now();
    state.take(aPlayer({ revision: 5, serverTimeMs: nowMs }));
    state.take(aPlayer({ revision: 4, serverTimeMs: nowMs - 1 }));
    expect(state.confirmed()?.revision).toBe(5);
    state.beginWith(aPlayer({ revision: 2, serverTimeMs: nowMs - 1_000 }));
    expect(state.confirmed()?.revision).toBe(2);
  });

  it('shows what is foreseen on top of what is said meanwhile, until that has come', () => {
    const state = new PlayerState();
    state.take(aPlayer());
    const end = state.expect((view) => ({ ...view, status: 'paused' }));
    state.take(aPlayer({ revision: 2, volume: 30 }));
    expect([state.view()?.status, state.view()?.volume, state.confirmed()?.status]).toEqual(['paused', 30, 'playing']);
    end();
    expect(state.view()?.status).toBe('playing');
  });

  it('shows a new title where the track stands', () => {
    const state = new PlayerState();
    state.take(aPlayer({ next: { ...anItem('a'), itemId: 'a2' } }));
    state.trackChanged(aTrack('z', { id: 'a' }));
    expect([state.view()?.current?.track.title, state.view()?.next?.track.title]).toEqual(['z', 'z']);
  });
});
