import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Connection } from '../api/connection';
import type { TrackView } from '../api/types';
import { Toasts } from '../shell/toasts';
import { Player } from './player';
import { type Heard, VoicePair } from './voice-pair';

/** Stands where the audio elements are: jsdom has none that play. */
class SilentVoices {
  heard?: Heard;
  itemId?: string;
  isTranscoded = false;
  positionSeconds = 0;
  bufferedSeconds = 0;
  prepared?: string;
  taken: string[] = [];
  reloadedAt?: number;
  refusal?: DOMException;

  take(itemId: string, track: TrackView, startSeconds: number, mustTranscode = false): void {
    this.itemId = itemId;
    this.positionSeconds = startSeconds;
    this.isTranscoded = mustTranscode;
    this.taken.push(track.title);
  }
  prepare(_itemId: string, track: TrackView): void {
    this.prepared = track.title;
  }
  dropStandby(): void {
    this.prepared = undefined;
  }
  silence(): void {
    this.itemId = undefined;
  }
  play(): Promise<void> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }
  pause(): void {
    this.heard?.paused();
  }
  seek(seconds: number): void {
    this.positionSeconds = seconds;
  }
  reload(seconds: number): void {
    this.reloadedAt = seconds;
  }
  setLoudness(): void {
    // Nothing to hear.
  }
  runTo(seconds: number): void {
    this.positionSeconds = seconds;
    this.heard?.progressed();
  }
}

const aTrack = (title: string, more: Partial<TrackView> = {}): TrackView => ({
  id: title,
  title,
  artist: 'Someone',
  artists: [],
  album: { id: 'album', title: 'Album' },
  durationMs: 60_000,
  hasLyrics: false,
  isMissing: false,
  addedAtMs: 0,
  ...more,
});
const tracks = ['a', 'b', 'c', 'd', 'e'].map((title) => aTrack(title));
const settled = (): Promise<void> => new Promise((resolve) => queueMicrotask(resolve));

function make(): { player: Player; voices: SilentVoices; http: HttpTestingController; toasts: Toasts } {
  const voices = new SilentVoices();
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), { provide: VoicePair, useValue: voices }],
  });
  const player = TestBed.inject(Player);
  TestBed.tick();
  return { player, voices, http: TestBed.inject(HttpTestingController), toasts: TestBed.inject(Toasts) };
}

async function failWith({ voices, http }: ReturnType<typeof make>, status: number): Promise<void> {
  voices.heard?.failed();
  http.expectOne((request) => request.method === 'HEAD').flush(null, { status, statusText: 'x' });
  await settled();
  await settled();
}

describe('Player', () => {
  beforeEach(() => localStorage.clear());

  it('plays from the asked track and goes on by itself to the end', () => {
    const { player, voices } = make();
    player.play(tracks.slice(0, 3), 1);
    voices.heard?.started();
    expect(player.status()).toBe('playing');
    voices.heard?.ended();
    expect(player.current()?.title).toBe('c');
    voices.heard?.ended();
    expect(player.status()).toBe('paused');
    expect(player.index()).toBe(0);
    expect(voices.taken).toEqual(['b', 'c']);
  });

  it('leaves out files that are missing, and says so when nothing is left', () => {
    const { player, toasts } = make();
    player.play([aTrack('x', { isMissing: true }), aTrack('y')], 0);
    expect(player.items().map((item) => item.track.title)).toEqual(['y']);
    player.play([aTrack('x', { isMissing: true })]);
    expect(player.current()?.title).toBe('y');
    expect(toasts.shown()[0]?.message).toContain('None of these files');
  });

  it('prepares the next track shortly before the end, and again after the order changed', () => {
    const { player, voices } = make();
    player.play(tracks, 0);
    voices.runTo(20);
    expect(voices.prepared).toBeUndefined();
    voices.runTo(40);
    expect(voices.prepared).toBe('b');
    player.setRepeat('one');
    voices.runTo(41);
    expect(voices.prepared).toBe('a');
  });

  it('restarts a track that runs, and goes back from one that has only begun', () => {
    const { player, voices } = make();
    player.play(tracks, 2);
    voices.runTo(3.5);
    player.previous();
    expect([player.current()?.title, player.positionMs()]).toEqual(['c', 0]);
    voices.runTo(2);
    player.previous();
    expect(player.current()?.title).toBe('b');
  });

  it('goes on in the same stream after a pause', () => {
    const { player, voices } = make();
    player.play(tracks, 0);
    voices.heard?.started();
    voices.runTo(12);
    player.pause();
    player.resume();
    expect(voices.taken).toEqual(['a']);
    expect(player.positionMs()).toBe(12_000);
  });

  it('comes back after a reload: same place, silent until asked', () => {
    const first = make();
    first.player.play(tracks, 3);
    first.voices.runTo(31);
    first.player.setVolume(0.4);
    first.player.pause();
    TestBed.tick();
    const { player, voices } = make();
    expect(player.status()).toBe('paused');
    expect([player.current()?.title, player.positionMs(), player.volume()]).toEqual(['d', 31_000, 0.4]);
    expect(voices.taken).toEqual([]);
    player.resume();
    expect(voices.positionSeconds).toBe(31);
  });

  it('asks for another form of a track that cannot be decoded, at the same second', async () => {
    const made = make();
    made.player.play(tracks, 0);
    made.voices.runTo(9);
    await failWith(made, 200);
    expect(made.voices.isTranscoded).toBe(true);
    expect(made.voices.positionSeconds).toBe(9);
  });

  it('skips a track whose file is gone and says why; stops after three in a row', async () => {
    const made = make();
    made.player.play(tracks, 0);
    await failWith(made, 404);
    expect(made.player.current()?.title).toBe('b');
    expect(made.toasts.shown()[0]?.message).toContain('not there any more');
    await failWith(made, 404);
    await failWith(made, 404);
    expect(made.player.status()).toBe('paused');
    expect(made.player.current()?.title).toBe('c');
    expect(made.toasts.shown().at(-1)?.message).toContain('3 tracks in a row');
  });

  it('waits while the server is away and goes on at the same second', async () => {
    const made = make();
    made.player.play(tracks, 0);
    made.voices.heard?.started();
    made.voices.runTo(17);
    await failWith(made, 0);
    const connection = TestBed.inject(Connection);
    expect(connection.isOnline()).toBe(false);
    expect(made.player.status()).toBe('waiting');
    connection.reportAnswer();
    TestBed.tick();
    expect(made.voices.reloadedAt).toBe(17);
    expect(made.voices.taken).toEqual(['a']);
  });

  it('pauses when the browser wants a tap first', async () => {
    const { player, voices, toasts } = make();
    voices.refusal = new DOMException('no', 'NotAllowedError');
    player.play(tracks, 0);
    await settled();
    await settled();
    expect(player.status()).toBe('paused');
    expect(toasts.shown()[0]?.message).toContain('tap');
  });

  it('puts back what was taken out', () => {
    const { player, toasts } = make();
    player.play(tracks, 0);
    player.remove(player.items()[1]?.itemId ?? '');
    expect(player.upcoming().map((item) => item.track.title)).toEqual(['c', 'd', 'e']);
    toasts.shown()[0]?.action?.run();
    expect(player.upcoming().map((item) => item.track.title)).toEqual(['b', 'c', 'd', 'e']);
    player.clearUpcoming();
    expect(player.items()).toHaveLength(1);
  });

  it('unmutes when the volume is turned up', () => {
    const { player } = make();
    player.toggleMute();
    player.setVolume(0.3);
    expect(player.isMuted()).toBe(false);
    player.setVolume(7);
    expect(player.volume()).toBe(1);
  });

  it('says why an album cannot be played', async () => {
    const { player, http, toasts } = make();
    const playing = player.playAlbum('gone');
    http.expectOne('api/v1/albums/gone').flush({ detail: 'No such album.' }, { status: 404, statusText: 'x' });
    await playing;
    expect(toasts.shown()[0]?.message).toBe('No such album.');
  });
});
