import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type WritableSignal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Loaded, query } from './query';
import { Waiting } from './waiting';

interface Setup {
  http: HttpTestingController;
  id: WritableSignal<string | undefined>;
  album: Loaded<{ title: string }>;
  /** Lets effects and what an answer sets off happen. */
  settle: () => Promise<void>;
}

function setUp(): Setup {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const id = signal<string | undefined>('a/1');
  const album = TestBed.runInInjectionContext(() =>
    query('/api/v1/albums/{id}', () => (id() === undefined ? undefined : { path: { id: id() ?? '' } }), 'the album'),
  );
  TestBed.tick();
  const settle = async (): Promise<void> => {
    await Promise.resolve();
    TestBed.tick();
  };
  return { http: TestBed.inject(HttpTestingController), id, album, settle };
}

describe('query', () => {
  it('asks at the path with its names filled in, and shows what comes', async () => {
    const { http, album, settle } = setUp();
    expect(album.isLoading()).toBe(true);
    http.expectOne('api/v1/albums/a%2F1').flush({ title: 'Mezzanine' });
    await settle();
    expect(album.value()?.title).toBe('Mezzanine');
    expect(album.isLoading()).toBe(false);
  });

  it('keeps the last answer beside the next question, and nothing while none is asked', async () => {
    const { http, id, album, settle } = setUp();
    http.expectOne('api/v1/albums/a%2F1').flush({ title: 'Mezzanine' });
    await settle();
    id.set('b');
    TestBed.tick();
    expect(album.value()).toBeUndefined();
    expect(album.latest()?.title).toBe('Mezzanine');
    http.expectOne('api/v1/albums/b').flush({ title: 'Protection' });
    await settle();
    expect(album.latest()?.title).toBe('Protection');
    id.set(undefined);
    TestBed.tick();
    expect(album.latest()).toBeUndefined();
  });

  it('tells a failure in a sentence instead of throwing', async () => {
    const { http, album, settle } = setUp();
    http.expectOne('api/v1/albums/a%2F1').flush(null, { status: 503, statusText: 'busy' });
    await settle();
    expect(album.value()).toBeUndefined();
    expect(album.failure()?.message).toBe('The server is busy. Try again in a moment.');
  });

  it('has it said what is waited for after five seconds, until it is there', async () => {
    vi.useFakeTimers();
    try {
      const { http, settle } = setUp();
      const waiting = TestBed.inject(Waiting);
      vi.advanceTimersByTime(4_900);
      expect(waiting.forWhat()).toBeUndefined();
      vi.advanceTimersByTime(200);
      expect(waiting.forWhat()).toBe('the album');
      http.expectOne('api/v1/albums/a%2F1').flush({ title: 'Mezzanine' });
      await settle();
      expect(waiting.forWhat()).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});
