import { StereoBuffer } from './dsp/stereo-buffer.ts';
import { reverberate, type Room } from './dsp/reverb.ts';
import type { Drum } from './instruments/drums.ts';
import type { Instrument } from './instruments/instrument.ts';
import { readPart, type WrittenNote } from './notation.ts';
import { seededRandom, type Random } from './random.ts';
import type { Tempo } from './tempo.ts';

/** How a part is played. */
export interface Playing {
  readonly velocity: number;
  readonly pan?: number;
  /** Fraction of each written length that is held; 1 is legato. */
  readonly held?: number;
  /** Beat at which the written part begins. */
  readonly from?: number;
  /** Seconds between the notes of one chord, lowest first. */
  readonly roll?: number;
  /** Louder towards the middle of the part by this fraction. */
  readonly arch?: number;
}

/** One channel of the mixing desk. */
export interface Channel {
  readonly buffer: StereoBuffer;
  readonly gain: number;
  /** How much of it goes to the room. */
  readonly send: number;
}

/** Beats at which a drum is struck, with how hard. */
export type Strokes = readonly (readonly [beat: number, velocity: number])[];

/** Where one piece is played: it turns written parts into sound, a little unevenly, as people do. */
export class Stage {
  readonly sampleRate: number;
  readonly random: Random;
  private readonly seconds: number;
  private readonly tempo: Tempo;

  constructor(options: { sampleRate: number; seconds: number; tempo: Tempo; seed: number }) {
    this.sampleRate = options.sampleRate;
    this.seconds = options.seconds;
    this.tempo = options.tempo;
    this.random = seededRandom(options.seed);
  }

  /** An empty buffer as long as the piece. */
  buffer(): StereoBuffer {
    return new StereoBuffer(this.sampleRate, Math.round(this.seconds * this.sampleRate));
  }

  /** Plays a written part (see `readPart`) into `target`. */
  play(target: StereoBuffer, instrument: Instrument, part: string, playing: Playing): void {
    const notes = readPart(part, playing.from ?? 0);
    const last = notes.at(-1)?.beat ?? 1;
    const first = notes[0]?.beat ?? 0;
    const rolled = new Map<number, number>();
    for (const note of notes) {
      const order = rolled.get(note.beat) ?? 0;
      rolled.set(note.beat, order + 1);
      const position = last > first ? (note.beat - first) / (last - first) : 0;
      const arch = 1 + (playing.arch ?? 0) * (Math.sin(Math.PI * position) - 0.5);
      this.sound(target, instrument, note, playing, { delaySeconds: order * (playing.roll ?? 0), arch });
    }
  }

  /** Strikes a drum at each of the beats. */
  strike(target: StereoBuffer, drum: Drum, strokes: Strokes, pan = 0): void {
    for (const [beat, velocity] of strokes) {
      const hardness = velocity * (0.9 + 0.2 * this.random());
      const late = 0.004 * this.random();
      target.addMono(drum(hardness, this.sampleRate, this.random), this.tempo.secondsAt(beat) + late, 1, pan);
    }
  }

  /** Sums the channels and puts them into a room. */
  mix(channels: readonly Channel[], room: Room): StereoBuffer {
    const mixed = this.buffer();
    const sent = this.buffer();
    for (const { buffer, gain, send } of channels) {
      mixed.add(buffer, gain);
      if (send > 0) sent.add(buffer, gain * send);
    }
    mixed.add(reverberate(sent, room), 1);
    return mixed;
  }

  private sound(
    target: StereoBuffer,
    instrument: Instrument,
    note: WrittenNote,
    playing: Playing,
    touch: { delaySeconds: number; arch: number },
  ): void {
    const uneven = 0.012 * (this.random() - 0.5);
    const velocity = Math.min(1, playing.velocity * touch.arch * (0.92 + 0.16 * this.random()));
    const at = this.tempo.secondsAt(note.beat) + uneven + touch.delaySeconds;
    const seconds = this.tempo.secondsOf(note.beat, note.beats) * (playing.held ?? 1);
    const tone = { frequencyHz: note.frequencyHz, seconds, velocity };
    target.addMono(instrument(tone, this.sampleRate, this.random), at, 1, playing.pan ?? 0);
  }
}

/** Repeats a bar of strokes. */
export function repeatBars(bar: Strokes, bars: number, fromBeat: number, beatsPerBar = 4): Strokes {
  return Array.from({ length: bars }, (_, n) =>
    bar.map(([beat, velocity]) => [fromBeat + n * beatsPerBar + beat, velocity] as const),
  ).flat();
}
