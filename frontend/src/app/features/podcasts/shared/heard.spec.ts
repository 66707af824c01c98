import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { EpisodeSummary } from '../../../core/api/podcast-types';
import type { TrackView } from '../../../core/api/types';
import { Toasts } from '../../../core/toasts';
import { aTrack } from '../../../player/testing/fixtures';
import { Player } from '../../../player/player';
import { Heard } from './heard';

const EPISODE: EpisodeSummary = {
  kind: 'full',
  state: 'new',
  id: 'podcast:e1',
  showId: 's1',
  showTitle: 'Night Ferry Talks',
  title: 'Bread at four',
  durationMs: 100_000,
  isGone: false,
  isPlayable: true,
};

describe('how far episodes were heard', () => {
  const current = signal<TrackView | undefined>(undefined);
  const positionMs = signal(0);
  const durationMs = signal(100_000);
  let heard: Heard;
  let http: HttpTestingController;

  beforeEach(() => {
    current.set(undefined);
    positionMs.set(0);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Player, useValue: { current, positionMs, durationMs } },
      ],
    });
    heard = TestBed.inject(Heard);
    http = TestBed.inject(HttpTestingController);
  });

  function play(track: TrackView | undefined, ms: number): void {
    current.set(track);
    positionMs.set(ms);
    TestBed.tick();
  }

  const episode = aTrack(EPISODE.id, { kind: 'episode' });

  it('is as the list says, until it plays, and then as it was left', () => {
    expect(heard.of(EPISODE)).toEqual({ state: 'new' });
    play(episode, 40_000);
    expect(heard.of(EPISODE)).toEqual({ state: 'in-progress', positionMs: 40_000 });
    play(aTrack('song'), 1_000);
    expect(heard.of(EPISODE)).toEqual({ state: 'in-progress', positionMs: 40_000 });
  });

  it('is all of it for one that was left at its end', () => {
    play(episode, 97_000);
    play(undefined, 0);
    expect(heard.of(EPISODE)).toEqual({ state: 'done' });
  });

  it('is what somebody marks, and can be taken back', async () => {
    const marked = heard.mark(EPISODE, true);
    const request = http.expectOne('api/v1/podcasts/episodes/podcast%3Ae1/heard');
    expect([request.request.method, request.request.body]).toEqual(['PUT', { isDone: true }]);
    request.flush({ ...EPISODE, state: 'done' });
    await marked;
    expect([heard.of(EPISODE), heard.isMarked(EPISODE)]).toEqual([{ state: 'done' }, true]);
    const [toast] = TestBed.inject(Toasts).shown();
    expect(toast?.message).toBe('“Bread at four” is marked as played.');
    toast?.action?.run();
    expect(http.expectOne('api/v1/podcasts/episodes/podcast%3Ae1/heard').request.body).toEqual({ isDone: false });
  });

  it('stays as it was where the server refuses', async () => {
    const marked = heard.mark(EPISODE, true);
    http.expectOne(() => true).flush({ detail: 'No.' }, { status: 400, statusText: 'Bad' });
    await marked;
    expect([heard.of(EPISODE), TestBed.inject(Toasts).shown()[0]?.message]).toEqual([{ state: 'new' }, 'No.']);
  });

  it('has lists loaded anew after many were marked at once', async () => {
    const marked = heard.markUpTo(EPISODE);
    const request = http.expectOne('api/v1/podcasts/shows/s1/heard-up-to');
    expect(request.request.body).toEqual({ episodeId: EPISODE.id });
    request.flush({ count: 3 });
    await marked;
    expect([heard.revision(), TestBed.inject(Toasts).shown()[0]?.message]).toEqual([1, '3 episodes marked as played.']);
  });
});
