import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Toasts } from '../core/toasts';
import { Placements } from './placements';

const album = { id: 'a1', title: 'Low Water', placement: 'discovery' } as const;

describe('Placements', () => {
  let placements: Placements;
  let http: HttpTestingController;
  let toasts: Toasts;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    placements = TestBed.inject(Placements);
    http = TestBed.inject(HttpTestingController);
    toasts = TestBed.inject(Toasts);
  });

  const asked = (): { body: unknown; answer: () => void; refuse: () => void } => {
    const request = http.expectOne('api/v1/albums/a1/placement');
    return {
      body: request.request.body,
      answer: () => request.flush({}),
      refuse: () => request.flush({ detail: 'No.' }, { status: 409, statusText: 'Conflict' }),
    };
  };

  it('is where it was put at once, before the server answers', async () => {
    const move = placements.move(album, 'collection');
    expect(placements.of(album)).toBe('collection');
    const request = asked();
    expect(request.body).toEqual({ placement: 'collection' });
    request.answer();
    await move;
    expect(placements.of(album)).toBe('collection');
  });

  it('offers the way back', async () => {
    const move = placements.move(album, 'dismissed');
    asked().answer();
    await move;
    const [toast] = toasts.shown();
    expect(toast?.message).toContain('Low Water');
    if (toast) toasts.act(toast);
    expect(placements.of(album)).toBe('discovery');
    const request = asked();
    expect(request.body).toEqual({ placement: 'discovery' });
    request.answer();
  });

  it('goes back by itself when the server refuses, and says why', async () => {
    const move = placements.move(album, 'archive');
    asked().refuse();
    await move;
    expect(placements.of(album)).toBe('discovery');
    expect(toasts.shown().map(({ message }) => message)).toEqual(['No.']);
  });

  it('offers no way back to nowhere, and is nowhere again when the server refuses', async () => {
    const saved = { id: 'a1', title: 'Low Water' };
    const refused = placements.move(saved, 'archive');
    asked().refuse();
    await refused;
    expect(placements.of(saved)).toBeUndefined();
    const move = placements.move(saved, 'collection');
    asked().answer();
    await move;
    expect(placements.of(saved)).toBe('collection');
    expect(toasts.shown().at(-1)?.action).toBeUndefined();
  });

  it('asks for nothing when it is there already', async () => {
    await placements.move(album, 'discovery');
    http.expectNone('api/v1/albums/a1/placement');
  });
});
