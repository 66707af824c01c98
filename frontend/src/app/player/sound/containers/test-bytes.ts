import type { AudioBytes } from './audio-bytes';
import type { EncodedAudio, Packet } from './encoded-audio';

/** A file for tests, in memory; counts what is read. */
export class MemoryBytes implements AudioBytes {
  bytesRead = 0;

  constructor(private readonly bytes: Uint8Array) {}

  read(offset: number, length: number): Promise<Uint8Array> {
    const part = this.bytes.subarray(offset, offset + length);
    this.bytesRead += part.length;
    return Promise.resolve(part);
  }

  sizeBytes(): Promise<number> {
    return Promise.resolve(this.bytes.length);
  }
}

/** All packets from a sample on, and where the sound ends. */
export async function collected(audio: EncodedAudio, fromSample = 0): Promise<{ packets: Packet[]; endsAt: number }> {
  const packets: Packet[] = [];
  const generator = audio.packets(fromSample);
  for (;;) {
    const { done, value } = await generator.next();
    if (done) return { packets, endsAt: value };
    packets.push(value);
  }
}

export const latin = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
export const u16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
export const u32 = (value: number): number[] => [...u16(Math.floor(value / 0x10000)), ...u16(value % 0x10000)];

const NOISE = Array.from({ length: 20_000 }, (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 13) & 0xff);
/** Bytes without a pattern, of every value. */
export const noise = (length: number, seed: number): number[] => {
  const from = (seed * 97) % 10_000;
  return NOISE.slice(from, from + length);
};
