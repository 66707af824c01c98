/** A ring of past samples that can be read between two of them. */
export class DelayLine {
  private readonly samples: Float32Array;
  private head = 0;

  /** @param capacity the longest delay in samples */
  constructor(capacity: number) {
    this.samples = new Float32Array(Math.ceil(capacity) + 2);
  }

  /** Puts in the next sample. */
  write(sample: number): void {
    this.head = (this.head + 1) % this.samples.length;
    this.samples[this.head] = sample;
  }

  /** The sample written `delay` writes ago (0 is the latest), interpolated in a straight line. */
  read(delay: number): number {
    const whole = Math.floor(delay);
    const fraction = delay - whole;
    const near = this.at(whole);
    return fraction === 0 ? near : near + (this.at(whole + 1) - near) * fraction;
  }

  private at(delay: number): number {
    const index = this.head - delay;
    return this.samples[index < 0 ? index + this.samples.length : index] ?? 0;
  }
}
