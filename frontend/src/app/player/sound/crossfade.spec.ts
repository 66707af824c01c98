import { aTrack } from '../testing/fixtures';
import { Crossfade } from './crossfade';
import { SilentEngine } from './silent-engine';
import type { SoundItem } from './sound-engine';

const item = (title: string, album = title, trackNumber = 1): SoundItem => ({
  itemId: title,
  track: aTrack(title, { album: { id: album, title: album }, trackNumber }),
  gain: 1,
  speed: 1,
});

/** Two decks that make no sound. Tracks last a minute. */
class Table {
  readonly decks: SilentEngine[] = [];
  readonly told: string[] = [];
  seconds = 10;
  readonly crossfade = new Crossfade(
    () => {
      const deck = new SilentEngine();
      this.decks.push(deck);
      return deck;
    },
    () => this.seconds,
  );

  constructor() {
    const tell = (what: string) => (detail?: string) => void this.told.push([what, detail].filter(Boolean).join(' '));
    this.crossfade.listener = {
      ...{ progressed: () => undefined, started: tell('started'), ranDry: tell('ranDry'), ended: tell('ended') },
      ...{ pausedBySystem: tell('pausedBySystem'), blocked: tell('blocked'), noDevice: tell('noDevice') },
      ...{ advanced: tell('advanced'), failed: tell('failed') },
    };
  }

  get first(): SilentEngine {
    return this.decks[0]!;
  }

  get second(): SilentEngine {
    return this.decks[1]!;
  }

  /** Plays one that fades into another, up to the moment the fade begins. */
  fade(): void {
    this.crossfade.setVolume(0.5);
    this.crossfade.load(item('a'), 0, item('b'));
    this.crossfade.play();
    this.first.runTo(31_000);
    this.second.bufferedMs = 5_000;
    this.first.runTo(49_900);
    vi.advanceTimersByTime(100);
  }
}

describe('Crossfade', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is one deck that goes on by itself while it is off', () => {
    const table = new Table();
    table.seconds = 0;
    table.crossfade.load(item('a'), 0, item('b'));
    table.crossfade.play();
    expect(table.first.next?.itemId).toBe('b');
    table.first.runTo(59_900);
    table.first.advance();
    expect(table.told).toEqual(['advanced b']);
    expect(table.decks).toHaveLength(1);
  });

  it('leaves neighbours of an album to the gapless deck', () => {
    const table = new Table();
    table.crossfade.load(item('a', 'album', 1), 0, item('b', 'album', 2));
    table.crossfade.play();
    table.first.runTo(59_000);
    vi.advanceTimersByTime(1_000);
    expect(table.first.next?.itemId).toBe('b');
    expect(table.decks).toHaveLength(1);
  });

  it('begins the next while the one before still sounds, and each is as loud as its part of the fade', () => {
    const table = new Table();
    table.fade();
    expect(table.told).toEqual(['advanced b']);
    expect(table.crossfade.itemId).toBe('b');
    expect([table.first.isSounding, table.second.isSounding]).toEqual([true, true]);
    expect(table.second.amplitude).toBeLessThan(0.05);
    vi.advanceTimersByTime(5_000);
    expect(table.first.amplitude).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
    expect(table.second.amplitude).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
    vi.advanceTimersByTime(5_200);
    expect(table.first.current).toBeUndefined();
    expect(table.second.amplitude).toBe(0.5);
    // What the deck says that fell silent is nobody's business.
    table.first.listener?.ended();
    expect(table.told).toEqual(['advanced b']);
  });

  it('fades back to the first deck after that', () => {
    const table = new Table();
    table.fade();
    vi.advanceTimersByTime(10_200);
    table.crossfade.setNext(item('c'));
    table.second.runTo(31_000);
    table.first.bufferedMs = 5_000;
    table.second.runTo(50_100);
    vi.advanceTimersByTime(10);
    expect(table.told).toEqual(['advanced b', 'advanced c']);
    expect(table.first.current?.itemId).toBe('c');
  });

  it('ends with one item sounding when somebody pauses, seeks or chooses something else in the midst of it', () => {
    for (const act of [
      (crossfade: Crossfade) => crossfade.pause(),
      (crossfade: Crossfade) => crossfade.seek(1_000),
      (crossfade: Crossfade) => crossfade.load(item('z'), 0),
    ]) {
      const table = new Table();
      table.fade();
      act(table.crossfade);
      expect(table.first.current).toBeUndefined();
      expect(table.second.amplitude).toBe(0.5);
    }
  });

  it('does not fade into what is not there yet, but goes on to it at the end', () => {
    const table = new Table();
    table.crossfade.load(item('a'), 0, item('b'));
    table.crossfade.play();
    table.first.runTo(55_000);
    vi.advanceTimersByTime(1_000);
    expect(table.told).toEqual([]);
    table.first.listener?.ended();
    expect(table.told).toEqual(['advanced b']);
    expect(table.second.isSounding).toBe(true);
    expect(table.first.current).toBeUndefined();
  });

  it('lets go of what it held ready when something else is to follow, or nothing', () => {
    const table = new Table();
    table.crossfade.load(item('a'), 0, item('b'));
    table.crossfade.play();
    table.first.runTo(45_000);
    expect(table.second.current?.itemId).toBe('b');
    table.crossfade.setNext(undefined);
    expect(table.second.current).toBeUndefined();
    table.first.runTo(59_000);
    table.first.listener?.ended();
    expect(table.told).toEqual(['ended']);
  });

  it('gives the deck its next back when it is switched off meanwhile', () => {
    const table = new Table();
    table.crossfade.load(item('a'), 0, item('b'));
    expect(table.first.next).toBeUndefined();
    table.seconds = 0;
    table.first.runTo(1_000);
    expect(table.first.next?.itemId).toBe('b');
  });
});
