import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { Api } from '../../core/api/api';
import { Connection } from '../../core/api/connection';
import type { LiveView } from '../../core/api/types';
import { aTrack } from '../testing/fixtures';
import { LiveEngine } from './live-engine';
import type { SoundItem } from './sound-engine';

const START_MS = 1_700_000_000_000;
const STATION: SoundItem = { itemId: 's1', track: { ...aTrack('radio'), kind: 'station' }, gain: 1, speed: 1 };
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const throwing = (error: unknown): Promise<never> =>
  Promise.resolve().then(() => {
    throw error;
  });

/** One audio element that does nothing by itself, and a server with a station. */
class Tuner {
  readonly element = document.createElement('audio');
  readonly told: string[] = [];
  readonly engine: LiveEngine;
  live: LiveView = {
    ...{ trackId: 'radio', state: 'live', oldestMs: START_MS - 600_000, edgeMs: START_MS + 3_000, startMs: START_MS },
    ...{ titles: [], codec: 'mp3', container: 'mp3' },
  };
  failure?: HttpErrorResponse;
  asked = 0;

  constructor() {
    vi.spyOn(document, 'createElement').mockReturnValue(this.element);
    const media = HTMLMediaElement.prototype;
    vi.spyOn(media, 'load').mockImplementation(function (this: HTMLMediaElement) {
      Object.defineProperty(this, 'currentTime', { value: 0, writable: true, configurable: true });
    });
    vi.spyOn(media, 'pause').mockReturnValue();
    vi.spyOn(media, 'play').mockResolvedValue();
    const read = (): Promise<LiveView> => {
      this.asked++;
      return this.failure ? throwing(this.failure) : Promise.resolve(this.live);
    };
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { read } }] });
    this.engine = TestBed.runInInjectionContext(() => new LiveEngine());
    const tell = (what: string) => (detail?: string) => void this.told.push([what, detail].filter(Boolean).join(' '));
    this.engine.listener = {
      ...{ progressed: () => undefined, started: tell('started'), ranDry: tell('ranDry'), ended: tell('ended') },
      ...{ pausedBySystem: tell('pausedBySystem'), blocked: tell('blocked'), noDevice: tell('noDevice') },
      ...{ advanced: tell('advanced'), failed: tell('failed') },
    };
  }

  async play(positionMs: number): Promise<void> {
    this.engine.load(STATION, positionMs);
    this.engine.play();
    await settled();
  }

  runTo(seconds: number): void {
    this.element.currentTime = seconds;
    this.element.dispatchEvent(new Event('timeupdate'));
  }
}

describe('LiveEngine', () => {
  afterEach(() => vi.restoreAllMocks());

  it('begins with what is live, and tells moments of the station', async () => {
    const tuner = new Tuner();
    await tuner.play(0);
    expect(tuner.element.src).toContain(`stream/radio?at=${START_MS}`);
    tuner.runTo(12.5);
    expect([tuner.engine.positionMs, tuner.engine.heardMs]).toEqual([START_MS + 12_500, 12_500]);
  });

  it('goes on at the second that was heard while that is kept, else with what is live', async () => {
    const tuner = new Tuner();
    await tuner.play(START_MS - 60_000);
    expect(tuner.element.src).toContain(`at=${START_MS - 60_000}`);
    await tuner.play(START_MS - 3_600_000);
    expect(tuner.element.src).toContain(`at=${START_MS}`);
  });

  it('asks for MP3 where the sound is in what not every browser plays', async () => {
    const tuner = new Tuner();
    tuner.live = { ...tuner.live, codec: 'opus', container: 'ogg' };
    await tuner.play(0);
    expect(tuner.element.src).toContain('format=mp3');
  });

  it('goes on where it was when its connection breaks off', async () => {
    vi.useFakeTimers();
    try {
      const tuner = new Tuner();
      tuner.engine.load(STATION, 0);
      tuner.engine.play();
      await vi.advanceTimersByTimeAsync(0);
      tuner.runTo(20);
      tuner.element.dispatchEvent(new Event('error'));
      expect(tuner.told).toEqual(['ranDry']);
      tuner.live = { ...tuner.live, edgeMs: START_MS + 25_000, startMs: START_MS + 22_000 };
      await vi.advanceTimersByTimeAsync(1_000);
      expect(tuner.element.src).toContain(`at=${START_MS + 20_000}`);
      expect(tuner.engine.heardMs).toBe(20_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits for a server that is away, and says why a station cannot be heard', async () => {
    const tuner = new Tuner();
    tuner.failure = new HttpErrorResponse({ status: 0 });
    await tuner.play(0);
    expect(TestBed.inject(Connection).isOnline()).toBe(false);
    tuner.failure = undefined;
    TestBed.inject(Connection).reportAnswer();
    TestBed.tick();
    await settled();
    expect(tuner.element.src).toContain('at=');
    tuner.failure = new HttpErrorResponse({ status: 404, error: { detail: 'There is no such station.' } });
    await tuner.play(0);
    expect(tuner.told.at(-1)).toContain('failed');
  });

  it('stops where nothing can sound, and begins anew when asked', async () => {
    const tuner = new Tuner();
    await tuner.play(0);
    Object.defineProperty(tuner.element, 'error', { value: { message: 'OnMediaSinkAudioError' }, configurable: true });
    tuner.element.dispatchEvent(new Event('error'));
    expect(tuner.told.at(-1)).toBe('noDevice');
    const { asked } = tuner;
    tuner.engine.play();
    await settled();
    expect(tuner.asked).toBe(asked + 1);
  });

  it('fetches nothing while it is paused, and goes to what is live when asked', async () => {
    const tuner = new Tuner();
    tuner.engine.load(STATION, START_MS - 60_000);
    await settled();
    expect(tuner.asked).toBe(0);
    tuner.engine.play();
    await settled();
    tuner.engine.seek(0);
    await settled();
    expect(tuner.element.src).toContain(`at=${START_MS}`);
  });
});
