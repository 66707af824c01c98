import { decayPerSample, smoothStep } from '../dsp/envelope.ts';
import { filtered, onePoleLowPass } from '../dsp/filters.ts';
import type { Random } from '../random.ts';
import type { Instrument } from './instrument.ts';

/** What a string is like. */
export interface StringKind {
  /** Time to fall by 60 dB at 220 Hz when nobody stops it. */
  readonly ringSeconds: number;
  /** How fast the overtones die: 0 metal, 0.5 nylon. */
  readonly softness: number;
  /** Where it is plucked, as a fraction of its length. */
  readonly pluckedAt: number;
  /** Brightness of the finger in multiples of the note's frequency. */
  readonly fingerHarmonics: number;
  /** How long it rings on after the note's time, before a hand stops it. */
  readonly letRingSeconds: number;
}

/** One period of noise, as soft as the finger, with the gaps of the place it is plucked at and no offset. */
function excitation(
  period: number,
  cutoffHz: number,
  pluckedAt: number,
  sampleRate: number,
  random: Random,
): Float32Array {
  const finger = onePoleLowPass(cutoffHz, sampleRate);
  const second = onePoleLowPass(cutoffHz * 1.6, sampleRate);
  const raw = Float32Array.from({ length: period }, () => 2 * random() - 1);
  // Filtered twice round, so that the end of the period meets its beginning without a step.
  const noise = filtered(Float32Array.of(...raw, ...raw), finger, second).subarray(period);
  const gap = Math.max(1, Math.round(period * pluckedAt));
  const burst = noise.map((sample, i) => sample - (noise[(i - gap + period) % period] ?? 0));
  const mean = burst.reduce((sum, sample) => sum + sample, 0) / period;
  const power = Math.sqrt(burst.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / period);
  return burst.map((sample) => (sample - mean) / (power || 1));
}

/**
 * Plucked string after Karplus and Strong with the tuning of Jaffe and Smith (1983): a period of noise runs round a
 * delay, loses its overtones in a two-point average and is tuned by an all-pass.
 */
export function pluckedString(kind: StringKind): Instrument {
  return ({ frequencyHz, seconds, velocity }, sampleRate, random) => {
    // High strings ring shorter.
    const t60 = kind.ringSeconds * Math.min(1.6, Math.sqrt(220 / frequencyHz));
    const blend = kind.softness;
    const loop = sampleRate / frequencyHz - blend;
    const period = Math.floor(loop - 0.2);
    const fraction = loop - period;
    const tuning = (1 - fraction) / (1 + fraction);
    const lossPerTurn = decayPerSample(t60, sampleRate) ** (sampleRate / frequencyHz);
    const cutoffHz = frequencyHz * kind.fingerHarmonics * (0.5 + velocity);
    const ring = excitation(period, cutoffHz, kind.pluckedAt, sampleRate, random);
    const heldSeconds = seconds + kind.letRingSeconds;
    const sound = new Float32Array(Math.ceil((heldSeconds + 0.12) * sampleRate));
    let previous = 0;
    let tunedIn = 0;
    let tunedOut = 0;
    for (let i = 0; i < sound.length; i++) {
      const sample = ring[i % period] ?? 0;
      const softened = lossPerTurn * ((1 - blend) * sample + blend * previous);
      previous = sample;
      tunedOut = tuning * softened + tunedIn - tuning * tunedOut;
      tunedIn = softened;
      ring[i % period] = tunedOut;
      const t = i / sampleRate;
      sound[i] = 0.3 * velocity * sample * smoothStep(t / 0.0025) * (1 - smoothStep((t - heldSeconds) / 0.12));
    }
    return sound;
  };
}

/** A nylon string played with the flesh of the finger. */
export const nylon = pluckedString({
  ringSeconds: 4.6,
  softness: 0.42,
  pluckedAt: 0.21,
  fingerHarmonics: 3,
  letRingSeconds: 0.9,
});

/** A small wire harp: brighter, and it rings on. */
export const wireHarp = pluckedString({
  ringSeconds: 5.5,
  softness: 0.2,
  pluckedAt: 0.31,
  fingerHarmonics: 4,
  letRingSeconds: 1.6,
});

/** A double bass, plucked. */
export const doubleBass = pluckedString({
  ringSeconds: 1.9,
  softness: 0.5,
  pluckedAt: 0.28,
  fingerHarmonics: 2,
  letRingSeconds: 0.05,
});
