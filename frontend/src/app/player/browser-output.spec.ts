import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Connection } from '../core/api/connection';
import type { OutputReport, PlayerView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { BrowserOutput } from './browser-output';
import { Player } from './player';
import { PlayerState } from './player-state';
import { SOUND_ENGINE } from './sound/engine-choice';
import { TabIdentity } from './tab-identity';
import { anItem, aPlayer } from './testing/fixtures';
import { SilentEngine } from './sound/silent-engine';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

class Scene {
  readonly engine = new SilentEngine();
  readonly http: HttpTestingController;
  readonly state: PlayerState;
  readonly output: BrowserOutput;
  readonly id: string;

  constructor() {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), { provide: SOUND_ENGINE, useValue: this.engine }],
    });
    this.http = TestBed.inject(HttpTestingController);
    this.state = TestBed.inject(PlayerState);
    this.id = TestBed.inject(TabIdentity).id;
    this.output = TestBed.inject(BrowserOutput);
  }

  /** The server says how the player is; this tab is active unless something else is said. */
  say(more: Partial<PlayerView>): PlayerView {
    const view = aPlayer({ activeOutputId: this.id, ...more });
    this.state.take(view);
    TestBed.tick();
    return view;
  }

  /** Plays `a`, and the server has heard that it sounds. */
  async playing(): Promise<void> {
    this.say({});
    this.engine.listener?.started();
    await this.answer({});
  }

  async report(): Promise<TestRequest> {
    await settled();
    TestBed.tick();
    return this.http.expectOne(`api/v1/playback/outputs/${this.id}/reports`);
  }

  /** Answers the report on its way; what the player is afterwards is that of before but for `more`. */
  async answer(more: Partial<PlayerView>): Promise<OutputReport> {
    const report = await this.report();
    report.flush(aPlayer({ activeOutputId: this.id, ...more }));
    await settled();
    TestBed.tick();
    return report.request.body as OutputReport;
  }
}

describe('BrowserOutput', () => {
  beforeEach(() => sessionStorage.clear());

  it('sounds what plays when it is the active output, and tells so', async () => {
    const scene = new Scene();
    scene.say({ positionMs: 3_000 });
    expect(scene.engine.calls).toEqual(['load a1 3000', 'play']);
    expect(scene.engine.next?.itemId).toBe('b1');
    scene.engine.listener?.started();
    expect(await scene.answer({})).toMatchObject({ kind: 'progress', playId: 'play-a', positionMs: 3_000, heardMs: 0 });
  });

  it('is silent while another output is active, and while nobody asked for sound', () => {
    const scene = new Scene();
    scene.say({ activeOutputId: 'other' });
    scene.say({ revision: 2, status: 'paused' });
    expect(scene.engine.calls).toEqual([]);
  });

  it('waits until the former output has fallen silent', () => {
    const scene = new Scene();
    scene.say({ handoverFrom: 'other' });
    expect(scene.engine.isSounding).toBe(false);
    expect(scene.output.isWaiting()).toBe(true);
    scene.say({ revision: 2, positionMs: 4_321 });
    expect(scene.engine.calls).toEqual(['load a1 4321', 'play']);
  });

  it('falls silent at once when another takes over, and tells exactly where', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.runTo(4_500);
    scene.say({ revision: 2, activeOutputId: 'other', handoverFrom: scene.id });
    expect(scene.engine.calls.at(-1)).toBe('silence');
    const told = await scene.answer({ revision: 3, activeOutputId: 'other' });
    expect(told).toMatchObject({ kind: 'silent', positionMs: 4_500, heardMs: 4_500 });
    scene.http.verify();
  });

  it('counts on from what another output has sounded of this play', async () => {
    const scene = new Scene();
    scene.say({ positionMs: 30_000, heardMs: 12_000 });
    scene.engine.runTo(31_000);
    scene.engine.listener?.started();
    expect((await scene.answer({})).heardMs).toBe(13_000);
  });

  it('goes on in the same stream after a pause', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.runTo(12_000);
    scene.say({ revision: 2, status: 'paused', positionMs: 12_300 });
    expect(await scene.answer({ revision: 2, status: 'paused' })).toMatchObject({
      kind: 'progress',
      positionMs: 12_000,
    });
    scene.say({ revision: 3, positionMs: 12_000 });
    expect(scene.engine.calls).toEqual(['load a1 0', 'play', 'pause', 'play']);
  });

  it('goes where somebody sought elsewhere, but not where the server reckons it to be while it waits for audio', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.runTo(10_000);
    scene.engine.listener?.ranDry();
    const nowMs = performance.now();
    // Reckoned on through 20 s without audio, and then something else changes.
    scene.say({ revision: 1, positionMs: 10_000, positionAtMs: nowMs - 20_000 });
    scene.say({ revision: 2, positionMs: 30_000, positionAtMs: nowMs, volume: 50 });
    expect(scene.engine.positionMs).toBe(10_000);
    scene.say({ revision: 3, positionMs: 45_000 });
    expect(scene.engine.calls.at(-1)).toBe('seek 45000');
  });

  it('tells that it went on by itself, with all that was heard of the old track', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.runTo(59_800);
    scene.engine.advance();
    TestBed.tick();
    expect(scene.state.view()?.current?.track.title).toBe('b');
    // Something said before the server has heard of it.
    scene.say({ revision: 2, volume: 40 });
    expect(scene.engine.itemId).toBe('b1');
    const told = await scene.answer({
      revision: 3,
      current: anItem('b'),
      next: anItem('c'),
      playId: 'play-b',
      index: 1,
    });
    expect(told).toMatchObject({ kind: 'advanced', playId: 'play-a', toItemId: 'b1', positionMs: 0, heardMs: 60_000 });
    expect(scene.engine.next?.itemId).toBe('c1');
    expect(scene.engine.calls).toEqual(['load a1 0', 'play']);
    scene.engine.listener?.started();
    expect(await scene.answer({ current: anItem('b') })).toMatchObject({ kind: 'progress', playId: 'play-b' });
  });

  it('plays what the server says when somebody else went on at the same moment', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.advance();
    TestBed.tick();
    const report = await scene.report();
    const player = aPlayer({ activeOutputId: scene.id, revision: 9, current: anItem('x'), playId: 'play-x' });
    report.flush({ type: 'urn:pyxis:problem:stale-report', player }, { status: 409, statusText: 'x' });
    await settled();
    TestBed.tick();
    expect(scene.engine.itemId).toBe('x1');
  });

  it('tells that the end is reached, and begins anew when asked again', async () => {
    const scene = new Scene();
    scene.say({ next: undefined });
    scene.engine.runTo(59_900);
    scene.engine.listener?.ended();
    const rewound = { revision: 2, status: 'paused', playId: undefined, next: undefined } as const;
    expect(await scene.answer(rewound)).toMatchObject({ kind: 'ended', positionMs: 60_000, heardMs: 60_000 });
    scene.say({ revision: 3, playId: 'play-a2', next: undefined });
    expect(scene.engine.calls.slice(-2)).toEqual(['load a1 0', 'play']);
  });

  it('tells that the system paused it', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.isSounding = false;
    scene.engine.listener?.pausedBySystem();
    TestBed.tick();
    expect(scene.state.view()?.status).toBe('paused');
    expect(await scene.answer({ revision: 2, status: 'paused' })).toMatchObject({ kind: 'paused' });
    expect(scene.engine.calls.filter((call) => call === 'play')).toHaveLength(1);
  });

  it('asks for a tap where the browser wants one, instead of failing', async () => {
    const scene = new Scene();
    scene.say({});
    scene.engine.listener?.blocked();
    TestBed.tick();
    await scene.answer({ revision: 2, status: 'paused' });
    expect(scene.output.isBlocked()).toBe(true);
    scene.say({ revision: 3 });
    expect(scene.output.isBlocked()).toBe(false);
    expect(scene.engine.calls.at(-1)).toBe('play');
  });

  it('says what it skips and why', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.listener?.failed('Its file is not there any more.');
    const told = await scene.answer({ revision: 2, current: anItem('b'), playId: 'play-b' });
    expect(told).toMatchObject({ kind: 'failed', reason: 'Its file is not there any more.' });
    expect(TestBed.inject(Toasts).shown()[0]?.message).toBe('Skipped “a”. Its file is not there any more.');
    expect(scene.engine.itemId).toBe('b1');
  });

  it('takes what is over without any sound for something that cannot be played', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.listener?.ended();
    expect(await scene.answer({ revision: 2 })).toMatchObject({ kind: 'failed', reason: 'There is no sound in it.' });
  });

  it('takes the end that somebody went to for an end', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.output.seek(199_000);
    scene.engine.listener?.ended();
    expect(await scene.answer({ revision: 2 })).toMatchObject({ kind: 'ended' });
  });

  it('stops after three that began and gave no sound, with one sentence, and begins anew with the next press', async () => {
    const scene = new Scene();
    const shown = (): string | undefined => TestBed.inject(Toasts).shown().at(-1)?.message;
    const fail = async (revision: number, status: PlayerView['status'], reason = 'It is refused.'): Promise<void> => {
      scene.engine.listener?.started();
      await scene.answer({ revision });
      scene.engine.listener?.failed(reason);
      await scene.answer({ revision: revision + 1, status });
    };
    scene.say({});
    await fail(2, 'playing');
    await fail(4, 'playing');
    expect(shown()).toBe('Skipped “a”. It is refused.');
    await fail(6, 'paused');
    expect(shown()).toMatch(/^3 tracks in a row could not be played\. It is refused\./);
    // That it rests.
    expect(await scene.answer({ revision: 8, status: 'paused' })).toMatchObject({ kind: 'progress' });
    scene.say({ revision: 9 });
    await fail(10, 'playing', 'It is away.');
    expect(shown()).toBe('Skipped “a”. It is away.');
  });

  it('plays on when the server missed it meanwhile, and tells so', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.runTo(20_000);
    scene.say({ revision: 2, status: 'paused', isInterrupted: true, positionMs: 9_000 });
    expect(scene.engine.isSounding).toBe(true);
    expect(await scene.answer({ revision: 3, positionMs: 20_000 })).toMatchObject({
      kind: 'progress',
      positionMs: 20_000,
    });
    expect(scene.engine.calls).not.toContain('pause');
  });

  it('does not begin by itself after a restart of the server', () => {
    const scene = new Scene();
    scene.say({ status: 'paused', isInterrupted: true, positionMs: 9_000 });
    expect(scene.engine.calls).toEqual([]);
  });

  it('pauses and goes on without the server, and tells when that is back', async () => {
    const scene = new Scene();
    await scene.playing();
    const player = TestBed.inject(Player);
    const connection = TestBed.inject(Connection);
    connection.reportAway();
    player.pause();
    await settled();
    scene.http.expectOne('api/v1/playback/pause').error(new ProgressEvent('error'));
    await settled();
    TestBed.tick();
    expect(scene.engine.isSounding).toBe(false);
    expect(player.status()).toBe('paused');
    for (const request of scene.http.match((each) => each.url.endsWith('/reports'))) {
      request.error(new ProgressEvent('error'));
    }
    await settled();
    player.resume();
    TestBed.tick();
    expect(scene.engine.isSounding).toBe(true);
    expect(scene.engine.calls.filter((call) => call.startsWith('load'))).toHaveLength(1);
    scene.http.expectNone('api/v1/playback/resume');
  });

  it('stops where it is on a machine that cannot sound, and says so instead of skipping', async () => {
    const scene = new Scene();
    await scene.playing();
    scene.engine.listener?.noDevice();
    expect(await scene.answer({ status: 'paused' })).toMatchObject({ kind: 'paused' });
    expect(
      TestBed.inject(Toasts)
        .shown()
        .map(({ message }) => message),
    ).toEqual([expect.stringMatching(/nothing to play sound on.*then press play/)]);
    scene.http.expectNone(`api/v1/playback/outputs/${scene.id}/reports`);
  });

  it('hears loudness as people do, and mutes this tab alone', () => {
    const scene = new Scene();
    scene.say({ volume: 50 });
    expect(scene.engine.amplitude).toBe(0.25);
    scene.output.setMuted(true);
    TestBed.tick();
    expect(scene.engine.amplitude).toBe(0);
    expect(scene.state.view()?.volume).toBe(50);
    // The same tab, loaded anew.
    TestBed.resetTestingModule();
    const again = new Scene();
    again.say({ volume: 50 });
    expect([again.output.isMuted(), again.engine.amplitude]).toEqual([true, 0]);
    again.output.setMuted(false);
    TestBed.resetTestingModule();
    expect(new Scene().output.isMuted()).toBe(false);
  });
});
