/** A filter that keeps its state between samples. */
export type Filter = (sample: number) => number;

/** 6 dB per octave low-pass. */
export function onePoleLowPass(cutoffHz: number, sampleRate: number): Filter {
  const pull = 1 - Math.exp((-2 * Math.PI * cutoffHz) / sampleRate);
  let state = 0;
  return (sample) => (state += pull * (sample - state));
}

/** 6 dB per octave high-pass. */
export function onePoleHighPass(cutoffHz: number, sampleRate: number): Filter {
  const low = onePoleLowPass(cutoffHz, sampleRate);
  return (sample) => sample - low(sample);
}

/** The three outputs of a state-variable filter. */
export type FilterShape = 'low' | 'band' | 'high';

/**
 * 12 dB per octave state-variable filter in its topology-preserving form (Zavalishin, The Art of VA Filter Design),
 * stable at every cutoff below Nyquist.
 * @param resonance the Q; 0.707 is flat
 */
export function stateVariable(shape: FilterShape, cutoffHz: number, resonance: number, sampleRate: number): Filter {
  const g = Math.tan((Math.PI * Math.min(cutoffHz, sampleRate * 0.45)) / sampleRate);
  const k = 1 / resonance;
  const a1 = 1 / (1 + g * (g + k));
  const a2 = g * a1;
  const a3 = g * a2;
  let first = 0;
  let second = 0;
  return (sample) => {
    const v3 = sample - second;
    const band = a1 * first + a2 * v3;
    const low = second + a2 * first + a3 * v3;
    first = 2 * band - first;
    second = 2 * low - second;
    if (shape === 'low') return low;
    // The band output is scaled to a peak of 1 whatever the Q.
    return shape === 'band' ? k * band : sample - k * band - low;
  };
}

/** Runs a filter over a sound in place and gives it back. */
export function filtered(sound: Float32Array, ...filters: Filter[]): Float32Array {
  for (let i = 0; i < sound.length; i++) {
    let sample = sound[i] ?? 0;
    for (const filter of filters) sample = filter(sample);
    sound[i] = sample;
  }
  return sound;
}
