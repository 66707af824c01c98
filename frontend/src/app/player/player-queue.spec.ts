import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Toasts } from '../core/toasts';
import { moved, PlayerQueue } from './player-queue';
import { PlayerState } from './player-state';
import { anItem, aPlayer } from './testing/fixtures';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const items = (titles: string): ReturnType<typeof anItem>[] => Array.from(titles, anItem);

async function make(titles: string): Promise<{ queue: PlayerQueue; http: HttpTestingController; shown: () => string }> {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  TestBed.inject(PlayerState).take(aPlayer());
  const queue = TestBed.inject(PlayerQueue);
  const http = TestBed.inject(HttpTestingController);
  TestBed.tick();
  http.expectNone('api/v1/playback/queue');
  TestBed.runInInjectionContext(() => queue.watch());
  TestBed.tick();
  http.expectOne('api/v1/playback/queue').flush({ queueRevision: 1, items: items(titles) });
  await settled();
  return { queue, http, shown: () => (queue.items() ?? []).map((item) => item.track.title).join('') };
}

describe('PlayerQueue', () => {
  it('is loaded when somebody looks, and a change of ours needs no loading', async () => {
    const { queue, http, shown } = await make('abcd');
    void queue.move(['d1'], 'b1');
    expect(shown()).toBe('adbc');
    await settled();
    const request = http.expectOne('api/v1/playback/queue/move');
    expect(request.request.body).toEqual({ itemIds: ['d1'], beforeItemId: 'b1', revision: 1 });
    request.flush(aPlayer({ revision: 2, queueRevision: 2 }));
    await settled();
    TestBed.tick();
    http.verify();
    expect(shown()).toBe('adbc');
  });

  it('is loaded anew when somebody else changed it', async () => {
    const { http, shown } = await make('ab');
    TestBed.inject(PlayerState).take(aPlayer({ revision: 2, queueRevision: 2 }));
    TestBed.tick();
    http.expectOne('api/v1/playback/queue').flush({ queueRevision: 2, items: items('abx') });
    await settled();
    expect(shown()).toBe('abx');
  });

  it('returns to how it was when a change is refused', async () => {
    const { queue, http, shown } = await make('ab');
    void queue.remove(anItem('b'));
    expect(shown()).toBe('a');
    await settled();
    http.expectOne('api/v1/playback/queue/remove').flush({ detail: 'No.' }, { status: 400, statusText: 'x' });
    await settled();
    expect(shown()).toBe('ab');
  });

  it('offers to put back what was taken out', async () => {
    const { queue, http } = await make('abc');
    void queue.clearUpcoming();
    await settled();
    http
      .expectOne('api/v1/playback/queue/clear')
      .flush(aPlayer({ revision: 2, queueRevision: 2, undo: { removedIn: 2, count: 2 } }));
    await settled();
    const [toast] = TestBed.inject(Toasts).shown();
    expect(toast?.message).toBe('The queue is cleared.');
    toast?.action?.run();
    await settled();
    expect(http.expectOne('api/v1/playback/queue/undo').request.body).toEqual({ removedIn: 2, revision: 2 });
  });

  it('puts several behind the one that plays, which stays, and takes several out at once', async () => {
    const { queue, http, shown } = await make('abcd');
    void queue.moveToNext(['d1', 'a1', 'b1']);
    expect(shown()).toBe('abdc');
    await settled();
    const request = http.expectOne('api/v1/playback/queue/move');
    expect(request.request.body).toEqual({ itemIds: ['d1', 'b1'], beforeItemId: 'c1', revision: 1 });
    request.flush(aPlayer({ revision: 2, queueRevision: 2 }));
    await settled();
    void queue.remove(anItem('b'), anItem('c'));
    expect(shown()).toBe('ad');
    await settled();
    http
      .expectOne('api/v1/playback/queue/remove')
      .flush(aPlayer({ revision: 3, queueRevision: 3, undo: { removedIn: 3, count: 2 } }));
    await settled();
    expect(TestBed.inject(Toasts).shown()[0]?.message).toBe('2 items are out of the queue.');
  });

  it('moves items before another one or to the end, and leaves the rest alone', () => {
    const order = (itemId: string, before?: string): string =>
      moved(items('abcd'), new Set(itemId.split(' ')), before)
        .map((item) => item.track.title)
        .join('');
    expect([order('a1', 'c1'), order('a1'), order('d1', 'a1')]).toEqual(['bacd', 'bcda', 'dabc']);
    expect([order('x1', 'a1'), order('a1', 'x1'), order('a1', 'a1')]).toEqual(['abcd', 'abcd', 'abcd']);
    expect([order('d1 a1', 'c1'), order('b1 a1')]).toEqual(['badc', 'cdab']);
  });
});
