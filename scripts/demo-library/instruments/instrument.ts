import type { Random } from '../random.ts';

/** What an instrument is asked to play. */
export interface Tone {
  readonly frequencyHz: number;
  /** How long the note is held; the sound may ring longer. */
  readonly seconds: number;
  /** 0 softest to 1 loudest; changes the colour as well. */
  readonly velocity: number;
}

/** Renders one note as mono samples around ±1 that begin and end in silence. */
export type Instrument = (tone: Tone, sampleRate: number, random: Random) => Float32Array;
