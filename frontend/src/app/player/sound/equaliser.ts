/** The middles of the bands, an octave apart, in Hz: those that equalisers of ten bands have by custom. */
export const BANDS_HZ = [31, 62, 125, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000] as const;
export const MOST_BAND_DB = 12;
/** Of a peaking filter as wide as an octave. */
export const BAND_Q = Math.SQRT2;

export interface Preset {
  readonly name: () => string;
  /** One for each band. */
  readonly gainsDb: readonly number[];
}

export const FLAT: Preset = { name: () => $localize`Flat`, gainsDb: BANDS_HZ.map(() => 0) };

export const PRESETS: readonly Preset[] = [
  FLAT,
  { name: () => $localize`More bass`, gainsDb: [5, 5, 4, 2, 0, 0, 0, 0, 0, 0] },
  { name: () => $localize`Less bass`, gainsDb: [-6, -5, -4, -2, 0, 0, 0, 0, 0, 0] },
  { name: () => $localize`More treble`, gainsDb: [0, 0, 0, 0, 0, 0, 1, 3, 4, 5] },
  { name: () => $localize`Less treble`, gainsDb: [0, 0, 0, 0, 0, 0, -1, -3, -4, -6] },
  // Ears hear low and high tones worse the quieter it is (ISO 226).
  { name: () => $localize`Quiet listening`, gainsDb: [6, 5, 3, 1, 0, 0, 0, 1, 2, 4] },
  { name: () => $localize`Voices`, gainsDb: [-6, -4, -2, 0, 2, 3, 3, 2, 0, -2] },
  { name: () => $localize`Acoustic`, gainsDb: [2, 2, 1, 0, 1, 1, 2, 2, 2, 1] },
  { name: () => $localize`Electronic`, gainsDb: [4, 4, 2, 0, -1, 0, 0, 1, 3, 4] },
  { name: () => $localize`Rock`, gainsDb: [4, 3, 2, 0, -1, 0, 1, 2, 3, 3] },
  { name: () => $localize`Small speakers`, gainsDb: [-8, -4, 2, 3, 1, 0, 0, 1, 2, 2] },
];

/** @returns the preset that these gains are */
export function presetOf(gainsDb: readonly number[]): Preset | undefined {
  return PRESETS.find((preset) => preset.gainsDb.every((gain, band) => gain === gainsDb[band]));
}

/** Filters are computed for this rate where none is known: those of sound devices are near it. */
const RATE_HZ = 48_000;

/**
 * How much louder a tone gets by all bands together, in dB: the magnitude of one peaking filter after the other, as
 * `BiquadFilterNode` has them (Web Audio API, "Filters Characteristics").
 */
export function responseDb(gainsDb: readonly number[], frequencyHz: number, rateHz = RATE_HZ): number {
  return gainsDb.reduce((sum, gainDb, band) => sum + bandResponseDb(gainDb, BANDS_HZ[band]!, frequencyHz, rateHz), 0);
}

function bandResponseDb(gainDb: number, middleHz: number, frequencyHz: number, rateHz: number): number {
  const amplitude = 10 ** (gainDb / 40);
  const middle = (2 * Math.PI * middleHz) / rateHz;
  const alpha = Math.sin(middle) / (2 * BAND_Q);
  const cosine = -2 * Math.cos(middle);
  const angle = (2 * Math.PI * frequencyHz) / rateHz;
  const above = power(1 + alpha * amplitude, cosine, 1 - alpha * amplitude, angle);
  const below = power(1 + alpha / amplitude, cosine, 1 - alpha / amplitude, angle);
  return 10 * Math.log10(above / below);
}

/** |c0 + c1 z⁻¹ + c2 z⁻²|² on the unit circle. */
function power(c0: number, c1: number, c2: number, angle: number): number {
  const real = c0 + c1 * Math.cos(angle) + c2 * Math.cos(2 * angle);
  const imaginary = c1 * Math.sin(angle) + c2 * Math.sin(2 * angle);
  return real ** 2 + imaginary ** 2;
}

/** A third of an octave apart, through all that is heard: the sum of two bands is loudest near the middle of one. */
const PROBES_HZ = Array.from({ length: 31 }, (_, third) => 20 * 2 ** (third / 3));

/** By how many dB the bands make the tone louder that gains most; at least 0. */
export function mostGainDb(gainsDb: readonly number[]): number {
  return Math.max(0, ...[...PROBES_HZ, ...BANDS_HZ].map((hz) => responseDb(gainsDb, hz)));
}

/**
 * The linear factor before the bands. Guarded, what is as loud as a file can be is no louder behind them: a file that is
 * full already would be clipped.
 */
export function preampFactor(preampDb: number, gainsDb: readonly number[], isGuarded: boolean): number {
  const db = isGuarded ? Math.min(preampDb, -mostGainDb(gainsDb)) : preampDb;
  return 10 ** (db / 20);
}

/** What the channels are multiplied by. @param balance from -1, left alone, to 1, right alone */
export function channelFactors(balance: number): { readonly left: number; readonly right: number } {
  return { left: Math.min(1, 1 - balance), right: Math.min(1, 1 + balance) };
}
