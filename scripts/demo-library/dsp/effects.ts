import { DelayLine } from './delay-line.ts';
import { filtered, onePoleHighPass, stateVariable } from './filters.ts';
import type { StereoBuffer } from './stereo-buffer.ts';

/**
 * Adds two copies per side whose delay sways: one player becomes a few.
 * @param amount how much of the copies is added, 0 to 1
 */
export function chorus(buffer: StereoBuffer, amount: number, rateHz = 0.6): void {
  const { sampleRate } = buffer;
  [buffer.left, buffer.right].forEach((channel, side) => {
    const line = new DelayLine(0.03 * sampleRate);
    const turn = (2 * Math.PI * rateHz) / sampleRate;
    for (let i = 0; i < channel.length; i++) {
      const dry = channel[i] ?? 0;
      line.write(dry);
      const first = line.read(sampleRate * (0.012 + 0.0028 * Math.sin(turn * i + side * 1.9)));
      const second = line.read(sampleRate * (0.019 + 0.0034 * Math.sin(turn * 0.73 * i + 2.4 - side * 1.3)));
      channel[i] = dry * (1 - 0.3 * amount) + 0.5 * amount * (first + second);
    }
  });
}

/** A worn tape: slow and fast waver of the pitch, gentle saturation, dull top and no deep bass. */
export function wornTape(buffer: StereoBuffer, topHz: number): void {
  const { sampleRate } = buffer;
  for (const channel of [buffer.left, buffer.right]) {
    const line = new DelayLine(0.01 * sampleRate);
    for (let i = 0; i < channel.length; i++) {
      line.write(channel[i] ?? 0);
      const t = i / sampleRate;
      const waver = 0.0011 * Math.sin(2 * Math.PI * 0.55 * t) + 0.00007 * Math.sin(2 * Math.PI * 6.3 * t);
      const sample = line.read(sampleRate * (0.003 + waver));
      channel[i] = Math.tanh(1.3 * sample) / 1.3;
    }
    filtered(channel, stateVariable('low', topHz, 0.65, sampleRate), onePoleHighPass(30, sampleRate));
  }
}

/** Lets the loudness sway from side to side, as electric pianos do. */
export function autoPan(buffer: StereoBuffer, depth: number, rateHz: number): void {
  const turn = (2 * Math.PI * rateHz) / buffer.sampleRate;
  for (let i = 0; i < buffer.length; i++) {
    const sway = depth * Math.sin(turn * i);
    buffer.left[i] = (buffer.left[i] ?? 0) * (1 - sway);
    buffer.right[i] = (buffer.right[i] ?? 0) * (1 + sway);
  }
}

/** Adds a resonance of a wooden body at `frequencyHz`. */
export function resonate(buffer: StereoBuffer, frequencyHz: number, q: number, gain: number): void {
  for (const channel of [buffer.left, buffer.right]) {
    const body = stateVariable('band', frequencyHz, q, buffer.sampleRate);
    filtered(channel, (sample) => sample + gain * body(sample));
  }
}
