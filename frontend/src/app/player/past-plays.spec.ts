import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { PastPlay } from '../core/api/types';
import { DeviceStore } from '../core/device/device-store';
import { PastPlays } from './past-plays';
import { TabIdentity } from './tab-identity';

const play = (playId: string): PastPlay => ({
  playId,
  trackId: 'a',
  startedAtMs: 1,
  endedAtMs: 60_001,
  heardMs: 60_000,
  positionMs: 60_000,
  outcome: 'finished',
});
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('plays that are told later', () => {
  let http: HttpTestingController;
  let store: DeviceStore;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    store = TestBed.inject(DeviceStore);
  });
  afterEach(() => http.verify());

  const left = async (): Promise<string[]> => (await store.all<PastPlay>('plays')).map(({ playId }) => playId);

  /** @returns which plays were told */
  async function answer(status: number): Promise<string[]> {
    await settled();
    const asked = http.expectOne(`api/v1/playback/outputs/${TestBed.inject(TabIdentity).id}/plays`);
    asked.flush(null, { status, statusText: String(status) });
    await settled();
    return (asked.request.body as { plays: PastPlay[] }).plays.map(({ playId }) => playId);
  }

  it('are forgotten once the server has them', async () => {
    void TestBed.inject(PastPlays).keep(play('one'), true);
    expect(await answer(204)).toEqual(['one']);
    expect(await left()).toEqual([]);
  });

  it.each([500, 503, 429, 401])('stay where the server fails at them: %d', async (status) => {
    void TestBed.inject(PastPlays).keep(play('one'), true);
    await answer(status);
    expect(await left()).toEqual(['one']);
  });

  it('are told one by one where one of them makes no sense to the server, which alone is let go', async () => {
    for (const id of ['one', 'odd', 'two']) await store.put('plays', { ...play(id), isOver: true });
    TestBed.inject(PastPlays);
    expect(await answer(400)).toEqual(['one', 'odd', 'two']);
    expect(await answer(204)).toEqual(['one']);
    expect(await answer(400)).toEqual(['odd']);
    expect(await answer(500)).toEqual(['two']);
    expect(await left()).toEqual(['two']);
  });

  it('are told although this device has no room to keep them', async () => {
    const plays = TestBed.inject(PastPlays);
    vi.spyOn(store, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    void plays.keep(play('one'), true);
    expect(await answer(503)).toEqual(['one']);
    void plays.keep(play('two'), true);
    expect(await answer(204)).toEqual(['one', 'two']);
  });
});
