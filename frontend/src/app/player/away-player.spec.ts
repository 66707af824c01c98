import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Connection } from '../core/api/connection';
import type { PastPlay } from '../core/api/types';
import { KeptOnDevice, type KeptThing } from '../core/device/kept-on-device';
import { AwayPlayer } from './away-player';
import { PastPlays } from './past-plays';
import { PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';
import { aPlayer, aTrack } from './testing/fixtures';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const ALBUM = { kind: 'album', id: 'x' };

describe('AwayPlayer', () => {
  const isOnline = signal(false);
  let kept: { play: PastPlay; isOver: boolean }[];
  let player: AwayPlayer;
  let state: PlayerState;

  beforeEach(() => {
    isOnline.set(false);
    kept = [];
    const tracks = ['a', 'b', 'c'].map((title) => aTrack(title));
    const thing: KeptThing = { id: 'album:x', kind: 'album', subjectId: 'x', title: 'X', tracks, addedAtMs: 0 };
    const device = {
      ready: Promise.resolve(),
      things: () => [thing],
      thing: (kind: string, id: string) => (kind === 'album' && id === 'x' ? thing : undefined),
      sounds: () => new Map([['a', {}]]),
      sound: (id: string) => (id === 'c' ? undefined : { trackId: id, sizeBytes: 1 }),
    };
    const keep = (play: PastPlay, isOver: boolean): Promise<void> => Promise.resolve(void kept.push({ play, isOver }));
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: KeptOnDevice, useValue: device },
        { provide: PastPlays, useValue: { keep } },
        { provide: Connection, useValue: { isOnline } },
      ],
    });
    player = TestBed.inject(AwayPlayer);
    state = TestBed.inject(PlayerState);
  });

  const titles = (): (string | undefined)[] => [state.view()?.current?.track.title, state.view()?.next?.track.title];

  it('plays what is here of what is asked for, and nothing where nothing is', async () => {
    expect(await player.begin({ subject: { kind: 'album', id: 'y' } })).toBe(false);
    expect(await player.begin({ trackIds: ['c'] })).toBe(false);
    expect(state.view()).toBeUndefined();
    expect(await player.begin({ subject: ALBUM })).toBe(true);
    expect([titles(), state.view()?.length, state.view()?.status]).toEqual([['a', 'b'], 2, 'playing']);
  });

  it('begins with the track that was meant', async () => {
    await player.begin({ subject: ALBUM, startTrackId: 'b', positionMs: 5_000 });
    expect([titles(), state.view()?.positionMs]).toEqual([['b', undefined], 5_000]);
    await player.begin({ trackIds: ['b', 'a'] });
    expect(titles()).toEqual(['b', 'a']);
  });

  it('keeps each play once, with what was heard of it', async () => {
    await player.begin({ subject: ALBUM });
    player.heard({ kind: 'progress', positionMs: 20_000, heardMs: 19_000 });
    const { playId } = state.view() ?? {};
    player.heard({ kind: 'advanced', positionMs: 0, heardMs: 59_000 });
    expect(state.view()?.playId).not.toBe(playId);
    player.heard({ kind: 'ended', positionMs: 60_000, heardMs: 60_000 });
    expect([state.view()?.status, titles()[0]]).toEqual(['paused', 'a']);
    expect(kept.map(({ play, isOver }) => [play.trackId, play.heardMs, play.outcome, isOver])).toEqual([
      ['a', 19_000, 'stopped', false],
      ['a', 59_000, 'finished', true],
      ['b', 60_000, 'finished', true],
    ]);
    expect(kept[0]?.play.playId).toBe(kept[1]?.play.playId);
    expect(kept[0]?.play.context).toEqual({ kind: 'album', id: 'x' });
  });

  it('does what it is told, and says what it cannot', async () => {
    await player.begin({ subject: ALBUM });
    const bItem = player.items()?.[1]?.itemId;
    expect(player.perform('jump', { itemId: bItem })).toBe(true);
    expect(titles()[0]).toBe('b');
    player.perform('previous');
    expect(titles()[0]).toBe('a');
    player.perform('pause');
    expect(state.view()?.status).toBe('paused');
    player.perform('resume');
    expect(state.view()?.status).toBe('playing');
    player.perform('queue/remove', { itemIds: [bItem] });
    expect(titles()).toEqual(['a', undefined]);
    expect(player.perform('sleep', { kind: 'time' })).toBe(false);
  });

  it('stops where one after the other cannot be played', async () => {
    await player.begin({ subject: ALBUM });
    player.perform('repeat', { repeat: 'all' });
    for (let times = 0; times < 3; times++) player.heard({ kind: 'failed', positionMs: 0, heardMs: 0 });
    expect(state.view()?.status).toBe('paused');
    expect(kept).toEqual([]);
  });

  it('goes on with what is here of the queue of a server that is away, and hands it the place in it', async () => {
    const http = TestBed.inject(HttpTestingController);
    const items = ['a', 'c', 'b'].map((title) => ({ itemId: `${title}1`, track: aTrack(title) }));
    isOnline.set(true);
    state.take(aPlayer({ activeOutputId: TestBed.inject(TabIdentity).id, length: 3, heardMs: 20_000, hasNext: true }));
    TestBed.tick();
    http.expectOne('api/v1/playback/queue').flush({ queueRevision: 1, items });
    await settled();
    expect(player.takesOver('ended', 'a1', 'play-a')).toBe(false);
    isOnline.set(false);
    expect(player.takesOver('progress', 'a1', 'play-a')).toBe(false);
    expect(player.takesOver('ended', 'a1', 'play-a')).toBe(true);
    player.heard({ kind: 'ended', positionMs: 60_000, heardMs: 60_000 });
    expect(titles()).toEqual(['b', undefined]);
    expect(kept.map(({ play }) => [play.playId, play.heardMs])).toEqual([['play-a', 60_000]]);
    isOnline.set(true);
    player.perform('previous');
    http.expectOne('api/v1/playback').flush(aPlayer({ revision: 7 }));
    await settled();
    expect(http.expectOne('api/v1/playback/jump').request.body).toMatchObject({ itemId: 'a1', revision: 7 });
  });

  it('gives the rest to the server with the next track, once that is there', async () => {
    await player.begin({ subject: ALBUM });
    const http = TestBed.inject(HttpTestingController);
    isOnline.set(true);
    player.heard({ kind: 'progress', positionMs: 20_000, heardMs: 20_000 });
    http.verify();
    player.heard({ kind: 'advanced', positionMs: 0, heardMs: 60_000 });
    http.expectOne('api/v1/playback').flush(aPlayer({ revision: 7 }));
    await settled();
    const asked = http.expectOne('api/v1/playback/play');
    expect(asked.request.body).toMatchObject({ trackIds: ['b'], revision: 7, context: { kind: 'album', id: 'x' } });
    asked.flush(aPlayer({ revision: 8 }));
    await settled();
    expect([player.isOn(), state.view()?.revision]).toEqual([false, 8]);
    expect(kept.filter(({ isOver }) => isOver).map(({ play }) => play.trackId)).toEqual(['a']);
  });
});
