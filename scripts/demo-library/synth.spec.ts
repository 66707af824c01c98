import { describe, expect, it } from 'vitest';
import { limit } from './dsp/limiter.ts';
import { StereoBuffer } from './dsp/stereo-buffer.ts';
import { kick, softSnare } from './instruments/drums.ts';
import { electricPiano, musicBox, roundBass, vibraphone } from './instruments/keys.ts';
import { doubleBass, nylon, wireHarp } from './instruments/plucked-string.ts';
import { pad, voice } from './instruments/sustained.ts';
import { pitchHz, readPart } from './notation.ts';
import { seededRandom } from './random.ts';
import { Tempo } from './tempo.ts';

const RATE = 32_000;
const softPad = pad({ attackSeconds: 0.1, releaseSeconds: 0.1, darkness: 2, detuneCents: 4 });
const instruments = {
  electricPiano,
  musicBox,
  vibraphone,
  roundBass,
  nylon,
  wireHarp,
  doubleBass,
  softPad,
  oo: voice('oo'),
};

/** Pitch by the strongest autocorrelation within a semitone of what is expected. */
function heardHz(sound: Float32Array, expectedHz: number): number {
  const start = Math.round(0.25 * RATE);
  const score = (lag: number): number => {
    let sum = 0;
    for (let i = start; i < start + 8_000; i++) {
      const whole = Math.floor(lag);
      const near = sound[i + whole] ?? 0;
      const far = sound[i + whole + 1] ?? 0;
      sum += (sound[i] ?? 0) * (near + (far - near) * (lag - whole));
    }
    return sum;
  };
  let best = { hz: 0, score: -Infinity };
  for (let cents = -100; cents <= 100; cents += 2) {
    const hz = expectedHz * 2 ** (cents / 1200);
    const found = score((10 * RATE) / hz);
    if (found > best.score) best = { hz, score: found };
  }
  return best.hz;
}

describe.each(Object.entries(instruments))('%s', (_name, instrument) => {
  const tone = { frequencyHz: pitchHz('A3'), seconds: 0.9, velocity: 0.8 };

  it('renders the same samples from the same seed', () => {
    expect(instrument(tone, RATE, seededRandom(5))).toEqual(instrument(tone, RATE, seededRandom(5)));
  });

  it('begins and ends in silence and stays within full scale', () => {
    const sound = instrument(tone, RATE, seededRandom(5));
    expect(sound.length).toBeGreaterThanOrEqual(tone.seconds * RATE);
    expect(Math.abs(sound[0] ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(sound.at(-1) ?? 1)).toBeLessThan(0.001);
    expect(sound.every((sample) => Math.abs(sample) < 1.5)).toBe(true);
  });

  it('is in tune within ten cents', () => {
    const heard = heardHz(instrument(tone, RATE, seededRandom(5)), tone.frequencyHz);
    expect(Math.abs(1200 * Math.log2(heard / tone.frequencyHz))).toBeLessThanOrEqual(10);
  });
});

describe('notation', () => {
  it('reads chords, rests, lengths and bar lines', () => {
    const notes = readPart('A4:1.5 -:.5 | D3+F3', 4);
    expect(notes.map(({ beat, beats, pitch }) => [beat, beats, pitch])).toEqual([
      [4, 1.5, 'A4'],
      [6, 1, 'D3'],
      [6, 1, 'F3'],
    ]);
    expect(notes[0]?.frequencyHz).toBe(440);
  });

  it('refuses what is no pitch', () => {
    expect(() => readPart('H4')).toThrow(RangeError);
  });
});

describe('Tempo', () => {
  it('joins a steady tempo, a slowing and what follows without a gap', () => {
    const tempo = new Tempo({ bpm: 60, slowing: { fromBeat: 4, toBeat: 8, bpm: 30 } });
    expect(tempo.secondsAt(4)).toBe(4);
    expect(tempo.secondsAt(8)).toBeCloseTo(4 + 8 * Math.LN2, 9);
    expect(tempo.secondsOf(8, 1)).toBeCloseTo(2, 9);
  });
});

describe('limit', () => {
  it('keeps peaks below the ceiling and leaves quiet sound alone', () => {
    const buffer = new StereoBuffer(RATE, RATE);
    buffer.addMono(new Float32Array(RATE).fill(0.1), 0, 1, 0);
    buffer.addMono(kick(1.6, RATE, seededRandom(1)), 0.3, 1, 0);
    buffer.addMono(softSnare(1.6, RATE, seededRandom(2)), 0.31, 1, -0.5);
    expect(buffer.peak()).toBeGreaterThan(0.7);
    limit(buffer, 0.7);
    expect(buffer.peak()).toBeLessThanOrEqual(0.700_001);
    expect(buffer.left[2_000]).toBeCloseTo(0.1, 5);
  });
});
