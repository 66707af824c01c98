import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Events } from '../core/events/events';
import { Toasts } from '../core/toasts';
import { Hearts } from './hearts';
import type { Heartable } from './subjects/heartable';

const song = (id: string): Heartable => ({ kind: 'track', id, title: `Song ${id}`, artist: 'Someone' });

describe('Hearts', () => {
  let hearts: Hearts;
  let http: HttpTestingController;
  let shown: string[];
  let told: (state: { revision: number }) => void = () => undefined;

  beforeEach(() => {
    vi.useFakeTimers();
    shown = [];
    const listen = (_: string, hear: typeof told): unknown => (told = hear);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Events, useValue: { listen } },
        { provide: Toasts, useValue: { show: (words: string) => shown.push(words) } },
      ],
    });
    hearts = TestBed.inject(Hearts);
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => vi.useRealTimers());

  /** Answers what was asked with those that have a heart. */
  async function answer(...on: string[]): Promise<string[]> {
    await vi.advanceTimersByTimeAsync(50);
    const request = http.expectOne(({ url }) => url.endsWith('api/v1/hearts/marks'));
    request.flush({ items: on.map((id) => ({ id, heartedAtMs: 1 })) });
    await vi.advanceTimersByTimeAsync(0);
    return request.request.params.getAll('ids') ?? [];
  }

  it('asks once for all that is drawn together', async () => {
    expect([song('a'), song('b'), song('a')].map((each) => hearts.isOn(each))).toEqual([false, false, false]);
    expect(await answer('track:b')).toEqual(['track:a', 'track:b']);
    expect([song('a'), song('b')].map((each) => hearts.isOn(each))).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(50);
    http.verify();
  });

  it('asks anew when the server tells of a change, and shows what it knew meanwhile', async () => {
    told({ revision: 5 });
    hearts.isOn(song('a'));
    await answer('track:a');
    told({ revision: 5 });
    hearts.isOn(song('a'));
    await vi.advanceTimersByTimeAsync(50);
    http.verify();
    told({ revision: 6 });
    expect(hearts.isOn(song('a'))).toBe(true);
    await answer();
    expect(hearts.isOn(song('a'))).toBe(false);
  });

  it('shows a heart at once, and takes it back where the server refuses', async () => {
    hearts.isOn(song('a'));
    await answer();
    const done = hearts.toggle(song('a'), true);
    expect(hearts.isOn(song('a'))).toBe(true);
    const put = http.expectOne('api/v1/hearts/track/a');
    expect([put.request.method, put.request.body]).toEqual(['PUT', { title: 'Song a', artist: 'Someone' }]);
    put.flush({ detail: 'There is no track “a” here.' }, { status: 404, statusText: 'Not found' });
    await done;
    expect(hearts.isOn(song('a'))).toBe(false);
    expect(shown).toEqual(['There is no track “a” here.']);
  });

  it('says what was done where that is not seen', async () => {
    hearts.isOn(song('a'));
    await answer('track:a');
    const done = hearts.toggle(song('a'), false);
    http.expectOne({ method: 'DELETE', url: 'api/v1/hearts/track/a' }).flush(null);
    await done;
    expect(shown).toEqual(['“Song a” is no favourite any more.']);
  });

  it('gives several theirs, says so once, and names only those of which the server agreed', async () => {
    const done = hearts.giveAll([song('a'), song('b'), song('c')]);
    for (const id of ['a', 'b', 'c']) {
      const request = http.expectOne(`api/v1/hearts/track/${id}`);
      if (id === 'b') request.flush({ detail: 'No.' }, { status: 404, statusText: 'So' });
      else request.flush(null);
      await vi.advanceTimersByTimeAsync(0);
    }
    await done;
    expect(shown).toEqual(['No.', '2 are among your favourites now.']);
    expect([song('a'), song('b')].map((each) => hearts.isOn(each))).toEqual([true, false]);
  });
});
