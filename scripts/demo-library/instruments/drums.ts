import { decayPerSample, smoothStep } from '../dsp/envelope.ts';
import { filtered, onePoleHighPass, onePoleLowPass, stateVariable } from '../dsp/filters.ts';
import type { Random } from '../random.ts';

/** Renders one stroke of a drum as mono samples. */
export type Drum = (velocity: number, sampleRate: number, random: Random) => Float32Array;

function noise(seconds: number, sampleRate: number, random: Random): Float32Array {
  return Float32Array.from({ length: Math.ceil(seconds * sampleRate) }, () => 2 * random() - 1);
}

/** Attack, exponential fall, and a flat end. */
function stroke(
  sound: Float32Array,
  t60Seconds: number,
  attackSeconds: number,
  level: number,
  sampleRate: number,
): Float32Array {
  const fade = decayPerSample(t60Seconds, sampleRate);
  const total = sound.length / sampleRate;
  let gain = level;
  return sound.map((sample, i) => {
    const t = i / sampleRate;
    gain *= fade;
    return sample * gain * smoothStep(t / attackSeconds) * (1 - smoothStep((t - total + 0.02) / 0.02));
  });
}

/** A soft bass drum: a sine that falls from 120 to 47 Hz. */
export const kick: Drum = (velocity, sampleRate) => {
  let phase = 0;
  const sound = Float32Array.from({ length: Math.ceil(0.5 * sampleRate) }, (_, i) => {
    const t = i / sampleRate;
    phase += (2 * Math.PI * (47 + 73 * Math.exp(-t / 0.028))) / sampleRate;
    return Math.tanh(1.5 * Math.sin(phase));
  });
  return stroke(sound, 0.62, 0.0035, 0.75 * velocity, sampleRate);
};

/** A muffled snare, more skin than wire. */
export const softSnare: Drum = (velocity, sampleRate, random) => {
  const wires = filtered(
    noise(0.32, sampleRate, random),
    stateVariable('band', 1_900, 0.6, sampleRate),
    onePoleLowPass(5_500, sampleRate),
  );
  const tail = stroke(wires, 0.3, 0.002, 0.8 * velocity, sampleRate);
  const skin = Float32Array.from({ length: wires.length }, (_, i) => {
    const t = i / sampleRate;
    return Math.sin(2 * Math.PI * 186 * t) + 0.5 * Math.sin(2 * Math.PI * 287 * t);
  });
  const thump = stroke(skin, 0.16, 0.0015, 0.32 * velocity, sampleRate);
  return tail.map((sample, i) => sample + (thump[i] ?? 0));
};

/** A stick laid across the rim. */
export const rim: Drum = (velocity, sampleRate, random) => {
  const knock = filtered(noise(0.14, sampleRate, random), stateVariable('band', 1_450, 5, sampleRate));
  return stroke(knock, 0.11, 0.001, 1.3 * velocity, sampleRate);
};

/** A closed hi-hat, dull. */
export const hat: Drum = (velocity, sampleRate, random) => {
  const metal = filtered(
    noise(0.12, sampleRate, random),
    stateVariable('high', 6_800, 0.8, sampleRate),
    onePoleLowPass(10_500, sampleRate),
  );
  return stroke(metal, 0.085, 0.0012, 0.42 * velocity, sampleRate);
};

/** A brush drawn over the skin. */
export const brush: Drum = (velocity, sampleRate, random) => {
  const swish = filtered(noise(0.36, sampleRate, random), stateVariable('band', 3_100, 0.5, sampleRate));
  return stroke(swish, 0.5, 0.05, 0.3 * velocity, sampleRate);
};

/** The surface of a well-loved record: faint hiss and a tick now and then. */
export function recordSurface(seconds: number, sampleRate: number, random: Random): Float32Array {
  const ticks = noise(seconds, sampleRate, random).map((sample) => {
    const isTick = random() < 9 / sampleRate;
    return isTick ? sample * (0.4 + 2.2 * random() ** 3) : sample * 0.006;
  });
  return filtered(ticks, onePoleLowPass(3_800, sampleRate), onePoleHighPass(320, sampleRate));
}
