import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { StationView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { directoryIdOf, SavedStations } from './saved-stations';

const station = (id: string, more: Partial<StationView> = {}): StationView => ({
  id,
  trackId: `radio:${id}`,
  name: id,
  urls: [`https://${id}.example/`],
  tags: [],
  addedAtMs: 0,
  ...more,
});
const [A, B, C] = [station('a'), station('b', { group: 'Night', gainDb: 2 }), station('c')];

describe('SavedStations', () => {
  let saved: SavedStations;
  let http: HttpTestingController;
  let toasts: Toasts;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    saved = TestBed.inject(SavedStations);
    http = TestBed.inject(HttpTestingController);
    toasts = TestBed.inject(Toasts);
    const load = saved.load();
    http.expectOne('api/v1/stations').flush({ items: [A, B, C] });
    await load;
  });

  const ids = (): string | undefined =>
    saved
      .all()
      ?.map(({ id }) => id)
      .join('');
  const refuse = (request: TestRequest, status = 409): void =>
    request.flush({ detail: 'No.' }, { status, statusText: 'So' });
  const words = (): string[] => toasts.shown().map(({ message }) => message);
  /** Lets what was answered go on to its next question. */
  const settle = (): Promise<void> => new Promise((resume) => setTimeout(resume));

  it('keeps what it had when they cannot be had anew, and says why', async () => {
    const load = saved.load();
    refuse(http.expectOne('api/v1/stations'), 503);
    await load;
    expect(saved.failure()?.message).toBe('No.');
    expect(ids()).toBe('abc');
  });

  it('has the answer that was asked for last', async () => {
    const [first, second] = [saved.load(), saved.load()];
    const [early, late] = http.match('api/v1/stations');
    late?.flush({ items: [C] });
    early?.flush({ items: [A] });
    await Promise.all([first, second]);
    expect(ids()).toBe('c');
  });

  it('is in another order at once, and in the old one when the server refuses', async () => {
    const done = saved.order(['c', 'a', 'b']);
    expect(ids()).toBe('cab');
    const request = http.expectOne('api/v1/stations/order');
    expect(request.request.body).toEqual({ ids: ['c', 'a', 'b'] });
    refuse(request);
    await done;
    expect(ids()).toBe('abc');
    expect(words()).toEqual(['No.']);
  });

  it('takes one away, and brings it back as it was, where it was', async () => {
    const done = saved.remove(B);
    expect(ids()).toBe('ac');
    http.expectOne('api/v1/stations/b').flush(null);
    await done;
    const [toast] = toasts.shown();
    expect(toast?.message).toBe('“b” is removed.');
    if (toast) toasts.act(toast);
    const save = http.expectOne('api/v1/stations');
    expect(save.request.body).toEqual({ directoryId: 'b', name: 'b', group: 'Night', isUnheard: true });
    save.flush(station('new', { name: 'b' }));
    await settle();
    const change = http.expectOne('api/v1/stations/new');
    expect(change.request.body).toEqual({ gainDb: 2 });
    change.flush({ ...B, id: 'new' });
    await settle();
    http.expectOne('api/v1/stations/order').flush(null);
    expect(saved.all()?.map(({ id }) => id)).toEqual(['a', 'new', 'c']);
  });

  it('takes several away at once, and brings all of them back to their places', async () => {
    const done = saved.remove(A, C);
    http.expectOne('api/v1/stations/a').flush(null);
    await settle();
    http.expectOne('api/v1/stations/c').flush(null);
    await done;
    const [toast] = toasts.shown();
    expect([ids(), toast?.message]).toEqual(['b', '2 stations are removed.']);
    if (toast) toasts.act(toast);
    for (const again of [A, C]) {
      http.expectOne('api/v1/stations').flush({ ...again, id: `${again.id}2` });
      await settle();
    }
    expect(http.expectOne('api/v1/stations/order').request.body).toEqual({ ids: ['a2', 'b', 'c2'] });
  });

  it('has one that could not be taken away again, and says why', async () => {
    const done = saved.remove(A);
    refuse(http.expectOne('api/v1/stations/a'), 500);
    await done;
    expect(ids()).toBe('abc');
  });

  it('saves one of the directory, and says when it cannot', async () => {
    const done = saved.saveTrack({ id: 'radio:d', title: 'D' });
    const request = http.expectOne('api/v1/stations');
    expect(request.request.body).toEqual({ directoryId: 'd', isUnheard: false });
    request.flush(station('d'));
    await done;
    expect(ids()).toBe('abcd');
    const again = saved.saveTrack({ id: 'radio:d', title: 'D' });
    refuse(http.expectOne('api/v1/stations'));
    await again;
    expect(words()).toEqual(['“D” is among your stations.', 'No.']);
  });

  it('knows the directory’s own from those that are known by an address only', () => {
    expect(directoryIdOf('radio:96202f73')).toBe('96202f73');
    expect(directoryIdOf('radio:u-abc')).toBeUndefined();
  });
});
