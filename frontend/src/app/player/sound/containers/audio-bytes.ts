/** The bytes of an audio file, wherever they are. */
export interface AudioBytes {
  /** Up to `length` bytes; fewer only where the file ends. */
  read(offset: number, length: number): Promise<Uint8Array>;
  sizeBytes(): Promise<number>;
}

/** The file is not what it has to be for the gapless way; an audio element may still play it. */
export class UnsuitableAudio extends Error {}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Latin-1 text, for the marks that formats are known by. */
export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

export function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Where the audio begins: behind any ID3v2 tags, which some programs put before formats that have tags of their own. */
export async function skipId3(bytes: AudioBytes): Promise<number> {
  for (let offset = 0; ;) {
    const head = await bytes.read(offset, 10);
    if (head.length < 10 || textAt(head, 0, 3) !== 'ID3') return offset;
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
    const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
    offset += 10 + ((a << 21) | (b << 14) | (c << 7) | d) + (hasFooter ? 10 : 0);
  }
}
