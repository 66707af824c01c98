import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { TrackView } from '../core/api/types';
import { Player } from './player';
import { PlayingChapters } from './playing-chapters';
import { aTrack } from './testing/fixtures';

const CHAPTERS = [
  { startMs: 0, title: 'Welcome', isHidden: false },
  { startMs: 5_000, isHidden: true },
  { startMs: 60_000, title: 'Harbour', isHidden: false },
  { startMs: 120_000, title: 'Goodbye', isHidden: false },
];

describe('the chapters of what plays', () => {
  const current = signal<TrackView | undefined>(undefined);
  const positionMs = signal(0);
  const sought: number[] = [];
  let chapters: PlayingChapters;
  let http: HttpTestingController;

  beforeEach(() => {
    sought.length = 0;
    current.set(undefined);
    positionMs.set(0);
    const player = {
      current,
      positionMs,
      isSpeech: () => current()?.kind === 'episode',
      seek: (ms: number) => sought.push(ms),
    };
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), { provide: Player, useValue: player }],
    });
    chapters = TestBed.inject(PlayingChapters);
    http = TestBed.inject(HttpTestingController);
  });

  async function play(track: TrackView): Promise<void> {
    current.set(track);
    TestBed.tick();
    for (const request of http.match('api/v1/podcasts/episodes/podcast%3Ae1/chapters'))
      request.flush({ items: CHAPTERS });
    for (let turn = 0; turn < 3; turn++) await Promise.resolve();
    TestBed.tick();
  }

  it('are asked for an episode only', async () => {
    await play(aTrack('song'));
    http.expectNone(() => true);
    expect([chapters.listed(), chapters.next(), chapters.previous()]).toEqual([[], false, false]);
  });

  it('leave out hidden ones, and tell which one is heard', async () => {
    await play(aTrack('podcast:e1', { kind: 'episode' }));
    expect(chapters.listed().map(({ title }) => title)).toEqual(['Welcome', 'Harbour', 'Goodbye']);
    const heard = [0, 59_999, 60_000, 500_000].map((ms) => {
      positionMs.set(ms);
      return chapters.current()?.title;
    });
    expect(heard).toEqual(['Welcome', 'Welcome', 'Harbour', 'Goodbye']);
  });

  it.each([
    ['next', 10_000, 60_000],
    ['next', 130_000, undefined],
    ['previous', 70_000, 60_000],
    ['previous', 61_000, 0],
    ['previous', 1_000, 0],
  ] as const)('%s from %s ms leads to %s ms', async (way, from, to) => {
    await play(aTrack('podcast:e1', { kind: 'episode' }));
    positionMs.set(from);
    chapters[way]();
    expect(sought[0]).toBe(to);
  });
});
