/** How beats become seconds. */
export interface TempoPlan {
  readonly bpm: number;
  /** Seconds of silence before beat 0. */
  readonly leadInSeconds?: number;
  /** Every second step of `grid` beats comes late by `amount` of a step: the lilt of a groove. */
  readonly swing?: { readonly grid: number; readonly amount: number };
  /** The tempo falls evenly to `bpm` between the two beats and stays there. */
  readonly slowing?: { readonly fromBeat: number; readonly toBeat: number; readonly bpm: number };
}

/** Places beats in time. */
export class Tempo {
  private readonly plan: TempoPlan;

  constructor(plan: TempoPlan) {
    this.plan = plan;
  }

  /** Seconds from the start of the piece to `beat`. */
  secondsAt(beat: number): number {
    return (this.plan.leadInSeconds ?? 0) + this.slowed(this.swung(beat));
  }

  /** Seconds that `beats` last from `beat` on. */
  secondsOf(beat: number, beats: number): number {
    return this.secondsAt(beat + beats) - this.secondsAt(beat);
  }

  private swung(beat: number): number {
    const swing = this.plan.swing;
    if (swing === undefined) return beat;
    const step = Math.floor(beat / swing.grid + 1e-6);
    const isOnStep = Math.abs(beat / swing.grid - step) < 1e-3;
    return isOnStep && step % 2 === 1 ? beat + swing.grid * swing.amount : beat;
  }

  private slowed(beat: number): number {
    const { bpm, slowing } = this.plan;
    if (slowing === undefined || beat <= slowing.fromBeat) return (beat * 60) / bpm;
    const slope = (slowing.bpm - bpm) / (slowing.toBeat - slowing.fromBeat);
    const inside = Math.min(beat, slowing.toBeat) - slowing.fromBeat;
    // The integral of 60 / bpm over a tempo that falls in a straight line.
    const slowedSeconds = (60 / slope) * Math.log((bpm + slope * inside) / bpm);
    const after = Math.max(0, beat - slowing.toBeat);
    return (slowing.fromBeat * 60) / bpm + slowedSeconds + (after * 60) / slowing.bpm;
  }
}
