import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EpisodeSummary } from '../../../core/api/podcast-types';
import { Toasts } from '../../../core/toasts';
import { Actions } from '../../../media/subjects/actions';
import { provideActions } from '../../../media/subjects/provide-actions';
import { Player } from '../../../player/player';
import { EpisodeActions, ShowActions } from './podcast-actions';
import { severalSubject, showSubject } from '../../../media/subjects/subject';
import { episodeSubject } from './subjects';

const EPISODE: EpisodeSummary = {
  kind: 'full',
  state: 'new',
  id: 'podcast:e1',
  showId: 's1',
  showTitle: 'Night Ferry Talks',
  title: 'Bread at four',
  isGone: false,
  isPlayable: true,
};

describe('what can be done with podcasts', () => {
  let actions: Actions;
  let did: unknown[][];
  const note =
    (name: string) =>
    (...args: unknown[]): number =>
      did.push([name, ...args]);

  beforeEach(async () => {
    did = [];
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    const player = {
      ...Object.fromEntries(['play', 'playTrack', 'add', 'addTrack'].map((name) => [name, note(name)])),
      current: () => undefined,
      positionMs: () => 0,
      durationMs: () => 0,
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        provideActions(() => Promise.resolve([ShowActions, EpisodeActions])),
        { provide: Player, useValue: player },
      ],
    });
    actions = TestBed.inject(Actions);
    await actions.load();
  });
  afterEach(() => vi.unstubAllGlobals());

  const titles = (episode: EpisodeSummary): string[] => actions.of(episodeSubject(episode)).map(({ title }) => title);

  it('is, for an episode', () => {
    expect(titles(EPISODE)).toEqual([
      'Play',
      'Play next',
      'Add to queue',
      'Details',
      'Go to podcast',
      'Mark as played',
      'Mark played up to here',
      'Download as a file',
      'Copy link',
    ]);
  });

  it.each([
    ['in-progress', ['Mark as played', 'Mark as not played', 'Mark played up to here']],
    ['done', ['Mark as not played', 'Mark played up to here']],
    ['unheard', ['Mark as played', 'Mark played up to here']],
  ] as const)('fits one that is %s', (state, marks) =>
    expect(titles({ ...EPISODE, state }).filter((title) => title.startsWith('Mark'))).toEqual(marks),
  );

  it('plays an episode by itself, and of a show what is not heard', async () => {
    await actions.runFirst(episodeSubject(EPISODE));
    await actions.runFirst(showSubject({ id: 's1', title: 'Night Ferry Talks' }));
    expect(did).toEqual([
      [
        'playTrack',
        expect.objectContaining({ id: 'podcast:e1', kind: 'episode', artist: 'Night Ferry Talks' }),
        { kind: 'podcast', id: 's1', title: 'Night Ferry Talks' },
      ],
      ['play', { kind: 'show', id: 's1', title: 'Night Ferry Talks', query: { list: 'unheard' } }],
    ]);
  });

  it('leaves out nothing but what needs sound, where that is gone', () => {
    const off = actions.of(episodeSubject({ ...EPISODE, isPlayable: false })).filter(({ isOff }) => isOff);
    expect(off.map(({ id }) => id)).toEqual(['play', 'next', 'queue', 'download']);
  });

  it('is, for several episodes, to play them and to mark those that are not marked so', async () => {
    const episodes = [EPISODE, { ...EPISODE, id: 'podcast:e2', state: 'done' as const }];
    const several = severalSubject(
      episodes.map((one) => episodeSubject(one)),
      '2 episodes',
    );
    const all = actions.of(several);
    expect(all.map(({ title }) => title)).toEqual([
      'Play',
      'Shuffle',
      'Play next',
      'Add to queue',
      'Add to playlist…',
      'Mark as played',
      'Mark as not played',
    ]);
    all[0]?.run();
    expect(did).toEqual([
      ['play', { kind: 'several', query: { items: ['track:podcast:e1', 'track:podcast:e2'] }, title: '2 episodes' }],
    ]);
    all.find(({ id }) => id === 'played')?.run();
    const http = TestBed.inject(HttpTestingController);
    const request = http.expectOne('api/v1/podcasts/episodes/heard');
    expect(request.request.body).toEqual({ ids: ['podcast:e1'], isDone: true });
    request.flush({ count: 1 });
    await new Promise((resume) => setTimeout(resume));
    expect(TestBed.inject(Toasts).shown()[0]?.message).toBe('1 episode marked as played.');
    expect(actions.of(several).map(({ title }) => title)).not.toContain('Mark as played');
  });
});
