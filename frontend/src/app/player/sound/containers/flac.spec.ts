import { openFlac } from './flac';
import { collected, latin, MemoryBytes, noise, u16, u32 } from './test-bytes';

const BLOCK = 4096;

function crc8(bytes: readonly number[]): number {
  return bytes.reduce((crc, byte) => {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80) === 0 ? crc << 1 : ((crc << 1) ^ 0x107) & 0xff;
    return crc;
  }, 0);
}

function coded(number: number): number[] {
  if (number < 0x80) return [number];
  if (number < 0x800) return [0xc0 | (number >> 6), 0x80 | (number & 63)];
  return [0xe0 | (number >> 12), 0x80 | ((number >> 6) & 63), 0x80 | (number & 63)];
}

/** 44.1 kHz, stereo, 16 bits; `samples` is written out where it is not the common 4096. */
function frame(number: number, samples = BLOCK, size = 900): number[] {
  const isCommon = samples === BLOCK;
  const head = [0xff, 0xf8, isCommon ? 0xc9 : 0x79, 0x18, ...coded(number), ...(isCommon ? [] : u16(samples - 1))];
  return [...head, crc8(head), ...noise(size, number)];
}

function flac(frameCount: number, lastSamples: number, size?: number): Uint8Array {
  const total = (frameCount - 1) * BLOCK + lastSamples;
  const info = [...u16(BLOCK), ...u16(BLOCK), ...new Array<number>(6).fill(0), 0x0a, 0xc4, 0x42, 0xf0, ...u32(total)];
  const picture = [0x86, 0, 1, 0, ...noise(256, 5)];
  const frames = Array.from({ length: frameCount }, (_, n) =>
    frame(n, n === frameCount - 1 ? lastSamples : BLOCK, size === undefined ? undefined : size + (n % 7) * 50),
  );
  const head = [...latin('fLaC'), 0, 0, 0, 34, ...info, ...new Array<number>(16).fill(1), ...picture];
  return Uint8Array.from([head, ...frames].flat());
}

describe('openFlac', () => {
  it('takes every frame with its place, to the last sample', async () => {
    const audio = await openFlac(new MemoryBytes(flac(5, 1_003)));
    const { packets, endsAt } = await collected(audio);
    expect(audio).toMatchObject({ rateHz: 44_100, skippedSamples: 0, mimeType: 'audio/mp4; codecs="flac"' });
    expect(packets.map(({ at, samples }) => [at, samples])).toEqual([
      [0, BLOCK],
      [BLOCK, BLOCK],
      [2 * BLOCK, BLOCK],
      [3 * BLOCK, BLOCK],
      [4 * BLOCK, 1_003],
    ]);
    expect(endsAt).toBe(4 * BLOCK + 1_003);
  });

  it('takes all bytes of a file that is longer than what is read at once', async () => {
    const bytes = flac(300, 17, 3_000);
    const { packets } = await collected(await openFlac(new MemoryBytes(bytes)));
    expect(packets).toHaveLength(300);
    expect(packets.reduce((sum, { data }) => sum + data.length, 0)).toBe(bytes.length - 4 - 38 - 260);
  });

  it('is not misled by sound that looks like a frame', async () => {
    const bytes = flac(4, 100);
    const second = 4 + 38 + 260 + 906;
    bytes.set(frame(77).slice(0, 6), second + 300);
    const { packets } = await collected(await openFlac(new MemoryBytes(bytes)));
    expect(packets.map(({ at }) => at)).toEqual([0, BLOCK, 2 * BLOCK, 3 * BLOCK]);
  });

  it('finds any sample without reading all before it', async () => {
    const file = flac(1_000, 500, 2_500);
    for (const sample of [0, 1_000_000, 2_345_678, 4_092_000]) {
      const bytes = new MemoryBytes(file);
      const { value } = await (await openFlac(bytes)).packets(sample).next();
      const { at, samples } = value as { at: number; samples: number };
      expect(at).toBeLessThanOrEqual(sample);
      expect(at + samples).toBeGreaterThan(sample);
      expect(bytes.bytesRead).toBeLessThan(file.length / 2);
    }
  });

  it('refuses what is no FLAC', async () => {
    await expect(openFlac(new MemoryBytes(Uint8Array.from(latin('OggS'))))).rejects.toThrow('not FLAC');
  });
});
