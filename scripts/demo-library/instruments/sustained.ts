import { smoothStep, swell } from '../dsp/envelope.ts';
import type { Random } from '../random.ts';
import type { Instrument } from './instrument.ts';

/** What a pad is like. */
export interface PadKind {
  readonly attackSeconds: number;
  readonly releaseSeconds: number;
  /** Overtones fall as 1 / n to this power: higher is darker. */
  readonly darkness: number;
  /** Spread of the layered voices in cents. */
  readonly detuneCents: number;
}

/**
 * A pad of three additive voices, none with a partial near Nyquist. Its overtones open and close with the note, so it
 * breathes.
 */
export function pad(kind: PadKind): Instrument {
  return ({ frequencyHz, seconds, velocity }, sampleRate, random) => {
    const sound = new Float32Array(Math.ceil((seconds + kind.releaseSeconds) * sampleRate));
    const partials = Math.min(12, Math.floor(5_000 / frequencyHz));
    const detunes = [-1, 0.13, 1].map((side) => 2 ** ((side * kind.detuneCents) / 1200));
    for (const detune of detunes) {
      for (let n = 1; n <= partials; n++) {
        const turn = (2 * Math.PI * frequencyHz * detune * n) / sampleRate;
        const phase = random() * 2 * Math.PI;
        const level = (0.12 * velocity) / n ** kind.darkness;
        for (let i = 0; i < sound.length; i++) {
          sound[i] = (sound[i] ?? 0) + level * Math.sin(turn * i + phase);
        }
      }
    }
    return sound.map((sample, i) => sample * swell(i / sampleRate, kind.attackSeconds, seconds, kind.releaseSeconds));
  };
}

/** Vowels by their first three formants (centre and width in Hz, level); after Peterson and Barney (1952). */
const VOWELS = {
  oo: [
    [330, 90, 1],
    [800, 110, 0.35],
    [2_400, 220, 0.05],
  ],
  ah: [
    [760, 120, 1],
    [1_250, 140, 0.55],
    [2_800, 240, 0.12],
  ],
} as const;

/** A vowel the voice can sing. */
export type Vowel = keyof typeof VOWELS;

function formantLevel(frequencyHz: number, vowel: Vowel): number {
  let level = 0.02;
  for (const [centreHz, widthHz, peak] of VOWELS[vowel]) {
    level += peak / (1 + ((frequencyHz - centreHz) / widthHz) ** 2);
  }
  return level;
}

/** The pitch curve of a singer: a small scoop into the note, then a vibrato that grows. */
function sungPhase(frequencyHz: number, length: number, sampleRate: number, random: Random): Float64Array {
  const phases = new Float64Array(length);
  const rateHz = 4.9 + 0.5 * random();
  const start = random() * 2 * Math.PI;
  const drift = (random() - 0.5) * 8;
  let phase = 0;
  for (let i = 0; i < length; i++) {
    const t = i / sampleRate;
    const vibrato = 19 * smoothStep((t - 0.22) / 0.5) * Math.sin(2 * Math.PI * rateHz * t + start);
    const cents = drift + vibrato - 45 * (1 - smoothStep(t / 0.09));
    phase += (2 * Math.PI * frequencyHz * 2 ** (cents / 1200)) / sampleRate;
    phases[i] = phase;
  }
  return phases;
}

/** A wordless voice: three singers close together, each overtone weighed by the vowel's formants. */
export function voice(vowel: Vowel): Instrument {
  return ({ frequencyHz, seconds, velocity }, sampleRate, random) => {
    const release = 0.16;
    const sound = new Float32Array(Math.ceil((seconds + release) * sampleRate));
    const partials = Math.min(14, Math.floor(4_500 / frequencyHz));
    const weights = Array.from(
      { length: partials },
      (_, i) => formantLevel((i + 1) * frequencyHz, vowel) / (i + 1) ** 0.9,
    );
    // A singer evens out what the formants would make loud: only the colour follows them.
    const power = Math.hypot(...weights);
    for (let singer = 0; singer < 3; singer++) {
      const phases = sungPhase(frequencyHz, sound.length, sampleRate, random);
      for (const [index, weight] of weights.entries()) {
        const n = index + 1;
        const level = (0.11 * velocity * weight) / power;
        for (let i = 0; i < sound.length; i++) {
          sound[i] = (sound[i] ?? 0) + level * Math.sin(n * (phases[i] ?? 0));
        }
      }
    }
    return sound.map((sample, i) => sample * swell(i / sampleRate, 0.085, seconds, release));
  };
}
