/** Two channels of samples around ±1. */
export class StereoBuffer {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly sampleRate: number;

  constructor(sampleRate: number, length: number) {
    this.sampleRate = sampleRate;
    this.left = new Float32Array(length);
    this.right = new Float32Array(length);
  }

  get length(): number {
    return this.left.length;
  }

  /**
   * Adds a mono sound; what reaches past the end is dropped.
   * @param pan −1 left to 1 right, at constant power
   */
  addMono(sound: Float32Array, atSeconds: number, gain: number, pan: number): void {
    const start = Math.max(0, Math.round(atSeconds * this.sampleRate));
    const angle = ((pan + 1) * Math.PI) / 4;
    const gainLeft = gain * Math.cos(angle) * Math.SQRT2;
    const gainRight = gain * Math.sin(angle) * Math.SQRT2;
    const end = Math.min(this.length, start + sound.length);
    for (let i = start; i < end; i++) {
      const sample = sound[i - start] ?? 0;
      this.left[i] = (this.left[i] ?? 0) + sample * gainLeft;
      this.right[i] = (this.right[i] ?? 0) + sample * gainRight;
    }
  }

  /** Adds another buffer of the same length. */
  add(other: StereoBuffer, gain: number): void {
    for (let i = 0; i < this.length; i++) {
      this.left[i] = (this.left[i] ?? 0) + (other.left[i] ?? 0) * gain;
      this.right[i] = (this.right[i] ?? 0) + (other.right[i] ?? 0) * gain;
    }
  }

  /** Multiplies both channels by what `gainAt` gives for each sample. */
  shape(gainAt: (index: number) => number): void {
    for (let i = 0; i < this.length; i++) {
      const gain = gainAt(i);
      this.left[i] = (this.left[i] ?? 0) * gain;
      this.right[i] = (this.right[i] ?? 0) * gain;
    }
  }

  /** The samples from `start` up to `end` as a buffer of their own. */
  slice(start: number, end: number): StereoBuffer {
    const part = new StereoBuffer(this.sampleRate, end - start);
    part.left.set(this.left.subarray(start, end));
    part.right.set(this.right.subarray(start, end));
    return part;
  }

  /** Both channels interleaved, left first. */
  interleaved(): Float32Array {
    const samples = new Float32Array(2 * this.length);
    for (let i = 0; i < this.length; i++) {
      samples[2 * i] = this.left[i] ?? 0;
      samples[2 * i + 1] = this.right[i] ?? 0;
    }
    return samples;
  }

  /** The largest absolute sample of either channel. */
  peak(): number {
    let peak = 0;
    for (const channel of [this.left, this.right]) {
      for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
