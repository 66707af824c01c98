import { DelayLine } from './delay-line.ts';
import { onePoleHighPass, onePoleLowPass, type Filter } from './filters.ts';
import { StereoBuffer } from './stereo-buffer.ts';

/** A room. */
export interface Room {
  /** Time to fall by 60 dB at low frequencies. */
  readonly t60Seconds: number;
  /** Above this the tail falls faster. */
  readonly dampingHz: number;
  readonly preDelaySeconds: number;
  /** 1 for a hall of some 20 m. */
  readonly size: number;
}

/** Mutually prime at 44.1 kHz, so that echoes of the lines seldom meet. */
const LINE_SECONDS = [0.03109, 0.03569, 0.04101, 0.04673, 0.05327, 0.06109, 0.06871, 0.07717];
const DIFFUSER_SECONDS = [0.0047, 0.0036, 0.0127, 0.0093];
const DIFFUSION = 0.62;

/** Schroeder all-pass sections: they smear an attack in time without colouring it. */
function diffuser(sampleRate: number, stretch: number): Filter {
  const sections = DIFFUSER_SECONDS.map((seconds) => {
    const length = Math.round(seconds * stretch * sampleRate);
    return { length, line: new DelayLine(length) };
  });
  return (sample) => {
    let out = sample;
    for (const { length, line } of sections) {
      const delayed = line.read(length - 1);
      const inside = out + DIFFUSION * delayed;
      line.write(inside);
      out = delayed - DIFFUSION * inside;
    }
    return out;
  };
}

interface Line {
  readonly memory: DelayLine;
  readonly delay: number;
  readonly gain: number;
  readonly damping: Filter;
  readonly swayRadians: number;
  readonly swayPhase: number;
}

function lines(room: Room, sampleRate: number, swaySamples: number): Line[] {
  return LINE_SECONDS.map((seconds, i) => {
    const delay = seconds * room.size * sampleRate;
    return {
      memory: new DelayLine(delay + 2 * swaySamples + 2),
      delay,
      gain: 10 ** ((-3 * seconds * room.size) / room.t60Seconds),
      damping: onePoleLowPass(room.dampingHz, sampleRate),
      swayRadians: (2 * Math.PI * (0.31 + 0.07 * i)) / sampleRate,
      swayPhase: i * 1.7,
    };
  });
}

/**
 * The sound of a room alone, without the direct sound: a feedback delay network of eight lines behind diffusers
 * (Jot 1991), mixed by a Householder matrix; the lines sway a little, so that the tail does not ring.
 */
export function reverberate(input: StereoBuffer, room: Room): StereoBuffer {
  const { sampleRate, length } = input;
  const swaySamples = 0.00028 * sampleRate;
  const network = lines(room, sampleRate, swaySamples);
  const preDelay = Math.round(room.preDelaySeconds * sampleRate);
  const early = [diffuser(sampleRate, 1), diffuser(sampleRate, 1.09)] as const;
  const lowCut = [onePoleHighPass(110, sampleRate), onePoleHighPass(110, sampleRate)] as const;
  const output = new StereoBuffer(sampleRate, length);
  const heard = new Float64Array(network.length);
  for (let i = 0; i < length; i++) {
    const inLeft = early[0](lowCut[0](input.left[i - preDelay] ?? 0));
    const inRight = early[1](lowCut[1](input.right[i - preDelay] ?? 0));
    let sum = 0;
    let left = 0;
    let right = 0;
    network.forEach((line, n) => {
      const sway = swaySamples * (1 + Math.sin(line.swayRadians * i + line.swayPhase));
      const sample = line.gain * line.damping(line.memory.read(line.delay + sway - 1));
      heard[n] = sample;
      sum += sample;
      if (n % 2 === 0) left += n % 4 === 0 ? sample : -sample;
      else right += n % 4 === 1 ? sample : -sample;
    });
    const shared = (2 / network.length) * sum;
    network.forEach((line, n) => {
      line.memory.write((heard[n] ?? 0) - shared + (n % 2 === 0 ? inLeft : inRight));
    });
    output.left[i] = 0.5 * left;
    output.right[i] = 0.5 * right;
  }
  return output;
}
