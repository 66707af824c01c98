import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { PlayerView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { isSameItem, PlayerCommands } from './player-commands';
import { PlayerState } from './player-state';
import { TabOutput } from './tab-output';
import { anItem, aPlayer } from './testing/fixtures';

function make(): { commands: PlayerCommands; state: PlayerState; http: HttpTestingController; toasts: Toasts } {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const state = TestBed.inject(PlayerState);
  state.take(aPlayer());
  return {
    commands: TestBed.inject(PlayerCommands),
    state,
    http: TestBed.inject(HttpTestingController),
    toasts: TestBed.inject(Toasts),
  };
}

/** Everything that waits for an answer has got it. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const stale = (player: PlayerView): [object, { status: number; statusText: string }] => [
  { type: 'urn:pyxis:problem:stale-revision', detail: 'Changed.', player },
  { status: 409, statusText: 'Conflict' },
];

describe('PlayerCommands', () => {
  it('names the revision, shows what is foreseen at once, and takes over the answer', async () => {
    const { commands, state, http } = make();
    void commands.send({ name: 'pause', foresee: (view) => ({ ...view, status: 'paused' }) });
    expect(state.view()?.status).toBe('paused');
    await settled();
    const request = http.expectOne('api/v1/playback/pause');
    expect(request.request.body).toEqual({ revision: 1 });
    request.flush(aPlayer({ revision: 2, status: 'paused' }));
    await settled();
    expect(state.confirmed()).toMatchObject({ revision: 2, status: 'paused' });
  });

  it('sends one after the other, each from the revision before', async () => {
    const { commands, http } = make();
    void commands.send({ name: 'next', isStillMeant: isSameItem });
    void commands.send({ name: 'shuffle', body: { isShuffled: true } });
    await settled();
    http.expectOne('api/v1/playback/next').flush(aPlayer({ revision: 2, current: anItem('b') }));
    await settled();
    expect(http.expectOne('api/v1/playback/shuffle').request.body).toEqual({ isShuffled: true, revision: 2 });
  });

  it('makes itself known where the server does not know this tab, and says why that fails', async () => {
    const { commands, http, state, toasts } = make();
    const { id } = TestBed.inject(TabOutput);
    const play = (): void => void commands.send({ name: 'resume', body: { outputId: id } });
    const unknown = [
      { type: 'urn:pyxis:problem:output-not-found', detail: 'There is no output “x” here.' },
      { status: 404, statusText: 'Not found' },
    ] as const;
    play();
    await settled();
    http.expectOne('api/v1/playback/resume').flush(...unknown);
    await settled();
    http.expectOne(`api/v1/playback/outputs/${id}`).flush(aPlayer({ revision: 3 }));
    await settled();
    const again = http.expectOne('api/v1/playback/resume');
    expect(again.request.body).toEqual({ outputId: id, revision: 3 });
    again.flush(aPlayer({ revision: 4 }));
    await settled();
    expect(state.confirmed()?.revision).toBe(4);

    play();
    await settled();
    http.expectOne('api/v1/playback/resume').flush(...unknown);
    await settled();
    http
      .expectOne(`api/v1/playback/outputs/${id}`)
      .flush({ detail: 'The disk is full.' }, { status: 503, statusText: 'Unavailable' });
    await settled();
    expect(toasts.shown().map(({ message }) => message)).toEqual(['The disk is full.']);
  });

  it('repeats once what is still meant when the player has changed', async () => {
    const { commands, http, state, toasts } = make();
    void commands.send({ name: 'volume', body: { volume: 20 } });
    await settled();
    http.expectOne('api/v1/playback/volume').flush(...stale(aPlayer({ revision: 7, current: anItem('b') })));
    await settled();
    const again = http.expectOne('api/v1/playback/volume');
    expect(again.request.body).toEqual({ volume: 20, revision: 7 });
    again.flush(...stale(aPlayer({ revision: 8 })));
    await settled();
    http.verify();
    expect(state.confirmed()?.revision).toBe(8);
    expect(toasts.shown()).toEqual([]);
  });

  it('counts each press of what is pressed again before the answer is there', async () => {
    const { commands, http } = make();
    for (let press = 0; press < 4; press++) void commands.send({ name: 'next', isStillMeant: isSameItem });
    for (const [index, title] of ['b', 'c', 'd', 'e'].entries()) {
      await settled();
      const request = http.expectOne('api/v1/playback/next');
      expect(request.request.body).toEqual({ revision: index + 1 });
      request.flush(aPlayer({ revision: index + 2, current: anItem(title) }));
    }
    await settled();
    http.verify();
  });

  it('does not count a press that was meant for what another tab has changed meanwhile', async () => {
    const { commands, http, state } = make();
    for (let press = 0; press < 2; press++) void commands.send({ name: 'next', isStillMeant: isSameItem });
    await settled();
    http.expectOne('api/v1/playback/next').flush(aPlayer({ revision: 2, current: anItem('b') }));
    state.take(aPlayer({ revision: 3, current: anItem('x') }));
    await settled();
    http.expectNone('api/v1/playback/next');
  });

  it('does not skip a track that nobody saw: shows quietly what plays now', async () => {
    const { commands, http, state, toasts } = make();
    void commands.send({ name: 'next', isStillMeant: isSameItem });
    await settled();
    http.expectOne('api/v1/playback/next').flush(...stale(aPlayer({ revision: 7, current: anItem('b') })));
    await settled();
    http.verify();
    expect(state.view()?.current?.track.title).toBe('b');
    expect(toasts.shown()).toEqual([]);
  });

  it('does not send at all what was meant for a track that has ended meanwhile', async () => {
    const { commands, http, state } = make();
    void commands.send({ name: 'next', isStillMeant: isSameItem });
    state.take(aPlayer({ revision: 2, current: anItem('b') }));
    await settled();
    http.expectNone('api/v1/playback/next');
  });

  it('sends only the last place of a slider that is being drawn', async () => {
    const { commands, http } = make();
    void commands.send({ name: 'volume', key: 'volume', body: { volume: 10 } });
    await settled();
    for (const volume of [20, 30, 40]) void commands.send({ name: 'volume', key: 'volume', body: { volume } });
    http.expectOne('api/v1/playback/volume').flush(aPlayer({ revision: 2 }));
    await settled();
    expect(http.expectOne('api/v1/playback/volume').request.body).toEqual({ volume: 40, revision: 2 });
  });

  it('says why something was refused, and shows the player as it is', async () => {
    const { commands, http, state, toasts } = make();
    void commands.send({ name: 'resume', foresee: (view) => ({ ...view, volume: 1 }) });
    await settled();
    http
      .expectOne('api/v1/playback/resume')
      .flush(
        { type: 'urn:pyxis:problem:no-output', detail: 'Open Pyxis in a browser.' },
        { status: 409, statusText: 'x' },
      );
    await settled();
    expect(toasts.shown()[0]?.message).toBe('Open Pyxis in a browser.');
    expect(state.view()?.volume).toBe(100);
  });
});
