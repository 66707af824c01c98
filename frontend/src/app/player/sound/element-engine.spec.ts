import { TestBed } from '@angular/core/testing';
import { Connection } from '../../core/api/connection';
import { aTrack } from '../testing/fixtures';
import { ElementEngine } from './element-engine';
import { type FailureCause, FailureCauses } from './failure-cause';
import { ShortenSilence } from './shorten-silence';
import { SoundQuality } from './sound-quality';
import { SoundSize } from './sound-size';
import type { SoundItem } from './sound-engine';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const item = (title: string, gain = 1): SoundItem => ({ itemId: `${title}1`, track: aTrack(title), gain, speed: 1 });

/** Audio elements that do nothing by themselves: jsdom has none that play. */
class Deck {
  readonly elements: HTMLAudioElement[] = [];
  readonly told: string[] = [];
  cause: FailureCause = { kind: 'undecodable' };
  refusal?: DOMException;
  readonly engine: ElementEngine;

  constructor() {
    vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
      const element = document.createElementNS('http://www.w3.org/1999/xhtml', name);
      if (element instanceof HTMLAudioElement) this.elements.push(element);
      return element;
    });
    const media = HTMLMediaElement.prototype;
    vi.spyOn(media, 'load').mockImplementation(function (this: HTMLMediaElement) {
      set(this, { error: null, currentTime: 0 });
    });
    vi.spyOn(media, 'pause').mockReturnValue();
    vi.spyOn(media, 'canPlayType').mockReturnValue('probably');
    vi.spyOn(media, 'play').mockImplementation(() => (this.refusal ? Promise.reject(this.refusal) : Promise.resolve()));
    TestBed.configureTestingModule({
      providers: [{ provide: FailureCauses, useValue: { of: () => Promise.resolve(this.cause) } }],
    });
    this.engine = TestBed.runInInjectionContext(() => new ElementEngine());
    const tell = (what: string) => (detail?: string) => void this.told.push([what, detail].filter(Boolean).join(' '));
    this.engine.listener = {
      progressed: () => undefined,
      started: tell('started'),
      ranDry: tell('ranDry'),
      pausedBySystem: tell('pausedBySystem'),
      advanced: tell('advanced'),
      ended: tell('ended'),
      failed: tell('failed'),
      noDevice: tell('noDevice'),
      blocked: tell('blocked'),
    };
  }

  /** The element with that track. */
  with(title: string): HTMLAudioElement {
    const element = this.elements.find((each) => each.src.includes(`stream/${title}`));
    if (!element) throw new Error(`Nothing loads ${title}.`);
    return element;
  }

  runTo(title: string, seconds: number): void {
    const element = this.with(title);
    set(element, { currentTime: seconds });
    element.dispatchEvent(new Event('timeupdate'));
  }

  async fail(title: string, cause: FailureCause, message = ''): Promise<void> {
    this.cause = cause;
    const element = this.with(title);
    set(element, { error: { message } });
    element.dispatchEvent(new Event('error'));
    await settled();
  }
}

function set(element: HTMLMediaElement, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(element, name, { value, writable: true, configurable: true });
  }
}

describe('ElementEngine', () => {
  afterEach(() => vi.restoreAllMocks());

  it('takes a machine without a sound device for what it is, not for files that cannot be decoded', async () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 5_000);
    deck.engine.play();
    await deck.fail('a', { kind: 'undecodable' }, 'OnMediaSinkAudioError');
    expect(deck.told).toEqual(['noDevice']);
    expect(deck.elements.some((element) => element.src.includes('format='))).toBe(false);
    // Somebody has connected one.
    deck.engine.play();
    set(deck.with('a'), { error: null });
    deck.with('a').dispatchEvent(new Event('playing'));
    expect(deck.told).toEqual(['noDevice', 'started']);
  });

  it('fetches the next track shortly before it is needed, and goes on to it', () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0, item('b'));
    deck.engine.play();
    deck.runTo('a', 20);
    expect(deck.elements.some((element) => element.src.includes('stream/b'))).toBe(false);
    deck.runTo('a', 40);
    const prepared = deck.with('b');
    deck.with('a').dispatchEvent(new Event('ended'));
    expect(deck.told).toEqual(['advanced b1']);
    expect(deck.engine.itemId).toBe('b1');
    expect(deck.with('b')).toBe(prepared);
  });

  it('fetches tracks in the quality that was chosen here, the next one too', () => {
    TestBed.resetTestingModule();
    const deck = new Deck();
    const quality = TestBed.inject(SoundQuality);
    quality.choose('saving');
    deck.engine.load(item('a'), 0, item('b'));
    deck.engine.play();
    deck.runTo('a', 40);
    expect([deck.with('a').src, deck.with('b').src]).toEqual([
      expect.stringMatching(/a\?quality=saving$/),
      expect.stringMatching(/b\?quality=saving$/),
    ]);
    quality.choose('set');
    deck.engine.load(item('c'), 0);
    expect(deck.with('c').src).toMatch(/stream\/c$/);
  });

  it('loads tracks as small as was chosen, and as they are where the server cannot make them so', async () => {
    TestBed.resetTestingModule();
    localStorage.clear();
    const deck = new Deck();
    const format = {
      codec: 'flac',
      mimeType: 'audio/flac',
      bitrateKbps: 900,
      sampleRateHz: 44_100,
      channels: 2,
      sizeBytes: 9,
    };
    const flac = (title: string): SoundItem => ({ ...item(title), track: aTrack(title, { format }) });
    deck.engine.load(flac('a'), 0, flac('b'));
    TestBed.inject(SoundSize).choose('128');
    deck.engine.play();
    deck.runTo('a', 40);
    expect([deck.with('a').src, deck.with('b').src]).toEqual([
      expect.stringMatching(/a$/),
      expect.stringMatching(/b\?format=opus&bitrate=128&quality=saving$/),
    ]);
    deck.with('a').dispatchEvent(new Event('ended'));
    await deck.fail('b', { kind: 'refused', reason: 'There is no ffmpeg.' });
    expect(deck.with('b').src).toMatch(/b\?quality=saving$/);
    expect(deck.told).toEqual(['advanced b1', 'ranDry']);
    localStorage.clear();
  });

  it('drops what was prepared when something else follows', () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0, item('b'));
    deck.engine.play();
    deck.runTo('a', 40);
    deck.engine.setNext(undefined);
    expect(deck.elements.some((element) => element.src.includes('stream/b'))).toBe(false);
    deck.with('a').dispatchEvent(new Event('ended'));
    expect(deck.told).toEqual(['ended']);
  });

  it('counts what sounded, not what was skipped', () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    deck.runTo('a', 0);
    deck.runTo('a', 4);
    set(deck.with('a'), { readyState: 4 });
    deck.engine.seek(30_000);
    deck.runTo('a', 30);
    deck.runTo('a', 31.5);
    expect(deck.engine.heardMs).toBe(5_500);
  });

  it.each([
    ['goes there in what is sent in parts', 7_200, /stream\/a$/, 3_000],
    ['has what is sent without parts begin there, transcoded', 0, /stream\/a\?.*t=3000/, 0],
  ])('%s', (_, seekableTo, address, currentTime) => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    set(deck.with('a'), { readyState: 4, seekable: { length: 1, start: () => 0, end: () => seekableTo } });
    deck.engine.seek(3_000_000);
    expect(deck.with('a').src).toMatch(address);
    expect(deck.with('a').currentTime).toBe(currentTime);
    expect(deck.engine.positionMs).toBe(3_000_000);
  });

  it('goes to the end of sound that is shorter than told, and asks for nothing else', () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0);
    set(deck.with('a'), { readyState: 4, duration: 199.8, seekable: { length: 1, start: () => 0, end: () => 199.8 } });
    deck.engine.seek(200_000);
    expect(deck.with('a').src).toMatch(/stream\/a$/);
    expect(deck.with('a').currentTime).toBe(200);
  });

  it('begins in the middle of what is sent without parts', () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 3_000_000);
    const element = deck.with('a');
    set(element, { readyState: 1, seekable: { length: 1, start: () => 0, end: () => 0 } });
    element.dispatchEvent(new Event('loadedmetadata'));
    expect(deck.with('a').src).toMatch(/t=3000/);
    expect(deck.engine.positionMs).toBe(3_000_000);
  });

  it('runs faster where speech is silent, and as before where it is not or another begins', () => {
    const deck = new Deck();
    let tell = (_isSilent: boolean): void => undefined;
    const listen = vi.spyOn(TestBed.inject(ShortenSilence), 'listen').mockImplementation((_, told) => {
      tell = told;
      return Promise.resolve();
    });
    const song = item('b');
    deck.engine.load({ ...item('a'), track: aTrack('a', { kind: 'episode' }), speed: 1.2 }, 0, song);
    deck.engine.play();
    const speedOf = (title: string): number => deck.with(title).playbackRate;
    const speeds = [true, false, true].map((isSilent) => {
      tell(isSilent);
      return speedOf('a');
    });
    expect(speeds).toEqual([3, 1.2, 3]);
    // Sought: what was heard before says nothing of the new place.
    deck.engine.seek(30_000);
    expect(speedOf('a')).toBe(1.2);
    listen.mockClear();
    deck.with('a').dispatchEvent(new Event('ended'));
    expect([speedOf('b'), listen.mock.calls.length]).toEqual([1, 0]);
  });

  it('asks for another form of a track that cannot be decoded, at the same place', async () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    deck.runTo('a', 9);
    await deck.fail('a', { kind: 'undecodable' });
    expect(deck.with('a').src).toContain('t=9.000');
    expect(deck.engine.positionMs).toBe(9_000);
    await deck.fail('a', { kind: 'undecodable' });
    expect(deck.told).toEqual(['ranDry', 'ranDry', 'failed It cannot be decoded.']);
  });

  it('waits while the server is away, and goes on at the same place', async () => {
    const deck = new Deck();
    const connection = TestBed.inject(Connection);
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    deck.runTo('a', 17);
    await deck.fail('a', { kind: 'away' });
    expect(connection.isOnline()).toBe(false);
    expect(deck.engine.positionMs).toBe(17_000);
    connection.reportAnswer();
    TestBed.tick();
    expect(deck.engine.positionMs).toBe(17_000);
    expect(deck.with('a').error).toBeNull();
    expect(deck.told).toEqual(['ranDry']);
  });

  it('plays speech as fast as wished, and what follows at its own speed', () => {
    const deck = new Deck();
    deck.engine.load({ ...item('a'), speed: 1.4 }, 0, item('b'));
    deck.engine.play();
    expect(deck.with('a').playbackRate).toBe(1.4);
    deck.engine.setSpeed('a1', 2);
    deck.runTo('a', 40);
    expect([deck.with('a').playbackRate, deck.with('b').playbackRate]).toEqual([2, 1]);
    deck.with('a').dispatchEvent(new Event('ended'));
    expect(deck.with('b').playbackRate).toBe(1);
  });

  it('says that a file is gone', async () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    await deck.fail('a', { kind: 'refused', reason: 'Its file is not there any more.' });
    expect(deck.told).toEqual(['ranDry', 'failed Its file is not there any more.']);
  });

  it('says that the browser wants a tap first', async () => {
    const deck = new Deck();
    deck.refusal = new DOMException('no', 'NotAllowedError');
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    await settled();
    expect(deck.told).toEqual(['blocked']);
  });

  it('tells a pause by the system from one that it was asked for', () => {
    const deck = new Deck();
    deck.engine.load(item('a'), 0);
    deck.engine.play();
    set(deck.with('a'), { readyState: 4 });
    deck.engine.pause();
    deck.with('a').dispatchEvent(new Event('pause'));
    deck.engine.play();
    deck.with('a').dispatchEvent(new Event('pause'));
    expect(deck.told).toEqual(['pausedBySystem']);
  });

  it('is as loud as volume and gain say, and never louder than the file', () => {
    const deck = new Deck();
    deck.engine.load(item('a', 0.5), 0);
    deck.engine.setVolume(0.5);
    expect(deck.with('a').volume).toBe(0.25);
    deck.engine.setGain('a1', 4);
    expect(deck.with('a').volume).toBe(1);
  });
});
