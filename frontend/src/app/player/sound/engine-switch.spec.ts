import type { TrackView } from '../../core/api/types';
import { EngineSwitch } from './engine-switch';
import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';

class FakeEngine implements SoundEngine {
  listener?: SoundListener;
  itemId?: string;
  nextId?: string;
  positionMs = 0;
  bufferedMs = 0;
  heardMs = 0;
  isPlaying = false;

  load(item: SoundItem, positionMs: number, next?: SoundItem): void {
    this.itemId = item.itemId;
    this.positionMs = positionMs;
    this.heardMs = 0;
    this.isPlaying = false;
    this.setNext(next);
  }
  setNext(next: SoundItem | undefined): void {
    this.nextId = next?.itemId;
  }
  play(): void {
    this.isPlaying = true;
  }
  pause(): void {
    this.isPlaying = false;
  }
  seek(positionMs: number): void {
    this.positionMs = positionMs;
  }
  setVolume(): void {
    // Nothing to hear.
  }
  setGain(): void {
    // Nothing to hear.
  }
  silence(): void {
    this.itemId = undefined;
    this.isPlaying = false;
  }
}

const item = (itemId: string): SoundItem => ({ itemId, track: {} as TrackView, gain: 1, speed: 1 });
/** Those with a small letter are taken by the gapless engine. */
const suits = ({ itemId }: SoundItem): boolean => itemId === itemId.toLowerCase();

function make(): { both: EngineSwitch; gapless: FakeEngine; plain: FakeEngine; live: FakeEngine; told: string[] } {
  const [gapless, plain] = [new FakeEngine(), new FakeEngine()];
  const live = new FakeEngine();
  const both = new EngineSwitch({ gapless, plain, live }, suits);
  const told: string[] = [];
  const tell = (what: string) => (detail?: string) => void told.push(detail ? `${what} ${detail}` : what);
  both.listener = {
    ...{ progressed: tell('progressed'), started: tell('started'), ranDry: tell('ranDry'), ended: tell('ended') },
    ...{ pausedBySystem: tell('pausedBySystem'), blocked: tell('blocked'), noDevice: tell('noDevice') },
    ...{ advanced: tell('advanced'), failed: tell('failed') },
  };
  return { both, gapless, plain, live, told };
}

describe('EngineSwitch', () => {
  it('gives an item to the engine that it suits, and silences the other', () => {
    const { both, gapless, plain } = make();
    both.load(item('a'), 0);
    expect([gapless.itemId, plain.itemId]).toEqual(['a', undefined]);
    both.load(item('B'), 4_000);
    expect([gapless.itemId, plain.itemId, both.positionMs]).toEqual([undefined, 'B', 4_000]);
    expect(plain.isPlaying).toBe(false);
  });

  it('gives a station to the engine for what has no end', () => {
    const { both, gapless, live } = make();
    both.load(item('a'), 0);
    both.load({ ...item('s'), track: { kind: 'station' } as TrackView }, 7_000);
    expect([gapless.itemId, live.itemId, both.positionMs]).toEqual([undefined, 's', 7_000]);
    expect(both.itemId).toBe('s');
  });

  it('lets an engine go on by itself only to what it can play', () => {
    const { both, gapless } = make();
    both.load(item('a'), 0, item('B'));
    expect(gapless.nextId).toBeUndefined();
    both.setNext(item('c'));
    expect(gapless.nextId).toBe('c');
    gapless.listener?.advanced('c');
    expect(both.itemId).toBe('c');
  });

  it('goes on in the other engine when the item is over', () => {
    const { both, gapless, plain, told } = make();
    both.load(item('a'), 0, item('B'));
    both.play();
    gapless.heardMs = 5_000;
    gapless.listener?.ended();
    expect([plain.itemId, plain.isPlaying, gapless.itemId]).toEqual(['B', true, undefined]);
    expect(told).toEqual(['advanced B']);
    expect(both.heardMs).toBe(0);
  });

  it('goes on in the plain engine at the same place when the gapless one fails, and counts on', () => {
    const { both, gapless, plain, told } = make();
    both.load(item('a'), 0, item('b'));
    both.play();
    gapless.positionMs = 7_000;
    gapless.heardMs = 6_500;
    gapless.listener?.failed('damaged');
    expect([plain.itemId, plain.positionMs, plain.isPlaying]).toEqual(['a', 7_000, true]);
    plain.heardMs = 100;
    expect(both.heardMs).toBe(6_600);
    expect(told).toEqual([]);
    plain.listener?.ended();
    expect([gapless.itemId, gapless.isPlaying]).toEqual(['b', true]);
  });

  it('does not start what was paused when it falls back', () => {
    const { both, gapless, plain } = make();
    both.load(item('a'), 0);
    gapless.listener?.failed('damaged');
    expect([plain.itemId, plain.isPlaying]).toEqual(['a', false]);
  });

  it('gives what the gapless engine could not prepare to the plain one', () => {
    const { both, gapless, plain } = make();
    both.load(item('a'), 0, item('b'));
    both.play();
    gapless.listener?.ended();
    expect([plain.itemId, plain.isPlaying]).toEqual(['b', true]);
  });

  it('fails when the plain engine does, and hears nothing of the one that is silent', () => {
    const { both, gapless, plain, told } = make();
    both.load(item('B'), 0);
    gapless.listener?.progressed();
    plain.listener?.failed('gone');
    expect(told).toEqual(['failed gone']);
  });

  it('ends when nothing follows', () => {
    const { both, gapless, told } = make();
    both.load(item('a'), 0);
    gapless.listener?.ended();
    expect(told).toEqual(['ended']);
  });
});
