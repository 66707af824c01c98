import { decayPerSample, smoothStep } from '../dsp/envelope.ts';
import type { Instrument } from './instrument.ts';

/** Sum of decaying partials: what bells, bars and music boxes are made of. */
interface Partial {
  readonly ratio: number;
  readonly level: number;
  readonly t60Seconds: number;
}

/**
 * Electric piano by frequency modulation: a body whose brightness fades with the note, and a short metallic tine above
 * it. Both modulation indices are small enough to stay below Nyquist.
 */
export const electricPiano: Instrument = ({ frequencyHz, seconds, velocity }, sampleRate) => {
  const release = 0.22;
  const sound = new Float32Array(Math.ceil((seconds + release) * sampleRate));
  const turn = (2 * Math.PI * frequencyHz) / sampleRate;
  const fade = decayPerSample(6.5 * Math.min(1.4, Math.sqrt(260 / frequencyHz)), sampleRate);
  const mellow = decayPerSample(2.4, sampleRate);
  const ping = decayPerSample(0.42, sampleRate);
  const tineRatio = 14 * frequencyHz < sampleRate * 0.3 ? 14 : 6;
  let level = 0.3 * velocity;
  let bodyIndex = 0.35 + 1.15 * velocity ** 1.5;
  let tineLevel = 0.1 * velocity;
  for (let i = 0; i < sound.length; i++) {
    const t = i / sampleRate;
    const phase = turn * i;
    const body = Math.sin(phase + bodyIndex * Math.sin(phase * 1.0004));
    const tine = Math.sin(phase + tineLevel * 6 * Math.sin(tineRatio * phase));
    const gate = smoothStep(t / 0.004) * (1 - smoothStep((t - seconds) / release));
    sound[i] = gate * level * (0.8 * body + 0.25 * tine);
    level *= fade;
    bodyIndex *= mellow;
    tineLevel *= ping;
  }
  return sound;
};

function struckBar(partials: readonly Partial[], attackSeconds: number, dampsAtEnd: boolean): Instrument {
  return ({ frequencyHz, seconds, velocity }, sampleRate) => {
    const longest = Math.max(...partials.map(({ t60Seconds }) => t60Seconds));
    const release = 0.35;
    const held = dampsAtEnd ? Math.min(seconds, longest) : longest;
    const sound = new Float32Array(Math.ceil((held + release) * sampleRate));
    for (const { ratio, level, t60Seconds } of partials) {
      if (frequencyHz * ratio > sampleRate * 0.42) continue;
      const turn = (2 * Math.PI * frequencyHz * ratio) / sampleRate;
      const fade = decayPerSample(t60Seconds, sampleRate);
      // A soft touch wakes fewer of the upper partials.
      let partial = 0.35 * velocity * level * (ratio > 1 ? 0.4 + 0.6 * velocity : 1);
      for (let i = 0; i < sound.length; i++) {
        sound[i] = (sound[i] ?? 0) + partial * Math.sin(turn * i);
        partial *= fade;
      }
    }
    return sound.map((sample, i) => {
      const t = i / sampleRate;
      return sample * smoothStep(t / attackSeconds) * (1 - smoothStep((t - held) / release));
    });
  };
}

/** A music box: bright at the touch, a pure tone after it. */
export const musicBox = struckBar(
  [
    { ratio: 1, level: 0.8, t60Seconds: 2.2 },
    { ratio: 2.003, level: 0.18, t60Seconds: 1.4 },
    { ratio: 3.01, level: 0.1, t60Seconds: 0.6 },
    { ratio: 6.27, level: 0.08, t60Seconds: 0.22 },
  ],
  0.0015,
  false,
);

/** A vibraphone with soft mallets. */
export const vibraphone = struckBar(
  [
    { ratio: 1, level: 0.9, t60Seconds: 3.6 },
    { ratio: 4, level: 0.14, t60Seconds: 0.9 },
    { ratio: 9.9, level: 0.05, t60Seconds: 0.16 },
  ],
  0.004,
  true,
);

/** A bowl of glass, touched under water: almost a sine, slow to speak and slow to go. */
export const glassBowl = struckBar(
  [
    { ratio: 1, level: 0.8, t60Seconds: 5 },
    { ratio: 1.004, level: 0.35, t60Seconds: 4.2 },
    { ratio: 2.01, level: 0.12, t60Seconds: 2 },
    { ratio: 3.9, level: 0.03, t60Seconds: 0.8 },
  ],
  0.035,
  false,
);

/** A round electric bass: sine, a little of the octave and the twelfth, warm saturation. */
export const roundBass: Instrument = ({ frequencyHz, seconds, velocity }, sampleRate) => {
  const release = 0.07;
  const sound = new Float32Array(Math.ceil((seconds + release) * sampleRate));
  const turn = (2 * Math.PI * frequencyHz) / sampleRate;
  const fade = decayPerSample(3.2, sampleRate);
  const edge = decayPerSample(0.5, sampleRate);
  let level = velocity;
  let overtones = 0.5 * velocity;
  for (let i = 0; i < sound.length; i++) {
    const t = i / sampleRate;
    const phase = turn * i;
    const wave =
      Math.sin(phase) + (0.18 + 0.5 * overtones) * Math.sin(2 * phase) + 0.4 * overtones * Math.sin(3 * phase);
    const gate = smoothStep(t / 0.006) * (1 - smoothStep((t - seconds) / release));
    sound[i] = 0.45 * gate * Math.tanh(1.2 * level * wave);
    level *= fade;
    overtones *= edge;
  }
  return sound;
};
